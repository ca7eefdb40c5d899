// Answers from the store what an account is entitled to in one repository; no call leaves the machine.
import type { Entitlement } from '../domain/entitlement.ts'
import type { Settings } from '../domain/settings.ts'
import { type ScopeState, statesNeededBy } from '../store/entitlement-scopes.ts'
import { completeReads, type SeenKey, seenAccounts } from '../store/entitlements.ts'
import type { Store } from '../store/open.ts'
import type { Interval } from './fact.ts'
import { foldFacts } from './fold-facts.ts'
import { sourceNamed } from './register.ts'
import { scopesOf } from './scopes.ts'
import {
  type Credentials,
  mayKnowMembers,
  type Need,
  type PayingRepository,
  type SourceProblem,
} from './source.ts'

export interface Asked {
  repository: PayingRepository
  settings: Settings
  credentials: Credentials
}

export interface Resolved {
  /** Past, present and announced; each with the tier that this repository's settings give to it. */
  entitlements: Entitlement[]
  /** What could not be turned into a tier, for the maintainers: an unknown price, a tier that is not in `tiers`. */
  problems: SourceProblem[]
  /** A source that is asked for here has never been read to its end: that nothing is known is no proof. */
  unread: boolean
}

type Told = Omit<Resolved, 'unread'>

/** What one account is entitled to, by itself and through the organisations it belongs to. */
export async function entitlementsOf(store: Store, asked: Asked, accountId: number): Promise<Resolved> {
  const all = await entitlementsOfMany(store, asked, [accountId])
  return all.get(accountId) ?? { entitlements: [], problems: [], unread: false }
}

/** The same for many accounts in a few queries. */
export async function entitlementsOfMany(
  store: Store,
  asked: Asked,
  accountIds: number[],
): Promise<Map<number, Resolved>> {
  const own = await intervalsOf(store, accountIds)
  const organizationIds = own.flatMap((one) =>
    one.worth.kind === 'member' ? [one.worth.organizationId] : [],
  )
  const theirs = await intervalsOf(store, organizationIds)
  const { scopes, unread } = await scopesThatCount(store, asked)
  const result = new Map<number, Resolved>()
  for (const accountId of new Set(accountIds)) {
    const mine = own.filter((one) => one.accountId === accountId)
    result.set(accountId, { ...resolveIntervals(mine, theirs, scopes, asked), unread })
  }
  return result
}

/** Scopes that these settings may count, and whether one of them, or members that they need, was never read. */
async function scopesThatCount(
  store: Store,
  asked: Asked,
): Promise<{ scopes: Set<string>; unread: boolean }> {
  const { needs } = scopesOf(asked.settings, asked.repository, asked.credentials)
  const states = new Map((await statesNeededBy(store, asked.repository.id)).map((one) => [one.scope, one]))
  const scopes = needs.filter((need) => isOfSubject(need, states.get(need.scope) ?? null))
  return {
    scopes: new Set(scopes.map((need) => need.scope)),
    unread: [...states.values()].some((state) => state.bulkAt === null),
  }
}

/** Logins are reused: what was read of the account that had this owner's login before is not this owner's. */
function isOfSubject(need: Need, state: ScopeState | null): boolean {
  if (need.source !== 'github_sponsors' || !state || state.subjectId === null) return true
  const isOwn = need.names[0]?.toLowerCase() === need.owner.toLowerCase()
  return !isOwn || state.subjectId === need.ownerId
}

/** Pure: the intervals of one account and of the organisations it may belong to, as entitlements. */
export function resolveIntervals(
  own: Interval[],
  organizations: Interval[],
  scopes: Set<string>,
  { settings, repository, credentials }: Asked,
): Omit<Resolved, 'unread'> {
  const resolved: Told = { entitlements: [], problems: [] }
  for (const interval of own) if (scopes.has(interval.scope)) add(resolved, interval, settings)
  for (const membership of own) {
    if (membership.worth.kind !== 'member' || !countsHere(membership, scopes)) continue
    const { organizationId } = membership.worth
    for (const interval of organizations) {
      if (interval.accountId !== organizationId || !scopes.has(interval.scope)) continue
      if (!isShown(membership) && !mayKnowMembers(repository, credentials, organizationId)) continue
      if (!covers(interval, membership)) continue
      const shared = overlap(interval, membership)
      if (shared) add(resolved, shared, settings)
    }
  }
  resolved.entitlements.sort((a, b) => a.sinceAt - b.sinceAt || a.source.localeCompare(b.source))
  return resolved
}

