// Who answers for the project: the people the settings list, else everyone with permission `triage` or more.
import type { Repository } from '../domain/repository.ts'
import type { Settings } from '../domain/settings.ts'
import type { Actor } from '../domain/ticket.ts'
import type { InstallationGitHub } from '../github/types.ts'
import { listedAccounts, type Member, membersOf, registerState, saveMembers } from '../store/roles.ts'
import type { ReadingDeps } from './deps.ts'

type Needs = Pick<ReadingDeps, 'store' | 'github'>

export interface People {
  /** Logins of the members of each team that is to be notified, by its name as the settings have it. */
  teams: Record<string, string[]>
  changed: boolean
  /** What the settings say of maintainers that GitHub does not know, for the desk. */
  mistakes: string[]
}

/** Somewhat less than the hour between two looks, so that no look passes it by. */
const READ_AGAIN_MS = 55 * 60_000

export interface PeopleAsked {
  /** Since when the settings are in force. */
  namedAt: number
  /** Whether accounts that were found before are looked up once more: an account keeps its id. */
  anew: boolean
}

/** Reads who answers for the project into the register. */
export async function readPeople(
  deps: Needs,
  repository: Repository,
  settings: Settings,
  { namedAt, anew }: PeopleAsked,
): Promise<People> {
  const { store } = deps
  const reads = deps.github.forInstallation(repository.installationId)
  const github = { ...reads, listTeamMembers: onceATeam(reads.listTeamMembers) }
  const teams = await readTeams(github, settings)
  const known = anew ? new Map<string, number>() : await listedAccounts(store.db, repository.id)
  const { members: listed, unknown } = await listedPeople(github, settings.maintainers, known)
  const mistakes = unknown.map(notFound)
  // If nobody of the list exists, permission decides: else nobody at all would answer for the project.
  const names = listed ? settings.maintainers.map((name) => name.toLowerCase()) : []
  const state = await registerState(store.db, repository.id)
  const isFresh = state !== null && state.readAt !== null && store.now() - state.readAt < READ_AGAIN_MS
  if (!listed && isFresh && state.names?.length === 0) return { teams, changed: false, mistakes }
  const before = JSON.stringify(await membersOf(store.db, repository.id))
  const at = store.now()
  const members = listed ?? (await triagersOf(github, repository))
  await store.transaction((tx) => saveMembers(tx, repository.id, { names, members, at, namedAt }))
  const changed = JSON.stringify(await membersOf(store.db, repository.id)) !== before
  return { teams, changed, mistakes }
}

/** A team that answers for the project is often the one to be notified. */
function onceATeam(list: InstallationGitHub['listTeamMembers']): InstallationGitHub['listTeamMembers'] {
  const asked = new Map<string, Promise<Actor[]>>()
  return (organization, team) => {
    const name = `${organization}/${team}`.toLowerCase()
    const members = asked.get(name) ?? list(organization, team)
    asked.set(name, members)
    return members
  }
}

export async function triagersOf(
  github: Pick<InstallationGitHub, 'listTriagers'>,
  repository: Repository,
): Promise<Member[]> {
  const triagers = await github.listTriagers(repository)
  return triagers.flatMap(({ id, login }) => (id === null ? [] : [{ actorId: id, login, via: [] }]))
}

/** Those who are named, each with the names that mean them, and the names that GitHub does not know; null: none is known. */
export async function listedPeople(
  github: Pick<InstallationGitHub, 'getAccount' | 'listTeamMembers'>,
  names: string[],
  known: ReadonlyMap<string, number>,
): Promise<{ members: Member[] | null; unknown: string[] }> {
  const members = new Map<number, Member>()
  const unknown: string[] = []
  for (const name of names) {
    const found = await accountsOf(github, name, known)
    if (!found) unknown.push(name)
    for (const { id, login } of found ?? []) {
      if (id === null) continue
      const via = [...(members.get(id)?.via ?? []), name.toLowerCase()]
      members.set(id, { actorId: id, login, via })
    }
  }
  const all = [...members.values()].sort((a, b) => a.actorId - b.actorId)
  return { members: unknown.length === names.length ? null : all, unknown }
}

export function notFound(name: string): string {
  const what = name.includes('/') ? 'team that the App may see called' : 'user or organisation'
  return `maintainers: there is no ${what} ${name}.`
}

/** A team that cannot be seen stays out: it is mentioned by its own name. */
async function readTeams(
  github: Pick<InstallationGitHub, 'listTeamMembers'>,
  settings: Settings,
): Promise<Record<string, string[]>> {
  const names = new Set(settings.tiers.flatMap((tier) => tier.notify).filter((name) => name.includes('/')))
  const teams: Record<string, string[]> = {}
  for (const name of names) {
    const [org = '', team = ''] = name.replace(/^@/, '').split('/')
    const members = await unlessHidden(github.listTeamMembers(org, team))
    if (members && members.length > 0) teams[name] = members.map((member) => member.login)
  }
  return teams
}

/** Null where there is no such team, or one may not see it. */
export async function unlessHidden<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    const kind = error instanceof Error && 'kind' in error ? error.kind : null
    if (kind === 'not_found' || kind === 'forbidden') return null
    throw error
  }
}

/** `login`, `@login` or `@org/team`; null where there is none. */
async function accountsOf(
  github: Pick<InstallationGitHub, 'getAccount' | 'listTeamMembers'>,
  name: string,
  known: ReadonlyMap<string, number>,
): Promise<Array<Pick<Actor, 'id' | 'login'>> | null> {
  const [first = '', team] = name.replace(/^@/, '').split('/')
  if (team !== undefined) return unlessHidden(github.listTeamMembers(first, team))
  const id = known.get(first.toLowerCase())
  if (id !== undefined) return [{ id, login: first }]
  const account = await github.getAccount(first)
  return account?.id ? [account] : null
}
