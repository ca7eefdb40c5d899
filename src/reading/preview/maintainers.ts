// Who answers for a project that is only looked at: as named, as the settings or GitHub have it, or as GitHub shows.
import { UserError } from '../../domain/problem.ts'
import type { Repository } from '../../domain/repository.ts'
import type { Settings } from '../../domain/settings.ts'
import type { Actor } from '../../domain/ticket.ts'
import type { Preview } from '../../report/preview.ts'
import { type Member, saveMembers } from '../../store/roles.ts'
import type { ReadingDeps } from '../deps.ts'
import { listedPeople, notFound, triagersOf, unlessHidden } from '../read-people.ts'

type Needs = Pick<ReadingDeps, 'store' | 'github'>

export interface MaintainersAsked {
  /** Of the command line, which wins over everything; null: nobody was named there. */
  named: readonly string[] | null
  /** Whom GitHub shows as owner, member or collaborator on what was read. */
  associates: readonly Actor[]
}

export interface MaintainersRead {
  maintainers: Preview['maintainers']
  remarks: string[]
}

/** Reads them into the register, as having been there always. @throws UserError where nobody who was named exists */
export async function readMaintainers(
  deps: Needs,
  repository: Repository,
  settings: Settings,
  asked: MaintainersAsked,
): Promise<MaintainersRead> {
  const found = await findMaintainers(deps, repository, settings, asked)
  const at = deps.store.now()
  const names = found.members.flatMap(({ via }) => via)
  const reading = { names, members: found.members, at, namedAt: 0 }
  await deps.store.transaction((tx) => saveMembers(tx, repository.id, reading))
  const logins = found.members.map(({ login }) => login)
  return { maintainers: { known: found.known, logins }, remarks: found.remarks }
}

interface Found {
  known: Preview['maintainers']['known']
  members: Member[]
  remarks: string[]
}

async function findMaintainers(
  { github }: Needs,
  repository: Repository,
  settings: Settings,
  { named, associates }: MaintainersAsked,
): Promise<Found> {
  const reads = github.forInstallation(repository.installationId)
  if (named !== null) {
    const { members, unknown } = await listedPeople(reads, [...named], new Map())
    if (members === null) throw new UserError(`--maintainers: ${unknown.map(nobody).join(' ')}`)
    return {
      known: 'named',
      members,
      remarks: [...unknown.map((name) => `--maintainers: ${nobody(name)}`), AS_NAMED],
    }
  }
  const { members, unknown } = await listedPeople(reads, settings.maintainers, new Map())
  const remarks = unknown.map(notFound)
  if (members !== null) return { known: 'named', members, remarks }
  const triagers = await unlessHidden(triagersOf(reads, repository))
  if (triagers !== null) return { known: 'collaborators', members: triagers, remarks }
  const shown = shownAs(repository, associates)
  return { known: 'shown', members: shown, remarks: [...remarks, asShown(shown)] }
}

/** Where a person owns the repository, that is who answers for it, whatever was read. */
function shownAs({ ownerId, owner, ownerType }: Repository, associates: readonly Actor[]): Member[] {
  const people = new Map<number, Member>()
  if (ownerType === 'User') people.set(ownerId, { actorId: ownerId, login: owner, via: [] })
  for (const { id, login, type } of associates) {
    if (id !== null && type === 'User') people.set(id, { actorId: id, login, via: [] })
  }
  return [...people.values()]
}

function nobody(name: string): string {
  const what = name.includes('/') ? 'team that this token may see called' : 'user or organisation'
  return `there is no ${what} ${name}.`
}

const AS_NAMED =
  'Who answers here is taken from --maintainers: figures may be off where one of them is missing, or another was named.'

function asShown(shown: readonly Member[]): string {
  const why = 'This token may not list who answers here (triage permission or more)'
  if (shown.length === 0) {
    return `${why}, and GitHub shows nobody as owner, member or collaborator: nothing counts as answered. Name them with --maintainers LOGIN,…`
  }
  return `${why}, so those count whom GitHub shows as owner, member or collaborator: figures may be off. Name them with --maintainers LOGIN,…`
}
