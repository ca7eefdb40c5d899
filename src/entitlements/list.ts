// Everybody who is entitled in one repository at a moment, their time of grace included.

import type { Entitlement } from '../domain/entitlement.ts'
import { countsAt, paidStanding } from '../plan/clocks/standing.ts'
import { loginsOnTickets } from '../store/account-names.ts'
import { seenScope } from '../store/entitlements.ts'
import type { Store } from '../store/open.ts'
import { type Amount, amountOf } from './amount.ts'
import { entitlementsOfMany, foldKeys, intervalsOf } from './resolve.ts'
import { membersScope, scopesOf } from './scopes.ts'
import type { EntitlementQuery } from './source.ts'

export interface Entitled {
  login: string
  accountId: number
  tier: string
  source: string
  amount: Amount | null
  /** ms; 0: since before anybody looked. */
  sinceAt: number
  /** ms; null: no end known. */
  untilAt: number | null
  /** ms; null where it has not ended. */
  graceUntilAt: number | null
  /** It gives its account the tier that a ticket opened now would get. */
  decides: boolean
  private: boolean
  evidence: string
}

/** One row for each entitlement of each account, by login. For private places: it names amounts and evidence. */
export async function listEntitled(store: Store, asked: EntitlementQuery, now: number): Promise<Entitled[]> {
  const logins = await accountsOf(store, asked)
  const all = await entitlementsOfMany(store, asked, [...logins.keys()])
  const intervals = await intervalsOf(store, [...logins.keys()])
  const rows: Entitled[] = []
  for (const [accountId, { entitlements }] of all) {
    const decides = decidingOf(entitlements, asked, now)
    for (const one of entitlements) {
      if (!countsAt(one, entitlements, now)) continue
      const { tier, source, sinceAt, untilAt, evidence } = one
      rows.push({
        login: logins.get(accountId) ?? String(accountId),
        accountId,
        tier,
        source,
        amount: amountOf(one, intervals, now),
        sinceAt,
        untilAt,
        graceUntilAt: hasEnded(one, now) ? one.graceUntilAt : null,
        decides: decides(one),
        private: one.private,
        evidence,
      })
    }
  }
  return rows.sort((a, b) => a.login.localeCompare(b.login) || a.source.localeCompare(b.source))
}

/** Whether an entitlement gives the tier that follows from all of them. */
export function decidingOf(
  entitlements: readonly Entitlement[],
  { settings }: EntitlementQuery,
  now: number,
): (one: Entitlement) => boolean {
  const { tier, because } = paidStanding({ entitlements, tiers: settings.tiers }, now)
  return (one) =>
    one.tier === tier && because.split(',', 1)[0] === one.source && countsAt(one, entitlements, now)
}

function hasEnded({ untilAt }: Entitlement, now: number): boolean {
  return untilAt !== null && untilAt <= now
}

/** Accounts that the repository's scopes name or named, and members of the organisations among them; id → login. */
export async function accountsOf(store: Store, asked: EntitlementQuery): Promise<Map<number, string>> {
  const logins = new Map<number, string>()
  const versions = [...(asked.history ?? []).map((one) => one.settings), asked.settings]
  const scopes = versions.flatMap((settings) =>
    scopesOf(settings, asked.repository, asked.credentials).needs.map((need) => need.scope),
  )
  const queue = [...new Set(scopes)]
  for (const scope of queue) {
    for (const interval of await foldKeys(store, await seenScope(store, scope))) {
      logins.set(interval.accountId, interval.login)
      const members = membersScope(interval.accountId)
      if (interval.accountType === 'Organization' && !queue.includes(members)) queue.push(members)
    }
  }
  const unnamed = [...logins].flatMap(([id, login]) => (login === String(id) ? [id] : []))
  for (const [id, login] of await loginsOnTickets(store.db, unnamed)) logins.set(id, login)
  return logins
}