/** Membership of GitHub's organisation counts everywhere; a declared seat only where its file is one of the settings. */
function countsHere(membership: Interval, scopes: Set<string>): boolean {
  return membership.scope.startsWith('members:') || scopes.has(membership.scope)
}

/** Sponsoring covers public members and declared seats; a contract or a listing covers all members that are known. */
function covers(interval: Interval, membership: Interval): boolean {
  if (membership.worth.kind !== 'member') return false
  return membership.worth.public || membership.worth.seat || sourceOf(interval) !== 'github_sponsors'
}

/** Shown on GitHub, or declared by the maintainers themselves. */
function isShown({ worth }: Interval): boolean {
  return worth.kind === 'member' && (worth.public || worth.seat)
}

function overlap(interval: Interval, membership: Interval): Interval | null {
  const sinceAt = Math.max(interval.sinceAt, membership.sinceAt)
  const ends = [interval.untilAt, membership.untilAt].filter((end) => end !== null)
  const untilAt = ends.length === 0 ? null : Math.min(...ends)
  if (untilAt !== null && untilAt <= sinceAt) return null
  const evidence = `${interval.evidence}; ${membership.evidence}`
  return {
    ...interval,
    sinceAt,
    untilAt,
    evidence,
    checkedAt: Math.min(interval.checkedAt, membership.checkedAt),
  }
}

function add(resolved: Told, interval: Interval, settings: Settings): void {
  const source = sourceOf(interval)
  const word = sourceNamed(source)?.tierOf(interval, settings)
  if (!word) return
  if (word.problem) tell(resolved, word.problem)
  if (word.tier === null) return
  if (!settings.tiers.some((tier) => tier.name === word.tier)) {
    tell(resolved, unknownTier(source, word.tier))
    return
  }
  const untilAt = word.untilAt === undefined ? interval.untilAt : word.untilAt
  if (untilAt !== null && untilAt <= interval.sinceAt) return
  const { accountId, sinceAt, evidence, checkedAt } = interval
  resolved.entitlements.push({
    source,
    accountId,
    tier: word.tier,
    sinceAt,
    untilAt,
    graceUntilAt: untilAt === null ? null : untilAt + settings.entitlements.graceMs,
    learnedAt: 0,
    private: interval.private,
    evidence,
    checkedAt,
  })
}

function tell(resolved: Told, problem: SourceProblem): void {
  if (!resolved.problems.some((one) => one.message === problem.message)) resolved.problems.push(problem)
}

function unknownTier(source: string, tier: string): SourceProblem {
  return { level: 'failure', message: `entitlements.${source}: the tier "${tier}" is not in "tiers".` }
}

/** The source is the first part of a scope. */
export function sourceOf(interval: { scope: string }): string {
  return interval.scope.split(':', 1)[0]!
}

/** Everything known of these accounts, folded. */
export async function intervalsOf(store: Store, accountIds: number[]): Promise<Interval[]> {
  if (accountIds.length === 0) return []
  const wanted = new Set(accountIds)
  const intervals = await foldKeys(store, await seenAccounts(store, accountIds))
  return intervals.filter((interval) => wanted.has(interval.accountId))
}

/** Folds each key with its scope's complete reads. */
export async function foldKeys(store: Store, keys: SeenKey[]): Promise<Interval[]> {
  const reads = await completeReads(
    store,
    keys.map((one) => one.scope),
  )
  return keys.flatMap((one) => foldFacts(one.observations, reads.get(one.scope) ?? []))
}
