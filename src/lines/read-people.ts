// Who answers for the project: the people the settings list, else everyone with permission `triage` or more.
import type { Repository } from '../domain/repository.ts'
import type { Settings } from '../domain/settings.ts'
import type { InstallationGitHub } from '../github/types.ts'
import { membersOf, membersReadAt, saveMembers } from '../store/roles.ts'
import type { LineDeps } from './deps.ts'

export interface People {
  /** Ids of the listed people; null where permission decides. */
  listed: number[] | null
  /** Logins of the members of each team that is to be notified, by its name as the settings have it. */
  teams: Record<string, string[]>
  changed: boolean
  /** What the settings say of maintainers that GitHub does not know, for the desk. */
  mistakes: string[]
}

const READ_AGAIN_MS = 3_600_000

export async function readPeople(
  deps: LineDeps,
  repository: Repository,
  settings: Settings,
): Promise<People> {
  const github = deps.github.forInstallation(repository.installationId)
  const teams = await readTeams(github, settings)
  const { ids, mistakes } = await listedPeople(github, settings.maintainers)
  // If nobody of the list exists, permission decides: else nobody at all would answer for the project.
  if (ids) return { listed: ids, teams, changed: false, mistakes }
  const { store } = deps
  const readAt = await membersReadAt(store.db, repository.id)
  if (readAt !== null && store.now() - readAt < READ_AGAIN_MS)
    return { listed: null, teams, changed: false, mistakes }
  const before = JSON.stringify(await membersOf(store.db, repository.id))
  const triagers = await github.listTriagers(repository)
  const members = triagers.flatMap(({ id, login }) =>
    id === null ? [] : [{ actorId: id, login, role: 'triage' }],
  )
  await store.transaction((tx) => saveMembers(tx, repository.id, members, store.now()))
  const changed = JSON.stringify(await membersOf(store.db, repository.id)) !== before
  return { listed: null, teams, changed, mistakes }
}

/** The ids of those named, and the names that GitHub does not know. `ids` is null where no name is known. */
async function listedPeople(
  github: Pick<InstallationGitHub, 'getAccount' | 'listTeamMembers'>,
  names: string[],
): Promise<{ ids: number[] | null; mistakes: string[] }> {
  const ids = new Set<number>()
  const mistakes: string[] = []
  for (const name of names) {
    const found = await idsOf(github, name)
    if (!found) mistakes.push(notFound(name))
    for (const id of found ?? []) ids.add(id)
  }
  return { ids: mistakes.length === names.length ? null : [...ids].sort((a, b) => a - b), mistakes }
}

function notFound(name: string): string {
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

/** Null where there is no such team, or the App may not see it. */
async function unlessHidden<T>(answer: Promise<T[]>): Promise<T[] | null> {
  try {
    return await answer
  } catch (error) {
    const kind = error instanceof Error && 'kind' in error ? error.kind : null
    if (kind === 'not_found' || kind === 'forbidden') return null
    throw error
  }
}

/** `login`, `@login` or `@org/team`; null where there is none. */
async function idsOf(
  github: Pick<InstallationGitHub, 'getAccount' | 'listTeamMembers'>,
  name: string,
): Promise<number[] | null> {
  const [first = '', team] = name.replace(/^@/, '').split('/')
  if (team === undefined) {
    const account = await github.getAccount(first)
    return account?.id ? [account.id] : null
  }
  const members = await unlessHidden(github.listTeamMembers(first, team))
  return members?.flatMap((member) => member.id ?? []) ?? null
}
