// Where the desks of a repository are, and what may be shown there.
import type { Repository } from '../domain/repository.ts'
import type { OwnThingKind } from '../domain/want.ts'
import type { FactsDeps } from './deps.ts'
import type { View } from './figures.ts'
import { type PlaceFault, placeFault, privatePlace } from './private-places.ts'
import type { ServedRepository } from './served-repository.ts'

type Needs = Pick<FactsDeps, 'store' | 'github'>

export interface DeskPlace {
  kind: Extract<OwnThingKind, 'desk' | 'private_desk'>
  place: Repository
  view: View
  drafts: boolean
  /** Amounts and customers may stand here: settings name it as the private desk. */
  inside: boolean
}

/**
 * The repository's own desk; null where it has none. Where a private desk is named, also one that cannot be written, the
 * own one shows what anybody may see; else it shows all where the repository is private itself.
 */
function ownDesk({ repository, settings, stage }: ServedRepository): DeskPlace | null {
  if (stage === 'off' || stage === 'record' || !settings.desk.issue || !canHold(repository)) return null
  const inside = namesItself({ repository, settings })
  const alone = settings.desk.repository === null || inside
  const view = alone && repository.private ? 'known' : 'shown'
  return { kind: 'desk', place: repository, view, drafts: alone, inside }
}

/** The same where GitHub says that a private repository is so still: one that became public shows what anybody may see. */
export async function ownDeskNow(deps: Needs, served: ServedRepository): Promise<DeskPlace | null> {
  const desk = ownDesk(served)
  const { repository } = served
  if (desk?.view !== 'known') return desk
  const isPublic = (await placeFault(deps, repository, repository.ownerId)) === 'public'
  return isPublic ? ownDesk({ ...served, repository: { ...repository, private: false } }) : desk
}

/** The desk in the private repository that the settings name, or why it is written nothing; null where none is named. */
export async function privateDesk(
  deps: Needs,
  { repository, settings, stage }: ServedRepository,
): Promise<DeskPlace | { trouble: string } | null> {
  const named = settings.desk.repository
  if (stage === 'off' || stage === 'record' || named === null) return null
  const asked = await privatePlace(deps, named, repository.ownerId)
  if ('fault' in asked) return { trouble: TROUBLE[asked.fault] }
  if (namesItself({ repository, settings })) return null
  return { kind: 'private_desk', place: asked.place, view: 'known', drafts: true, inside: true }
}

const TROUBLE: Record<PlaceFault, string> = {
  unknown:
    'The private desk is not written: the App is not installed on the repository that `desk.repository` names.',
  unwritable:
    'The private desk is not written: the repository that `desk.repository` names is archived, or has no issues.',
  foreign:
    'The private desk is not written: the repository that `desk.repository` names belongs to another owner.',
  public:
    'The private desk is not written: the repository that `desk.repository` names is public. Make it private, or name another one.',
}

/** A private repository may be its own private desk. */
function namesItself({ repository, settings }: Pick<ServedRepository, 'repository' | 'settings'>): boolean {
  const own = `${repository.owner}/${repository.name}`.toLowerCase()
  return repository.private && settings.desk.repository?.toLowerCase() === own
}

function canHold(repository: Repository): boolean {
  return repository.hasIssues && !repository.archived
}
