// Who answers for the project: the people the settings list, else everyone with permission `triage` or more.
import type { Repository } from '../domain/repository.ts'
import type { Settings } from '../domain/settings.ts'
import type { InstallationGitHub } from '../github/types.ts'
import { membersOf, membersReadAt, saveMembers } from '../store/roles.ts'
import type { LineDeps } from './deps.ts'

export interface People {
  /** Ids of the listed people; null where permission decides. */
  listed: number[] | null
  changed: boolean
}

const READ_AGAIN_MS = 3_600_000

export async function readPeople(
  deps: LineDeps,
  repository: Repository,
  settings: Settings,
): Promise<People> {
  const github = deps.github.forInstallation(repository.installationId)
  if (settings.maintainers.length > 0) {
    const ids = new Set<number>()
    for (const name of settings.maintainers) for (const id of await idsOf(github, name)) ids.add(id)
    return { listed: [...ids].sort((a, b) => a - b), changed: false }
  }
  const { store } = deps
  const readAt = await membersReadAt(store.db, repository.id)
  if (readAt !== null && store.now() - readAt < READ_AGAIN_MS) return { listed: null, changed: false }
  const before = JSON.stringify(await membersOf(store.db, repository.id))
  const triagers = await github.listTriagers(repository)
  const members = triagers.flatMap(({ id, login }) =>
    id === null ? [] : [{ actorId: id, login, role: 'triage' }],
  )
  await store.transaction((tx) => saveMembers(tx, repository.id, members, store.now()))
  return { listed: null, changed: JSON.stringify(await membersOf(store.db, repository.id)) !== before }
}

/** `login`, `@login` or `@org/team`. */
async function idsOf(github: InstallationGitHub, name: string): Promise<number[]> {
  const [first = '', team] = name.replace(/^@/, '').split('/')
  const actors =
    team === undefined ? [await github.getAccount(first)] : await github.listTeamMembers(first, team)
  return actors.flatMap((actor) => (actor?.id ? [actor.id] : []))
}
