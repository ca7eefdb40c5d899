// Takes in what providers push: kept at once, and followed by a read of the scope, for a push is only quick.

import type { Observation } from '../domain/fact.ts'
import type { Taken } from '../inbox/drain.ts'
import type { EventFor } from '../inbox/events/all-events.ts'
import type { Organization } from '../inbox/events/people.ts'
import type { Sponsorship } from '../inbox/events/sponsorship.ts'
import { addEvent } from '../store/entitlement-events.ts'
import { needsOf } from '../store/entitlement-needs.ts'
import { scopeStates } from '../store/entitlement-scopes.ts'
import { addObservations } from '../store/entitlements.ts'
import type { Store } from '../store/open.ts'
import { changedWith, needMembers, wakeScopes, widen } from './changes.ts'
import { membershipObservation } from './members.ts'
import { membersScope } from './scopes.ts'
import { translateSponsorship } from './sponsorship-webhook.ts'

/** What a push changed: tickets of these accounts are to be looked at again. */
export interface Pushed {
  accountIds: number[]
}

/** GitHub's lists lag behind its webhooks: the confirming read waits so long. */
const CONFIRM_AFTER_MS = 60_000

/**
 * A `sponsorship` delivery, received first at `receivedAt` (ms). Safe to repeat.
 */
export async function applySponsorship(
  store: Store,
  payload: Sponsorship,
  receivedAt: number,
): Promise<Pushed> {
  const { scope, observations } = translateSponsorship(payload, receivedAt)
  if (scope === null) return { accountIds: [] }
  const pushed = await apply(store, observations, receivedAt)
  if ((await needsOf(store, scope)).length > 0)
    await wakeScopes(store, [scope], receivedAt + CONFIRM_AFTER_MS)
  return pushed
}

/** What a payment provider told: its customer is fetched by the turn that took it in. About no customer, it is nothing. */
export async function applyProviderEvent(
  store: Store,
  scope: string,
  event: EventFor<'entitlements'>,
  { guid, receivedAt }: Taken,
): Promise<void> {
  const customerId = customerOf(event)
  if (customerId !== null) await addEvent(store, { id: guid, scope, subject: customerId }, receivedAt)
}

function customerOf(event: EventFor<'entitlements'>): string | null {
  switch (event.event) {
    case 'stripe': {
      const { id, object, customer } = event.data.object
      if (event.type.startsWith('customer.') && object === 'customer') return id ?? null
      return typeof customer === 'string' ? customer : (customer?.id ?? null)
    }
    case 'polar': {
      const { id, customer_id: customerId, customer } = event.data
      return event.type.startsWith('customer.') ? (id ?? null) : (customerId ?? customer?.id ?? null)
    }
    default:
      return event satisfies never
  }
}

/** An `organization` delivery: member_added and member_removed count, everything else is nothing. */
export async function applyMembership(
  store: Store,
  { action, organization, membership }: Organization,
  receivedAt: number,
): Promise<Pushed> {
  const member = membership?.user
  if (!member || (action !== 'member_added' && action !== 'member_removed')) return { accountIds: [] }
  const change = { organization, member, added: action === 'member_added' }
  const observation = membershipObservation(change, receivedAt)
  if ((await needsOf(store, observation.scope)).length === 0) return { accountIds: [] }
  const pushed = await apply(store, [observation], receivedAt)
  await wakeScopes(store, [observation.scope], receivedAt + CONFIRM_AFTER_MS)
  return pushed
}

/**
 * A push to the default branch of a repository, or the App's arrival on an account: a file of contracts there, and the
 * members of that account, are read anew. Returns the scopes that became due.
 */
export async function applyTouch(
  store: Store,
  touched: { repository?: { owner: string; name: string }; accountId?: number },
  now: number,
): Promise<string[]> {
  const { repository, accountId } = touched
  const file = repository ? `customers:${repository.owner}/${repository.name}:`.toLowerCase() : null
  const members = accountId === undefined ? null : membersScope(accountId)
  const scopes = (await scopeStates(store))
    .map((state) => state.scope)
    .filter((scope) => scope === members || (file !== null && scope.startsWith(file)))
  await wakeScopes(store, scopes, now)
  return scopes
}

async function apply(store: Store, observations: Observation[], now: number): Promise<Pushed> {
  const changed = await changedWith(store, observations, () => addObservations(store, observations))
  for (const { scope, fact } of observations) {
    if (fact?.accountType !== 'Organization') continue
    await needMembers(store, scope, [{ id: fact.accountId, login: fact.login }], now)
  }
  return { accountIds: await widen(store, changed) }
}
