// The onboarding issue of a repository as GitHub has it: one that this database does not know, and whether it still stands.
import { partName } from '../domain/marker.ts'
import type { Repository } from '../domain/repository.ts'
import { GitHubError } from '../github/errors.ts'
import { endOnboarding, noteOnboarding, onboardingPlace, onboardingState } from '../store/onboarding.ts'
import type { Store } from '../store/open.ts'
import { type OwnThing, saveOwnThing } from '../store/own-things.ts'
import { onboardingMarker } from '../words/onboarding/onboarding-text.ts'
import type { ReadingDeps } from './deps.ts'
import { findOwnIssue, ownThingOf } from './own-things.ts'

type Needs = Pick<ReadingDeps, 'github' | 'app'> & { store: Store }

/** Looks for it once, after that all about it is known here: one that is found goes on, one that was closed stays so. */
export async function lookForOnboarding(deps: Needs, repository: Repository): Promise<boolean> {
  const { store } = deps
  const { wantedAt, lookedAt } = await onboardingState(store.db, repository.id)
  if (lookedAt !== null) return false
  const { botLogin } = await deps.app()
  const github = deps.github.forInstallation(repository.installationId)
  const marks = [partName(onboardingMarker(repository))]
  const found = await findOwnIssue({ github, holder: repository, botLogin }, marks)
  const now = store.now()
  await store.transaction(async (tx) => {
    await noteOnboarding(tx, repository.id, {
      lookedAt: now,
      ...(found ? { wantedAt: wantedAt ?? now } : {}),
    })
    if (!found) return
    await saveOwnThing(tx, ownThingOf(onboardingPlace(repository.id), found, 'found'))
    if (!found.open) await endOnboarding(tx, repository.id, 'closed', now)
  })
  return true
}

/** What somebody did to it that no webhook may have told yet: asked before each edit. */
export async function standsOnGitHub(
  deps: Needs,
  repository: Repository,
  { number }: Pick<OwnThing, 'number'>,
): Promise<'open' | 'closed' | 'deleted'> {
  try {
    const github = deps.github.forInstallation(repository.installationId)
    return (await github.readIssueThread(repository, number)).issue.open ? 'open' : 'closed'
  } catch (error) {
    if (error instanceof GitHubError && (error.kind === 'not_found' || error.kind === 'gone'))
      return 'deleted'
    throw error
  }
}
