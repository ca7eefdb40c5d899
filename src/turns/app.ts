// The App's own turn: its installations, and deliveries that never arrived. On start, after 1 and 5 minutes, then every 10.
import type { Handler } from '../agenda/run-line.ts'
import { applyTouch } from '../entitlements/pushes.ts'
import { type Apply, drain } from '../inbox/drain.ts'
import { redeliverFailed } from '../reading/redeliver.ts'
import { wake } from '../store/agenda.ts'
import { purgeVectors } from '../store/article-vectors.ts'
import { purgeBlobs } from '../store/articles.ts'
import { purgeDeliveries } from '../store/deliveries.ts'
import {
  findInstallation,
  installations,
  noteInstallation,
  removeInstallation,
  saveInstallation,
} from '../store/installations.ts'
import { wantOnboarding } from '../store/onboarding.ts'
import { reopenRefusals } from '../store/refusals.ts'
import { repositories } from '../store/repositories.ts'
import { purgeRunTimes } from '../store/run-times.ts'
import { noteServer, serverState } from '../store/server.ts'
import { comeBack } from './come-back.ts'
import type { TurnDeps } from './deps.ts'

type Needs = Pick<TurnDeps, 'store' | 'github' | 'upSinceAt' | 'log'>

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const SWEEP_EVERY_MS = 10 * MINUTE_MS

export function appLine(deps: Needs): Handler<'app'> {
  return async (line, context) => {
    const { store } = deps
    const now = context.now()
    const { count: events } = await drain(deps, line, takeAppEvent)
    const state = await serverState(store.db)
    const last = state.installationsAt ?? 0
    const wantedAt = state.installationsWantedAt ?? 0
    if (events > 0 || wantedAt > last || last < deps.upSinceAt || now - last >= HOUR_MS) {
      await reconcile(deps)
      await noteServer(store.db, { installationsAt: now })
    }
    await redeliverFailed(deps, now)
    await purgeDeliveries(store.db, now)
    await purgeRunTimes(store.db, now)
    await store.transaction((tx) => purgeBlobs(tx, now))
    await purgeVectors(store.db, now)
    return { nextAt: nextSweepAt(deps.upSinceAt, now) }
  }
}

/** Where repositories were chosen one by one, each is told what was found there. */
const takeAppEvent: Apply<'app'> = async (store, event, { receivedAt }) => {
  if (event.action !== 'created' || event.installation?.repository_selection !== 'selected') return 'a look'
  for (const { id: repositoryId } of event.repositories ?? []) {
    await wantOnboarding(store.db, repositoryId, receivedAt)
    await wake(store.db, { line: { kind: 'onboarding', repositoryId }, at: store.now() })
  }
  return 'a look'
}

/** The moments of the sweep after a start. */
function nextSweepAt(startedAt: number, now: number): number {
  const early = [MINUTE_MS, 5 * MINUTE_MS].map((ms) => startedAt + ms).find((at) => at > now)
  return early ?? now + SWEEP_EVERY_MS
}

async function reconcile(deps: Needs): Promise<void> {
  const { store } = deps
  const now = store.now()
  const there = await deps.github.asApp().listInstallations()
  const before = await installations(store.db)
  // What is there at a first start was there before it.
  const isFirst = (await serverState(store.db)).installationsAt === null
  for (const known of before) {
    if (!there.some((one) => one.id === known.id)) await removeInstallation(store.db, known.id, now)
  }
  for (const one of there) {
    const wasSuspended = before.some((known) => known.id === one.id && known.suspendedAt !== null)
    await store.transaction(async (tx) => {
      await saveInstallation(tx, {
        id: one.id,
        accountId: one.accountId,
        accountLogin: one.account,
        accountType: one.accountType,
        repositorySelection: one.selection,
        suspendedAt: one.suspendedAt,
        permissions: one.permissions,
      })
      if (!isFirst && !before.some((known) => known.id === one.id))
        await noteInstallation(tx, one.id, { isNew: true })
      if (!wasSuspended || one.suspendedAt !== null) return
      for (const repository of await repositories(tx, one.id)) await comeBack(deps, tx, repository)
    })
    const isNew = (await findInstallation(store.db, one.id))?.createdAt === null
    // On a customer's organisation the App now sees all members, not only those who show it.
    if (isNew) await applyTouch(store, { accountId: one.accountId }, now)
    await noteInstallation(store.db, one.id, { createdAt: one.createdAt })
    await retryWhatWasNotPermitted(
      deps,
      before.find((known) => known.id === one.id),
      one,
    )
    await wake(store.db, { line: { kind: 'installation', installationId: one.id }, at: now })
  }
}

/** The installer has granted something: what was refused for want of it is tried again. */
async function retryWhatWasNotPermitted(
  { store }: Needs,
  before: { permissions: Record<string, string> } | undefined,
  { id: installationId, permissions }: { id: number; permissions: Record<string, string> },
): Promise<void> {
  const names = Object.keys({ ...before?.permissions, ...permissions })
  if (names.every((name) => before?.permissions[name] === permissions[name])) return
  await reopenRefusals(store.db, { installationId }, store.now())
}
