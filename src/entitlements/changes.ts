// Who is concerned when something new was seen: the accounts, and the members of organisations among them.

import type { Interval, Observation } from '../domain/fact.ts'
import { PRIORITY, wake } from '../store/agenda.ts'
import { addNeed, needsOf } from '../store/entitlement-needs.ts'
import { wantAllBulk } from '../store/entitlement-scopes.ts'
import { accountsOfOrganization, completeReads, organizationsKnown, seenKeys } from '../store/entitlements.ts'
import type { Store } from '../store/open.ts'
import { foldFacts } from './fold-facts.ts'
import { membersScope } from './scopes.ts'

/** Saves observations with `save` and returns the accounts to which they make a difference. */
export async function changedWith(
  store: Store,
  observations: Observation[],
  save: () => Promise<void>,
): Promise<number[]> {
  const before = await outlines(store, observations)
  await save()
  const after = await outlines(store, observations)
  const changed = new Set<number>()
  for (const [key, now] of after) {
    const then = before.get(key)
    if (then?.text === now.text) continue
    for (const id of [...(then?.accountIds ?? []), ...now.accountIds]) changed.add(id)
  }
  return [...changed]
}

/** These accounts, and everybody who belongs to one of them. */
export async function widen(store: Store, accountIds: number[]): Promise<number[]> {
  const all = new Set(accountIds)
  const organizations = await organizationsKnown(store)
  for (const id of accountIds.filter((one) => organizations.has(one))) {
    for (const member of await accountsOfOrganization(store, id)) all.add(member)
  }
  return [...all]
}

/** Has the members of these organisations read, on behalf of everybody who needs `scope`: any of them may leave. */
export async function needMembers(
  store: Store,
  scope: string,
  organizations: Array<{ id: number; login: string }>,
  now: number,
): Promise<void> {
  if (organizations.length === 0) return
  for (const need of await needsOf(store, scope)) {
    for (const { id, login } of organizations) {
      const members = membersScope(id)
      const added = await addNeed(store, { ...need, scope: members, source: 'members', names: [login] })
      if (added) await wakeScopes(store, [members], now)
    }
  }
}

/** Makes the lines of these scopes due. */
export async function wakeScopes(store: Store, scopes: string[], at: number): Promise<void> {
  const priority = PRIORITY.normal
  await wake(
    store.db,
    scopes.map((scope) => ({ line: { kind: 'entitlements', scope }, at, priority })),
  )
}

/** At start, and when somebody asks for it: every scope is read whole, within `spreadMs`. Returns the scopes. */
export async function refreshScopes(
  store: Store,
  now: number,
  spreadMs = 0,
  random = () => 0,
): Promise<string[]> {
  const scopes = await wantAllBulk(store)
  for (const scope of scopes) await wakeScopes(store, [scope], Math.round(now + random() * spreadMs))
  return scopes
}

interface Outline {
  text: string
  accountIds: number[]
}

async function outlines(store: Store, observations: Observation[]): Promise<Map<string, Outline>> {
  const result = new Map<string, Outline>()
  const byScope = Map.groupBy(observations, (one) => one.scope)
  for (const [scope, ofScope] of byScope) {
    const reads = (await completeReads(store, [scope])).get(scope) ?? []
    const seen = await seenKeys(
      store,
      scope,
      ofScope.map((one) => one.key),
    )
    for (const { key, observations: all } of seen) {
      const intervals = foldFacts(all, reads)
      const text = JSON.stringify(intervals.map(outlineOf))
      result.set(`${scope}\n${key}`, { text, accountIds: intervals.map((one) => one.accountId) })
    }
  }
  return result
}

/** What a tier can follow from. */
function outlineOf({ accountId, worth, private: hidden, sinceAt, untilAt, startedAt }: Interval) {
  return [accountId, worth, hidden, sinceAt, untilAt, startedAt]
}
