// Every source's word on one login, and the tier that follows, for private places.
import type { Entitlement } from '../domain/entitlement.ts'
import type { Interval } from '../domain/fact.ts'
import type { SourceProblem } from '../domain/need.ts'
import { accountOfLogin } from '../store/account-names.ts'
import type { Store } from '../store/open.ts'
import { sources } from './all-sources.ts'
import { amountOf, amountText } from './amount.ts'
import { decidingOf } from './list.ts'
import { sourceOf } from './pieces.ts'
import { entitlementProblems } from './problems.ts'
import { entitlementsOf, intervalsOf } from './resolve.ts'
import { scopesOf } from './scopes.ts'
import type { EntitlementQuery } from './source.ts'

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
  asked: EntitlementQuery,
  login: string,
  standingOf: (
    asked: EntitlementQuery,
    accountId: number,
  ) => Promise<{ tier: string | null; because: string }>,
): Promise<Explanation> {
  const accountId = await accountOfLogin(store, login)
  const now = store.now()
  const { needs } = scopesOf(asked.settings, asked.repository, asked.credentials)
  const told = (await entitlementProblems(store, asked, now)).map(placed)
  const silent = sources.map(({ name }) => ({ source: name, words: [] as string[] }))
  if (accountId === null) {
    return { login, accountId, tier: null, because: 'no entitlement', sources: silent, problems: told }
  }
  const { entitlements, problems } = await entitlementsOf(store, asked, accountId)
  const scopes = new Set(needs.map((need) => need.scope))
  const known = await intervalsOf(store, [accountId])
  const raw = known.filter((one) => scopes.has(one.scope))
  const through = known.flatMap(({ worth }) => (worth.kind === 'member' ? [worth.organizationId] : []))
  const intervals = [...known, ...(await intervalsOf(store, through))]
  const decides = decidingOf(entitlements, asked, now)
  const said = sources.map(({ name }) => ({
    source: name,
    words: [
      ...entitlements
        .filter((one) => one.source === name)
        .map((one) =>
          [
            `${one.tier}, ${validity(one)}${graceText(one, now)}`,
            ...[amountText(amountOf(one, intervals, now))].filter((text) => text !== ''),
            one.evidence,
            `checked ${minute(one.checkedAt)}`,
            ...(decides(one) ? ['decides the tier'] : []),
          ].join('; '),
        ),
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
    problems: [...new Set([...told, ...problems.map(placed)])],
  }
}

function placed({ file, line, message }: SourceProblem): string {
  return file === undefined ? message : `${file}${line === undefined ? '' : `:${line}`}: ${message}`
}

function graceText({ untilAt, graceUntilAt }: Entitlement, now: number): string {
  if (untilAt === null || graceUntilAt === null || untilAt > now) return ''
  return graceUntilAt > now ? `, in its time of grace until ${minute(graceUntilAt)}` : ', over'
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
