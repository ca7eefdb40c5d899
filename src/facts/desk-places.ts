// Where the desks of a repository are, and what may be shown there.
import type { Repository } from '../domain/repository.ts'
import type { OwnThingKind } from '../domain/want.ts'
import { GitHubError } from '../github/errors.ts'
import { findRepositoryByName } from '../store/repositories.ts'
import type { FactsDeps } from './deps.ts'
import type { View } from './figures.ts'
import type { ServedRepository } from './served-repository.ts'

type Needs = Pick<FactsDeps, 'store' | 'github'>

export interface DeskPlace {
  kind: Extract<OwnThingKind, 'desk' | 'private_desk'>
  place: Repository
  view: View
  drafts: boolean
}

/**
 * The repository's own desk; null where it has none. Where a private desk is named, also one that cannot be written, the
 * own one shows what anybody may see; else it shows all where the repository is private itself.
 */
export function ownDesk({ repository, settings, stage }: ServedRepository): DeskPlace | null {
  if (stage === 'off' || stage === 'record' || !settings.desk.issue || !canHold(repository)) return null
  const alone = settings.desk.repository === null || namesItself({ repository, settings })
  const view = alone && repository.private ? 'known' : 'shown'
  return { kind: 'desk', place: repository, view, drafts: alone }
}

/** The desk in the private repository that the settings name, or why it is written nothing; null where none is named. */
export async function privateDesk(
  deps: Needs,
  { repository, settings, stage }: ServedRepository,
): Promise<DeskPlace | { trouble: string } | null> {
  const named = settings.desk.repository
  if (stage === 'off' || stage === 'record' || named === null) return null
  const [owner = '', name = ''] = named.split('/')
  const place = await findRepositoryByName(deps.store.db, owner, name)
  if (!place) return { trouble: TROUBLE.unknown }
  // Asked of GitHub each time: that a repository became public must not wait for a webhook.
  const now = await unlessUnseen(() => deps.github.forInstallation(place.installationId).getRepository(place))
  if (!now) return { trouble: TROUBLE.unknown }
  if (!now.private) return { trouble: TROUBLE.public }
  if (!canHold(place)) return { trouble: TROUBLE.noIssues }
  if (namesItself({ repository, settings })) return null
  return { kind: 'private_desk', place: { ...place, private: true }, view: 'known', drafts: true }
}

const TROUBLE = {
  unknown:
    'The private desk is not written: the App is not installed on the repository that `desk.repository` names.',
  noIssues:
    'The private desk is not written: the repository that `desk.repository` names is archived, or has no issues.',
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

async function unlessUnseen<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof GitHubError && UNSEEN.includes(error.kind)) return null
    throw error
  }
}

const UNSEEN: readonly string[] = ['not_found', 'gone', 'forbidden', 'suspended']
