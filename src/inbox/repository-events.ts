// What was delivered about a repository itself: pushes want check runs, and what was read may no longer hold.
import { ZodError } from 'zod'
import type { Repository } from '../domain/repository.ts'
import { dropLabels } from '../outbox/label-book.ts'
import { labelDeleted, labelMade, labelRenamed } from '../reading/label-names.ts'
import { wake } from '../store/agenda.ts'
import { finishDeliveries, type PendingDelivery, pendingDeliveries } from '../store/deliveries.ts'
import { dropMembers } from '../store/roles.ts'
import { notePushed } from '../turns/asked.ts'
import { notePush, PushPayload } from '../turns/check-push.ts'
import { noteMove, wakeDependents } from '../turns/dependents.ts'
import type { TurnDeps } from '../turns/deps.ts'
import { putAside } from './drain.ts'
import { labelPayload } from './payloads.ts'

/** Takes in all that is pending. What has to be read again is noted before a delivery counts as done. */
export async function takeRepositoryEvents(deps: TurnDeps, repository: Repository): Promise<void> {
  const { store } = deps
  for (;;) {
    const pending = await pendingDeliveries(store.db, `repository:${repository.id}`)
    if (pending.length === 0) return
    for (const delivery of pending) {
      if (!(await understood(deps, delivery, () => take(deps, repository, delivery)))) continue
      await finishDeliveries(store.db, [delivery.seq], store.now())
    }
  }
}

/** False where the payload was odd and is set aside: it must not stop what comes after it. */
export async function understood(
  deps: TurnDeps,
  delivery: PendingDelivery,
  takeIn: () => Promise<void>,
): Promise<boolean> {
  try {
    await takeIn()
    return true
  } catch (error) {
    if (!(error instanceof ZodError)) throw error
    const places = error.issues.slice(0, 5).map((issue) => `${issue.path.join('.')}: ${issue.code}`)
    await putAside(deps, delivery, `${delivery.event}: ${places.join('; ')}`)
    return false
  }
}

async function take(deps: TurnDeps, repository: Repository, delivery: PendingDelivery): Promise<void> {
  const { store } = deps
  switch (delivery.event) {
    case 'push': {
      const payload = PushPayload.parse(JSON.parse(delivery.body.toString('utf8')))
      if (!(await notePush(deps, repository, payload))) return
      await notePushed(deps, repository.id, delivery.receivedAt)
      await wakeDependents(deps, repository)
      break
    }
    case 'label':
      return takeLabel(deps, repository, delivery)
    case 'member':
    case 'team_add':
      await dropMembers(store.db, [repository.id], delivery.receivedAt)
      break
    case 'repository':
      await wakeInstallation(deps, repository)
      break
    default:
      break
  }
  await noteMove(deps, repository.id)
}

/** Renamed, archived, transferred: the installation's list tells what it is now. */
async function wakeInstallation(deps: TurnDeps, repository: Repository): Promise<void> {
  const { installationId } = repository
  await wake(deps.store.db, { line: { kind: 'installation', installationId }, at: deps.store.now() })
}

/** A label that is renamed or deleted is so on every ticket, of which GitHub sends nothing else. */
async function takeLabel(deps: TurnDeps, repository: Repository, delivery: PendingDelivery): Promise<void> {
  const { action, label, changes, sender } = labelPayload.parse(JSON.parse(delivery.body.toString('utf8')))
  const from = changes?.name?.from
  const isOwn = sender?.login === (await deps.app()).botLogin
  // What Firstline itself created is known already.
  if (isOwn && action === 'created') return
  await dropLabels(deps.store, repository.id)
  if (action === 'created') await labelMade(deps, repository, label.name)
  if (action === 'deleted') await labelDeleted(deps, repository, label.name, delivery.receivedAt)
  if (action === 'edited' && from) await labelRenamed(deps, repository, from, label.name)
}
