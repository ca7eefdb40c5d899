// Whether a repository is being onboarded: its issue is open, or about to be made, and there are no settings.
import { onboardingPlace, onboardingState } from '../store/onboarding.ts'
import type { Db } from '../store/open.ts'
import { knownIssue } from '../store/own-things.ts'
import { refusedWrites } from '../store/refusals.ts'
import { readingOf } from '../store/repository-reading.ts'

export async function isOnboarding(db: Db, repositoryId: number): Promise<boolean> {
  if ((await readingOf(db, repositoryId))?.configured !== false) return false
  const { wantedAt, lookedAt, endedBy } = await onboardingState(db, repositoryId)
  // Whether there is one is not known yet.
  if (lookedAt === null) return true
  if (wantedAt === null || endedBy === 'closed' || endedBy === 'deleted') return false
  if (await knownIssue(db, onboardingPlace(repositoryId))) return true
  return (await refusedWrites(db, { repositoryId, place: 'onboarding' })).length === 0
}
