// What people do to accounts, repositories and installations of the embedded GitHub.
import type { Auth } from './auth.ts'
import { accountJson, repoJson } from './payloads.ts'
import { type Installation, notFound, type Permission } from './state.ts'
import { DEFAULT_PERMISSIONS, type World } from './world.ts'

export interface Ref {
  id: number
  nodeId: string
}

export class AccountActs {
  protected readonly world: World
  private readonly auth: Auth

  constructor(world: World, auth: Auth) {
    this.world = world
    this.auth = auth
  }

  setPermission(repo: string, login: string, permission: Permission): void {
    const target = this.world.repo(repo)
    const account = this.world.person(login)
    const action = target.permissions.has(account.id) ? 'edited' : 'added'
    target.permissions.set(account.id, { account, permission })
    const changes = { permission: { to: permission } }
    this.world.emit('member', target, target.owner, { action, member: accountJson(account), changes })
  }

  addUser(login: string): Ref {
    const { id, nodeId } = this.world.person(login)
    return { id, nodeId }
  }

  /** Gives an account another login; the old one is free for whoever takes it next. */
  renameAccount(login: string, to: string): void {
    const account = this.world.account(login)
    this.world.accounts.delete(login.toLowerCase())
    account.login = to
    this.world.accounts.set(to.toLowerCase(), account)
  }

  /** A machine account of another App, `name[bot]`. */
  addBot(login: string): Ref {
    const { id, nodeId } = this.world.addAccount(login, 'Bot')
    return { id, nodeId }
  }

  addOrganization(login: string): Ref {
    const { id, nodeId } = this.world.addAccount(login, 'Organization')
    return { id, nodeId }
  }

  addMember(organization: string, login: string, options: { public?: boolean } = {}): void {
    const account = this.world.person(login)
    const { members } = this.world.account(organization)
    members.set(account.id, { account, public: options.public ?? false })
    this.tellMembership(organization, 'member_added', login)
  }

  removeMember(organization: string, login: string): void {
    this.world.account(organization).members.delete(this.world.person(login).id)
    this.tellMembership(organization, 'member_removed', login)
  }

  addTeam(organization: string, slug: string, logins: string[]): void {
    const people = logins.map((login) => this.world.person(login))
    this.world.account(organization).teams.set(slug, people)
  }

  addRepository(
    repo: string,
    options: { private?: boolean; hasIssues?: boolean; hasDiscussions?: boolean } = {},
  ): Ref {
    const { id, nodeId } = this.world.addRepo(repo, options)
    return { id, nodeId }
  }

  /** The old name goes on being answered, as GitHub's redirects do. */
  renameRepository(repo: string, name: string): void {
    const target = this.world.repo(repo)
    const changes = { repository: { name: { from: target.name } } }
    target.name = name
    this.world.repos.set(`${target.owner.login}/${name}`.toLowerCase(), target)
    this.world.emit('repository', target, target.owner, { action: 'renamed', changes })
  }

  /** Gives a repository to another account; installations there that choose one by one are given it too. */
  transferRepository(repo: string, to: string): void {
    const { world } = this
    const target = world.repo(repo)
    const before = world.installationOf(target)
    const from = accountJson(target.owner)
    if (before && before.repositories !== 'all') this.uninstallRepositories(before.id, [repo])
    target.owner = world.account(to)
    world.repos.set(`${to}/${target.name}`.toLowerCase(), target)
    const after = world.installations.find((one) => one.account === target.owner)
    world.emit('repository', target, target.owner, {
      action: 'transferred',
      changes: { owner: { from: { organization: from } } },
    })
    if (after && after.repositories !== 'all') this.installRepositories(after.id, [`${to}/${target.name}`])
  }

  archive(repo: string): void {
    this.world.repo(repo).archived = true
  }

  /** Installs the App on an account, for all its repositories or those named, and returns the installation's id. */
  install(account: string, repositories: 'all' | string[], permissions = DEFAULT_PERMISSIONS): number {
    const { world } = this
    const installation = {
      id: world.ids.take('installation').id,
      account: world.account(account),
      repositories: repositories === 'all' ? ('all' as const) : repositories.map((name) => world.repo(name)),
      permissions,
      createdAt: world.now(),
      suspendedAt: null,
    }
    world.installations.push(installation)
    const covered = world.reposOf(installation).map(repoJson)
    world.emitInstallation('installation', installation, { action: 'created', repositories: covered })
    return installation.id
  }

  /** Adds repositories to an installation that chose them one by one. */
  installRepositories(installationId: number, repositories: string[]): void {
    const installation = this.installation(installationId)
    const added = repositories.map((name) => this.world.repo(name))
    if (installation.repositories === 'all') throw new Error('This installation covers all repositories')
    installation.repositories.push(...added)
    this.world.emitInstallation('installation_repositories', installation, {
      action: 'added',
      repositories_added: added.map(repoJson),
      repositories_removed: [],
    })
  }

  /** The installer lets the App at all repositories of the account, where they were chosen one by one. */
  installOnAll(installationId: number): void {
    const installation = this.installation(installationId)
    const before = this.world.reposOf(installation)
    installation.repositories = 'all'
    const added = this.world.reposOf(installation).filter((one) => !before.includes(one))
    this.world.emitInstallation('installation_repositories', installation, {
      action: 'added',
      repositories_added: added.map(repoJson),
      repositories_removed: [],
    })
  }

  /** Takes repositories out of an installation that chose them one by one. */
  uninstallRepositories(installationId: number, repositories: string[]): void {
    const installation = this.installation(installationId)
    const removed = repositories.map((name) => this.world.repo(name))
    if (installation.repositories === 'all') throw new Error('This installation covers all repositories')
    installation.repositories = installation.repositories.filter((one) => !removed.includes(one))
    this.world.emitInstallation('installation_repositories', installation, {
      action: 'removed',
      repositories_added: [],
      repositories_removed: removed.map(repoJson),
    })
  }

  /** The installer accepts other permissions than were granted before. */
  grant(installationId: number, permissions: Record<string, 'read' | 'write'>): void {
    const installation = this.installation(installationId)
    installation.permissions = { ...installation.permissions, ...permissions }
    this.world.emitInstallation('installation', installation, { action: 'new_permissions_accepted' })
  }

  uninstall(installationId: number): void {
    const { installations } = this.world
    const installation = this.installation(installationId)
    installations.splice(installations.indexOf(installation), 1)
    this.world.emitInstallation('installation', installation, { action: 'deleted' })
  }

  suspend(installationId: number): void {
    const installation = this.installation(installationId)
    installation.suspendedAt = this.world.now()
    this.world.emitInstallation('installation', installation, { action: 'suspend' })
  }

  unsuspend(installationId: number): void {
    const installation = this.installation(installationId)
    installation.suspendedAt = null
    this.world.emitInstallation('installation', installation, { action: 'unsuspend' })
  }

  /** A classic personal access token of `login`. */
  createToken(login: string, scopes: string[] = ['read:user', 'read:org', 'repo']): string {
    return this.auth.issuePersonalToken(this.world.person(login), scopes)
  }

  private tellMembership(organization: string, action: string, login: string): void {
    const account = this.world.account(organization)
    const installation = this.world.installations.find((known) => known.account === account)
    if (!installation) return
    const membership = { user: accountJson(this.world.person(login)), role: 'member', state: 'active' }
    const payload = { action, membership, organization: accountJson(account) }
    this.world.emitInstallation('organization', installation, payload)
  }

  private installation(id: number): Installation {
    const installation = this.world.installations.find((known) => known.id === id)
    if (!installation) throw notFound()
    return installation
  }
}
