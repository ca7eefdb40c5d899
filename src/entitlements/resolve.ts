// Answers from the store what an account is entitled to in one repository; no call leaves the machine.

import type { Entitlement } from '../domain/entitlement.ts'
import type { Interval } from '../domain/fact.ts'
import type { Need, SourceProblem } from '../domain/need.ts'
import { type ScopeState, statesNeededBy } from '../store/entitlement-scopes.ts'
import { completeReads, type SeenKey, seenAccounts } from '../store/entitlements.ts'
import type { Store } from '../store/open.ts'
import { foldFacts } from './fold-facts.ts'
import { entitlementsOfWord, problemOf, sourceOf, type Word } from './pieces.ts'
import { scopesOf } from './scopes.ts'
import { type SettingsWindow, settingsWindows } from './settings-windows.ts'
import type { EntitlementQuery } from './source.ts'
import { mayKnowMembers } from './source.ts'

export interface Resolved {
  /** Past, present and announced; each with the tier that the settings of its time gave to it. */
  entitlements: Entitlement[]
  /** What could not be turned into a tier, for the maintainers: an unknown price, a tier that is not in `tiers`. */
  problems: SourceProblem[]
  /** A source that is asked for here has never been read to its end: that nothing is known is no proof. */
  unread: boolean
  /** Whether the list of customers was read, if one is asked for: only then it is known who has a room. */
  rooms: 'read' | 'unread' | 'failing'
}

/** What one account is entitled to, by itself and through the organisations it belongs to. */
export async function entitlementsOf(
  store: Store,
  asked: EntitlementQuery,
  accountId: number,
): Promise<Resolved> {
  const all = await entitlementsOfMany(store, asked, [accountId])
  return all.get(accountId) ?? { entitlements: [], problems: [], unread: false, rooms: 'read' }
}

/** The same for many accounts in a few queries. */
export async function entitlementsOfMany(
  store: Store,
  asked: EntitlementQuery,
  accountIds: number[],
): Promise<Map<number, Resolved>> {
  const own = await intervalsOf(store, accountIds)
  const organizationIds = own.flatMap((one) =>
    one.worth.kind === 'member' ? [one.worth.organizationId] : [],
  )
  const theirs = await intervalsOf(store, organizationIds)
  const states = new Map((await statesNeededBy(store, asked.repository.id)).map((one) => [one.scope, one]))
  const known = { unread: isUnread(asked, states), rooms: roomsRead(asked, states) }
  const windows = settingsWindows(asked, (need) => isOfSubject(need, states.get(need.scope) ?? null))
  const result = new Map<number, Resolved>()
  for (const accountId of new Set(accountIds)) {
    const mine = own.filter((one) => one.accountId === accountId)
    result.set(accountId, { ...resolveIntervals(mine, theirs, windows, asked), ...known })
  }
  return result
}

/** Also where the repository has just moved to another owner, and what it needs there is not noted yet. */
function isUnread(
  { settings, repository, credentials }: EntitlementQuery,
  states: Map<string, ScopeState>,
): boolean {
  const { needs } = scopesOf(settings, repository, credentials)
  const wanted = new Set([...states.keys(), ...needs.map(({ scope }) => scope)])
  return [...wanted].some((scope) => (states.get(scope)?.bulkAt ?? null) === null)
}

function roomsRead(
  { settings, repository, credentials }: EntitlementQuery,
  states: Map<string, ScopeState>,
): Resolved['rooms'] {
  const { needs } = scopesOf(settings, repository, credentials)
  const need = needs.find(({ source }) => source === 'customers')
  const state = need && states.get(need.scope)
  if (!need || (state && state.bulkAt !== null)) return 'read'
  return state && state.lastError !== null ? 'failing' : 'unread'
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
  windows: readonly SettingsWindow[],
  asked: EntitlementQuery,
): Omit<Resolved, 'unread' | 'rooms'> {
  const words = [
    ...own.map((interval): Word => ({ interval, scopes: [interval.scope] })),
    ...own.flatMap((membership) => sharedWords(membership, organizations, asked)),
  ]
  const entitlements = words.flatMap((word) => entitlementsOfWord(word, windows))
  entitlements.sort((a, b) => a.sinceAt - b.sinceAt || a.source.localeCompare(b.source))
  const inForce = windows.at(-1)
  const problems = words.flatMap((word) => (inForce && problemOf(word, inForce)) ?? [])
  return { entitlements, problems: [...new Map(problems.map((one) => [one.message, one])).values()] }
}

/** What somebody has through an organisation: its words, for as long as they belong to it. */
function sharedWords(
  membership: Interval,
  organizations: Interval[],
  { repository, credentials }: EntitlementQuery,
): Word[] {
  if (membership.worth.kind !== 'member') return []
  const { organizationId } = membership.worth
  if (!isShown(membership) && !mayKnowMembers(repository, credentials, organizationId)) return []
  // Membership of GitHub's organisation counts everywhere; a declared seat only where its file is one of the settings.
  const also = membership.scope.startsWith('members:') ? [] : [membership.scope]
  return organizations
    .filter((one) => one.accountId === organizationId && covers(one, membership))
    .flatMap((one) => {
      const interval = overlap(one, membership)
      return interval ? [{ interval, scopes: [one.scope, ...also] }] : []
    })
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
    ...(membership.room !== undefined && { room: membership.room }),
    checkedAt: Math.min(interval.checkedAt, membership.checkedAt),
    learnedAt: Math.max(interval.learnedAt, membership.learnedAt),
  }
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
