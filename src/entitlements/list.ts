// Everybody who is entitled in one repository at a moment.
import { seenScope } from '../store/entitlements.ts'
import type { Store } from '../store/open.ts'
import { type Asked, entitlementsOfMany, foldKeys } from './resolve.ts'
import { membersScope, scopesOf } from './scopes.ts'

export interface Entitled {
  login: string
  accountId: number
  tier: string
  source: string
  /** ISO dates. */
  since: string
  until: string | null
  private: boolean
  evidence: string
}

/** One row for each valid entitlement of each account, by login. For private places: it names evidence. */
export async function listEntitled(store: Store, asked: Asked, now: number): Promise<Entitled[]> {
  const logins = await accountsOf(store, asked)
  const all = await entitlementsOfMany(store, asked, [...logins.keys()])
  const rows: Entitled[] = []
  for (const [accountId, { entitlements }] of all) {
    for (const one of entitlements) {
      if (one.sinceAt > now || (one.untilAt !== null && one.untilAt <= now)) continue
      rows.push({
        login: logins.get(accountId) ?? String(accountId),
        accountId,
        tier: one.tier,
        source: one.source,
        since: day(one.sinceAt),
        until: one.untilAt === null ? null : day(one.untilAt),
        private: one.private,
        evidence: one.evidence,
      })
    }
  }
  return rows.sort((a, b) => a.login.localeCompare(b.login) || a.source.localeCompare(b.source))
}

/** Accounts that the repository's scopes name, and members of the organisations among them; id → login. */
async function accountsOf(store: Store, asked: Asked): Promise<Map<number, string>> {
  const logins = new Map<number, string>()
  const scopes = scopesOf(asked.settings, asked.repository, asked.credentials).needs.map((need) => need.scope)
  for (const scope of scopes) {
    for (const interval of await foldKeys(store, await seenScope(store, scope))) {
      logins.set(interval.accountId, interval.login)
      if (interval.accountType === 'Organization') scopes.push(membersScope(interval.accountId))
    }
  }
  return logins
}

/** A date; what has been so since before anybody looked has none. */
function day(at: number): string {
  return at === 0 ? 'always' : new Date(at).toISOString().slice(0, 10)
}
