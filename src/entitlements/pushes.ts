// Takes in what providers push: kept at once, and followed by a read of the scope, for a push is only quick.

import type { Observation } from '../domain/fact.ts'
import type { Organization } from '../inbox/events/people.ts'
import type { Sponsorship } from '../inbox/events/sponsorship.ts'
import type { StripeEvent } from '../inbox/events/stripe.ts'
import { addEvent } from '../store/entitlement-events.ts'
import { needsOf } from '../store/entitlement-needs.ts'
import { scopeStates } from '../store/entitlement-scopes.ts'
import { addObservations } from '../store/entitlements.ts'
import type { Store } from '../store/open.ts'
import { changedWith, needMembers, wakeScopes, widen } from './changes.ts'
import { membershipObservation } from './members.ts'
import { membersScope } from './scopes.ts'
import { translateSponsorship } from './sponsorship-webhook.ts'
import { STRIPE_SCOPE } from './stripe.ts'

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

/** A Stripe event: its customer is fetched by the turn that took it in. One that is about no customer is nothing. */
export async function applyStripeEvent(store: Store, event: StripeEvent, receivedAt: number): Promise<void> {
  const customerId = customerOf(event)
  if (customerId === null) return
  await addEvent(store, { id: `stripe:${event.id}`, scope: STRIPE_SCOPE, subject: customerId }, receivedAt)
}

function customerOf({ type, data }: StripeEvent): string | null {
  const { id, object, customer } = data.object
  if (type.startsWith('customer.') && object === 'customer') return id ?? null
  return typeof customer === 'string' ? customer : (customer?.id ?? null)
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
