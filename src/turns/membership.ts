// What an `organization` delivery proves of who belongs to a customer's organisation.
import { applyMembership } from '../entitlements/pushes.ts'
import type { PendingDelivery } from '../store/deliveries.ts'
import type { TurnDeps } from './deps.ts'
import { wakeTicketsOf } from './wake-tickets.ts'

export async function takeMembership(deps: TurnDeps, delivery: PendingDelivery): Promise<void> {
  if (delivery.event !== 'organization') return
  const payload: unknown = JSON.parse(delivery.body.toString('utf8'))
  const { accountIds } = await applyMembership(deps.store, payload, delivery.receivedAt)
  await wakeTicketsOf(deps.store, accountIds)
}
