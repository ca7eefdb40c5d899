// A push that touches settings, articles or customers: its head commit gets a check run that says what is wrong.

import type { CheckSubject } from '../domain/check-run.ts'
import type { Repository } from '../domain/repository.ts'
import { applyTouch } from '../entitlements/pushes.ts'
import { checkedPlaces } from '../facts/checked-places.ts'
import { repositoryScope } from '../facts/served-repository.ts'
import type { Push } from '../inbox/events/push.ts'
import { heldBy, writeOnce } from '../outbox/effects.ts'
import { checksOf, planCheck } from '../plan/checks.ts'
import type { Claim } from '../store/agenda.ts'
import { toJson } from '../store/json.ts'
import { deleteMeta, readMeta, writeMeta } from '../store/meta.ts'
import { reopenedOf } from '../store/refusals.ts'
import { problemsOf } from './check-files.ts'
import type { TurnDeps } from './deps.ts'

/** A branch that was deleted has none. */
const NO_COMMIT = /^0*$/
/** Check runs that are to be written. */
const WANTED = 'checks_wanted'

/**
 * Notes the check runs that a push wants. True when the default branch moved, so that what was read of it may no longer
 * hold: reading it must not wait until a check run has had its turn to be written.
 */
export async function notePush(
  deps: TurnDeps,
  repository: Repository,
  { ref, after: sha, commits }: Push,
): Promise<boolean> {
  const { store } = deps
  const subjects = checksOf({ sha, commits }, await checkedPlaces(store, repository))
  const isInForce = ref === `refs/heads/${repository.defaultBranch}`
  if (isInForce && subjects.some(({ checked }) => checked === 'settings')) {
    await noteChecked(deps, repository, sha)
  }
  await noteWanted(deps, repository, subjects)
  if (!isInForce || NO_COMMIT.test(sha)) return false
  await applyTouch(store, { repository }, store.now())
  return true
}

async function noteWanted(
  { store }: TurnDeps,
  repository: Repository,
  subjects: CheckSubject[],
): Promise<void> {
  if (subjects.length === 0) return
  const scope = repositoryScope(repository.id)
  const wanted = (await readMeta<CheckSubject[]>(store.db, scope, WANTED)) ?? []
  await writeMeta(store.db, scope, WANTED, [...wanted, ...subjects], store.now())
}

/** Writes the check runs that pushes want, in order. What could not be written is wanted still. */
export async function publishWanted(deps: TurnDeps, claim: Claim, repository: Repository): Promise<void> {
  const { store } = deps
  const scope = repositoryScope(repository.id)
  for (;;) {
    const [next, ...rest] = (await readMeta<CheckSubject[]>(store.db, scope, WANTED)) ?? []
    if (!next) return
    await publish(deps, claim, repository, next)
    if (rest.length > 0) await writeMeta(store.db, scope, WANTED, rest, store.now())
    else await deleteMeta(store.db, scope, WANTED)
  }
}

/** The commit whose check run tells of the settings in force. */
async function noteChecked({ store }: TurnDeps, repository: Repository, sha: string): Promise<void> {
  await writeMeta(store.db, repositoryScope(repository.id), 'settings_checked', sha, store.now())
}

/** Labels were renamed on GitHub: the settings in force are checked anew, on the commit that brought them. */
export async function checkLabelNames(deps: TurnDeps, claim: Claim, repository: Repository): Promise<void> {
  const scope = repositoryScope(repository.id)
  const again = await readMeta<number>(deps.store.db, scope, 'label_names_moved')
  if (again === null) return
  const sha = await readMeta<string>(deps.store.db, scope, 'settings_checked')
  if (sha) await publish(deps, claim, repository, { checked: 'settings', near: [], sha, again })
  await deleteMeta(deps.store.db, scope, 'label_names_moved')
}

/** Makes up for check runs that GitHub refused and that may be welcome now. */
export async function publishReopened(deps: TurnDeps, claim: Claim, repository: Repository): Promise<void> {
  for (const { detail } of await reopenedOf(deps.store.db, repository.id, 'check')) {
    await publish(deps, claim, repository, detail as CheckSubject)
  }
}

async function publish(
  deps: TurnDeps,
  claim: Claim,
  repository: Repository,
  subject: CheckSubject,
): Promise<void> {
  const problems = await problemsOf(deps, repository, subject)
  if (!problems) return
  const { key, what } = planCheck(repository.id, subject, problems)
  if (what.do !== 'check_run') return
  const intent = {
    key,
    repositoryId: repository.id,
    ticketId: null,
    kind: 'check',
    place: 'commit',
    what: `the check run "${what.run.name}"`,
    detail: toJson(subject),
  }
  const github = deps.github.forInstallation(repository.installationId, heldBy(deps.store, claim))
  await writeOnce({ store: deps.store, claim }, [intent], 'safe', async () => {
    return { id: await github.createCheckRun(repository, subject.sha, what.run) }
  })
}
