// Every source's word on one login, and the tier that follows, for private places.
import { scopeStates } from '../store/entitlement-scopes.ts'
import { accountOfLogin } from '../store/entitlements.ts'
import type { Store } from '../store/open.ts'
import type { Interval } from './fact.ts'
import { sourceOf } from './pieces.ts'
import { sources } from './register.ts'
import { type Asked, entitlementsOf, intervalsOf } from './resolve.ts'
import { scopesOf } from './scopes.ts'
import type { Need } from './source.ts'

export interface Explanation {
  login: string
  /** Null: no source has ever named this login. */
  accountId: number | null
  tier: string | null
  because: string
  /** Each source, in the register's order; no words: nothing known. */
  sources: Array<{ source: string; words: string[] }>
  problems: string[]
}

/** `standingOf` tells the tier that follows from what is paid. */
export async function explainLogin(
  store: Store,
  asked: Asked,
  login: string,
  standingOf: (asked: Asked, accountId: number) => Promise<{ tier: string | null; because: string }>,
): Promise<Explanation> {
  const accountId = await accountOfLogin(store, login)
  const { needs, problems: refused } = scopesOf(asked.settings, asked.repository, asked.credentials)
  const told = [...refused.map((one) => one.message), ...(await failuresOf(store, needs))]
  const silent = sources.map(({ name }) => ({ source: name, words: [] as string[] }))
  if (accountId === null) {
    return { login, accountId, tier: null, because: 'no entitlement', sources: silent, problems: told }
  }
  const { entitlements, problems } = await entitlementsOf(store, asked, accountId)
  const scopes = new Set(needs.map((need) => need.scope))
  const raw = (await intervalsOf(store, [accountId])).filter((one) => scopes.has(one.scope))
  const said = sources.map(({ name }) => ({
    source: name,
    words: [
      ...entitlements
        .filter((one) => one.source === name)
        .map((one) => `${one.tier}, ${validity(one)}; ${one.evidence}; checked ${minute(one.checkedAt)}`),
      ...raw
        .filter((one) => sourceOf(one) === name && !entitlements.some((other) => same(one, other)))
        .map(worthless),
    ],
  }))
  const standing = await standingOf(asked, accountId)
  return {
    login,
    accountId,
    ...standing,
    sources: said,
    problems: [...told, ...problems.map((one) => one.message)],
  }
}

/** A source that cannot be read now may know more than it could say here. */
async function failuresOf(store: Store, needs: Need[]): Promise<string[]> {
  const states = await scopeStates(store)
  return needs.flatMap(({ scope, source }) => {
    const error = states.find((one) => one.scope === scope)?.lastError ?? null
    return error === null ? [] : [`${source} could not be read, and what was known before counts: ${error}`]
  })
}

function same(interval: Interval, entitlement: { evidence: string; sinceAt: number }): boolean {
  return interval.evidence === entitlement.evidence && interval.sinceAt === entitlement.sinceAt
}

function worthless(interval: Interval): string {
  return `known, ${validity(interval)}, but worth no tier here; ${interval.evidence}; checked ${minute(interval.checkedAt)}`
}

function validity({ sinceAt, untilAt }: { sinceAt: number; untilAt: number | null }): string {
  const from = sinceAt === 0 ? 'ever since' : `since ${minute(sinceAt)}`
  return untilAt === null ? from : `${from} until ${minute(untilAt)}`
}

function minute(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
