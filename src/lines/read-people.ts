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
}

const READ_AGAIN_MS = 3_600_000

export async function readPeople(
  deps: LineDeps,
  repository: Repository,
  settings: Settings,
): Promise<People> {
  const github = deps.github.forInstallation(repository.installationId)
  const teams = await readTeams(github, settings)
  if (settings.maintainers.length > 0) {
    const ids = new Set<number>()
    for (const name of settings.maintainers) for (const id of await idsOf(github, name)) ids.add(id)
    return { listed: [...ids].sort((a, b) => a - b), teams, changed: false }
  }
  const { store } = deps
  const readAt = await membersReadAt(store.db, repository.id)
  if (readAt !== null && store.now() - readAt < READ_AGAIN_MS) return { listed: null, teams, changed: false }
  const before = JSON.stringify(await membersOf(store.db, repository.id))
  const triagers = await github.listTriagers(repository)
  const members = triagers.flatMap(({ id, login }) =>
    id === null ? [] : [{ actorId: id, login, role: 'triage' }],
  )
  await store.transaction((tx) => saveMembers(tx, repository.id, members, store.now()))
  return { listed: null, teams, changed: JSON.stringify(await membersOf(store.db, repository.id)) !== before }
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
    if (members.length > 0) teams[name] = members.map((member) => member.login)
  }
  return teams
}

async function unlessHidden<T>(answer: Promise<T[]>): Promise<T[]> {
  try {
    return await answer
  } catch (error) {
    const kind = error instanceof Error && 'kind' in error ? error.kind : null
    if (kind === 'not_found' || kind === 'forbidden') return []
    throw error
  }
}

/** `login`, `@login` or `@org/team`. */
async function idsOf(github: InstallationGitHub, name: string): Promise<number[]> {
  const [first = '', team] = name.replace(/^@/, '').split('/')
  const actors =
    team === undefined ? [await github.getAccount(first)] : await github.listTeamMembers(first, team)
  return actors.flatMap((actor) => (actor?.id ? [actor.id] : []))
}
