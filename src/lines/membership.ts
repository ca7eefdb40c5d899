// What an `organization` delivery proves of who belongs to a customer's organisation.
import { membershipObservation } from '../entitlements/members.ts'
import type { PendingDelivery } from '../store/deliveries.ts'
import { addObservations } from '../store/entitlements.ts'
import type { LineDeps } from './deps.ts'

interface OrganizationPayload {
  action?: string
  organization?: { id: number; login: string }
  membership?: { user?: { id: number; login: string } | null }
}

export async function takeMembership(deps: LineDeps, delivery: PendingDelivery): Promise<void> {
  if (delivery.event !== 'organization') return
  const { action, organization, membership } = JSON.parse(
    delivery.body.toString('utf8'),
  ) as OrganizationPayload
  const member = membership?.user
  if (!organization || !member || (action !== 'member_added' && action !== 'member_removed')) return
  const change = { organization, member, added: action === 'member_added' }
  await addObservations(deps.store, [membershipObservation(change, delivery.receivedAt)])
}
