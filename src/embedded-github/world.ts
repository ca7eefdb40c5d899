// The embedded GitHub's accounts, repositories and installations, and how what happens is told to the App.
import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { type AppIdentity, accountJson, installationJson, repoJson } from './payloads.ts'
import {
  type Account,
  blobSha,
  Ids,
  type Installation,
  type Label,
  notFound,
  type Permission,
  type Repo,
} from './state.ts'
import { Webhooks, type WebhookTarget } from './webhooks.ts'

export interface WorldOptions {
  app: AppIdentity
  webhook: WebhookTarget
  /** Sponsorship events go to their own address with their own secret, never to the App. */
  sponsorsWebhook: WebhookTarget | null
  now: () => number
}

const RANKS: Permission[] = ['read', 'triage', 'write', 'maintain', 'admin']
export const DEFAULT_PERMISSIONS: Installation['permissions'] = {
  issues: 'write',
  discussions: 'write',
  checks: 'write',
  contents: 'read',
  metadata: 'read',
  members: 'read',
}

export class World {
  readonly ids = new Ids()
  readonly accounts = new Map<string, Account>()
  readonly repos = new Map<string, Repo>()
  readonly installations: Installation[] = []
  readonly webhooks: Webhooks
  readonly app: AppIdentity
  /** The account that writes for the App, `SLUG[bot]`. */
  readonly bot: Account
  readonly now: () => number
  /** What GraphQL says is left of its points; nothing here takes any away. */
  graphqlPoints = { limit: 5_000, left: 5_000, resetsAt: 0 }
  private readonly options: WorldOptions

  constructor(options: WorldOptions) {
    this.options = options
    this.app = options.app
    this.now = () => Math.floor(options.now() / 1000) * 1000
    this.webhooks = new Webhooks(this.ids, options.now)
    this.bot = this.addAccount(`${options.app.slug}[bot]`, 'Bot')
  }

  addAccount(login: string, type: Account['type'] = 'User'): Account {
    const account: Account = {
      ...this.ids.take('account'),
      login,
      type,
      members: new Map(),
      teams: new Map(),
      sponsorships: [],
      tiers: [],
      activities: [],
    }
    this.accounts.set(login.toLowerCase(), account)
    return this.ids.remember(account)
  }

  /** By login; a person who was never heard of signs up. */
  person(login: string): Account {
    return this.accounts.get(login.toLowerCase()) ?? this.addAccount(login)
  }

  account(login: string): Account {
    const account = this.accounts.get(login.toLowerCase())
    if (!account) throw notFound()
    return account
  }

  addRepo(fullName: string, options: Partial<Pick<Repo, 'private' | 'hasIssues' | 'hasDiscussions'>>): Repo {
    const [owner = '', name = ''] = fullName.split('/')
    const repo: Repo = {
      ...this.ids.take('repo'),
      owner: this.person(owner),
      name,
      private: options.private ?? false,
      archived: false,
      hasIssues: options.hasIssues ?? true,
      hasDiscussions: options.hasDiscussions ?? true,
      labels: [],
      permissions: new Map(),
      files: new Map(),
      commits: [],
      threads: new Map(),
      gone: new Map(),
      nextNumber: 1,
      checkRuns: [],
    }
    this.repos.set(fullName.toLowerCase(), repo)
    return this.ids.remember(repo)
  }

  repo(fullName: string): Repo {
    const repo = this.repos.get(fullName.toLowerCase())
    if (!repo) throw notFound()
    return repo
  }

  /** The installation that covers a repository. */
  installationOf(repo: Repo): Installation | null {
    return this.installations.find((installation) => this.covers(installation, repo)) ?? null
  }

  covers(installation: Installation, repo: Repo): boolean {
    if (installation.account !== repo.owner) return false
    return installation.repositories === 'all' || installation.repositories.includes(repo)
  }

  reposOf(installation: Installation): Repo[] {
    // A renamed repository is also known under its old name.
    return [...new Set(this.repos.values())].filter((repo) => this.covers(installation, repo))
  }

  /** Whether an account may do what `permission` allows. Owners and organisation members with rights included. */
  may(account: Account, repo: Repo, permission: Permission): boolean {
    if (account === repo.owner) return true
    const own = repo.permissions.get(account.id)?.permission
    return own !== undefined && RANKS.indexOf(own) >= RANKS.indexOf(permission)
  }

  label(repo: Repo, name: string): Label | undefined {
    return repo.labels.find((label) => label.name.toLowerCase() === name.toLowerCase())
  }

  /** Commits one file, as a push to `branch` does; `forced`: nothing else is there then. */
  putFile(repo: Repo, path: string, text: string | null, branch = 'main', forced = false): string {
    const content = text === null ? null : Buffer.from(text)
    const file = content && { content, sha: blobSha(content) }
    if (branch === 'main') {
      if (forced) repo.files.clear()
      if (file) repo.files.set(path, file)
      else repo.files.delete(path)
    }
    const sha = createHash('sha1').update(`${repo.id} ${repo.commits.length} ${path}`).digest('hex')
    repo.commits.push({ sha, branch, path, file, forced })
    return sha
  }

  /** Tells the App, if it covers the repository and is not suspended. */
  emit(event: string, repo: Repo, sender: Account, payload: Record<string, unknown>): void {
    const installation = this.installationOf(repo)
    if (!installation || installation.suspendedAt !== null) return
    this.webhooks.send(this.options.webhook, event, {
      ...payload,
      repository: repoJson(repo),
      ...(repo.owner.type === 'Organization' ? { organization: accountJson(repo.owner) } : {}),
      sender: accountJson(sender),
      installation: { id: installation.id },
    })
  }

  /** Tells the App about its own installation. */
  emitInstallation(event: string, installation: Installation, payload: Record<string, unknown>): void {
    this.webhooks.send(this.options.webhook, event, {
      ...payload,
      installation: installationJson(installation, this.app),
      sender: accountJson(installation.account),
    })
  }

  /** As `GET /app/hook/config` shows it. */
  hookConfig(): Record<string, string> {
    return { url: this.options.webhook.url, content_type: 'json', insecure_ssl: '0', secret: '********' }
  }

  redirectWebhooks(url: string, sponsorsUrl?: string): void {
    this.options.webhook.url = url
    if (sponsorsUrl && this.options.sponsorsWebhook) this.options.sponsorsWebhook.url = sponsorsUrl
  }

  emitSponsorship(payload: Record<string, unknown>): void {
    if (this.options.sponsorsWebhook) this.webhooks.send(this.options.sponsorsWebhook, 'sponsorship', payload)
  }
}
