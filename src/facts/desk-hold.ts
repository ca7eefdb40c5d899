// Whether the desk of a repository is held back: an onboarding issue is open, or may be about to, and there are no settings.
import { onboardingPlace, onboardingState } from '../store/onboarding.ts'
import type { Db } from '../store/open.ts'
import { knownIssue } from '../store/own-things.ts'
import { refusedWrites } from '../store/refusals.ts'
import { readingOf } from '../store/repository-reading.ts'

/** Who installs the App before the first start is told of by a delivery that GitHub sends again at the start. */
const SENT_AGAIN_MS = 5_000

/** `againAt`: when to look again; null: when something happens there. Null: nothing holds it back. */
export async function holdOnDesk(
  db: Db,
  repositoryId: number,
  now: number,
): Promise<{ againAt: number | null } | null> {
  const reading = await readingOf(db, repositoryId)
  if (reading?.configured !== false) return null
  const { wantedAt, lookedAt, endedBy } = await onboardingState(db, repositoryId)
  // Whether there is an issue is not known yet.
  if (lookedAt === null) return { againAt: null }
  if (wantedAt === null) {
    const againAt = reading.firstReadAt + SENT_AGAIN_MS
    return now < againAt ? { againAt } : null
  }
  if (endedBy === 'closed' || endedBy === 'deleted') return null
  if (await knownIssue(db, onboardingPlace(repositoryId))) return { againAt: null }
  const refused = await refusedWrites(db, { repositoryId, place: 'onboarding' })
  return refused.length === 0 ? { againAt: null } : null
}
