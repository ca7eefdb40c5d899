// Whether a repository is still catching up with what happened unseen.
import type { RepositoryNotes } from '../store/repository-reading.ts'
import type { ReadingDeps } from './deps.ts'

type Needs = Pick<ReadingDeps, 'upSinceAt'>

/** Since when what happened unseen has been waiting to be read; null where everything was. */
export function catchingUpSince(
  { upSinceAt }: Needs,
  { caughtUpAt, catchUpWantedAt }: RepositoryNotes,
): number | null {
  const since = Math.max(catchUpWantedAt ?? 0, upSinceAt)
  return (caughtUpAt ?? 0) < since ? since : null
}
