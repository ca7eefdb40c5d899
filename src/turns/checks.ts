// A push that touches settings, articles or customers: its head commit gets a check run that says what is wrong.

import type { CheckSubject } from '../domain/check-run.ts'
import type { Repository } from '../domain/repository.ts'
import { applyTouch } from '../entitlements/pushes.ts'
import { checkedPlaces } from '../facts/checked-places.ts'
import type { Push } from '../inbox/events/push.ts'
import { carryOut } from '../outbox/carry-out.ts'
import { type OwnAtPlace, settleDoubts } from '../outbox/doubts.ts'
import { InDoubt } from '../outbox/effects.ts'
import { checksOf, planCheck } from '../plan/checks.ts'
import type { Claim } from '../store/agenda.ts'
import { forgetCommits } from '../store/docs.ts'
import { findEffect } from '../store/effects.ts'
import { reopenedChecks } from '../store/refusals.ts'
import { noteRepository, repositoryState } from '../store/repository-reading.ts'
import { addWantedChecks, dropWantedCheck, nextWantedCheck } from '../store/wanted-checks.ts'
import { problemsOf } from './check-files.ts'
import type { TurnDeps } from './deps.ts'
import { outboxOf } from './doors.ts'

type Needs = Pick<TurnDeps, 'store' | 'github' | 'credentials' | 'channels' | 'upSinceAt' | 'app'>

/** A branch that was deleted has none. */
const NO_COMMIT = /^0*$/

/**
 * Notes the check runs that a push wants. True when the default branch moved, so that what was read of it may no longer
 * hold: reading it must not wait until a check run has had its turn to be written.
 */
export async function notePush(
  deps: Pick<Needs, 'store'>,
  repository: Repository,
  { ref, after: sha, commits, forced }: Push,
): Promise<boolean> {
  const { store } = deps
  const subjects = checksOf({ sha, commits }, await checkedPlaces(store, repository))
  const isInForce = ref === `refs/heads/${repository.defaultBranch}`
  if (isInForce && subjects.some(({ checked }) => checked === 'settings')) {
    await noteRepository(store.db, repository.id, { settingsChecked: sha })
  }
  await addWantedChecks(store.db, repository.id, subjects)
  if (!isInForce || NO_COMMIT.test(sha)) return false
  if (forced) await forgetCommits(store.db, `${repository.owner}/${repository.name}`)
  await applyTouch(store, { repository }, store.now())
  return true
}

/**
 * Writes every check run that is wanted. One of which nobody knows whether it arrived keeps nothing else waiting: returns
 * when to come back for it, or null.
 */
export async function writeChecks(deps: Needs, claim: Claim, repository: Repository): Promise<number | null> {
  try {
    await checkLabelNames(deps, claim, repository)
    await publishReopened(deps, claim, repository)
    await publishWanted(deps, claim, repository)
    return null
  } catch (error) {
    if (error instanceof InDoubt) return error.retryAt
    throw error
  }
}

/** Writes the check runs that pushes want, in order. What could not be written is wanted still. */
async function publishWanted(deps: Needs, claim: Claim, repository: Repository): Promise<void> {
  const { db } = deps.store
  for (;;) {
    const next = await nextWantedCheck(db, repository.id)
    if (!next) return
    await publish(deps, claim, repository, next.subject)
    await dropWantedCheck(db, next.seq)
  }
}

/** Labels were renamed on GitHub: the settings in force are checked anew, on the commit that brought them. */
async function checkLabelNames(deps: Needs, claim: Claim, repository: Repository): Promise<void> {
  const { labelNamesMoved: again, settingsChecked: sha } = await repositoryState(deps.store.db, repository.id)
  if (again === null) return
  if (sha) await publish(deps, claim, repository, { checked: 'settings', near: [], sha, again })
  await noteRepository(deps.store.db, repository.id, { labelNamesMoved: null })
}

/** Makes up for check runs that GitHub refused and that may be welcome now. */
async function publishReopened(deps: Needs, claim: Claim, repository: Repository): Promise<void> {
  for (const subject of await reopenedChecks(deps.store.db, repository.id)) {
    await publish(deps, claim, repository, subject)
  }
}

async function publish(
  deps: Needs,
  claim: Claim,
  repository: Repository,
  subject: CheckSubject,
): Promise<void> {
  const { store } = deps
  const problems = await problemsOf(deps, repository, subject)
  if (!problems) return
  const want = planCheck(repository.id, subject, problems)
  const effect = await findEffect(store.db, want.key)
  if (effect) await settleDoubts(store, [effect], checksOn(deps, repository, subject.sha))
  await carryOut(outboxOf(deps, claim, { repository, labelNames: {}, ticket: null }), [want])
}

function checksOn({ github }: Needs, repository: Repository, sha: string): OwnAtPlace {
  const read = async () => {
    const runs = await github.forInstallation(repository.installationId).listCheckRuns(repository, sha)
    return runs.map(({ id, mark, at }) => ({ id, marks: mark === null ? [] : [mark], at }))
  }
  return { known: async () => [], read }
}
