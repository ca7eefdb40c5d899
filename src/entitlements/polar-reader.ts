// Turns Polar's subscriptions into facts about GitHub accounts.
import type { Fact, Money } from '../domain/fact.ts'
import type { SourceProblem } from '../domain/need.ts'
import type { AccountsApi } from './github-apis.ts'
import type { PolarSubscription } from './polar-client.ts'
import type { BulkRead } from './source.ts'
import {
  accountIdOf,
  accountWithId,
  type SubscriptionsApi,
  subscriptionReader,
} from './subscription-reader.ts'

/** Reads all subscriptions, 100 a page; or those of one customer, after an event. */
export function polarReader(api: SubscriptionsApi<PolarSubscription>, accounts: AccountsApi) {
  return subscriptionReader(api, (read, subscription) => factOf(read, subscription, accounts))
}

/** Until when a subscription counts: undefined: it never did; null: no end known. Grace is added at resolution. */
function paidUntil(subscription: PolarSubscription): number | null | undefined {
  const { status, current_period_end: periodEnd, ends_at: endsAt, ended_at: endedAt } = subscription
  switch (status) {
    case 'active':
    case 'trialing':
      return endsAt ?? (subscription.cancel_at_period_end ? (periodEnd ?? null) : null)
    case 'past_due':
    case 'unpaid':
      return unpaidSince(subscription)
    case 'canceled':
      if (subscription.past_due_at) return unpaidSince(subscription)
      return endedAt ?? endsAt ?? subscription.canceled_at ?? unpaidSince(subscription)
    case 'paused':
      return endedAt ?? endsAt ?? periodEnd ?? unpaidSince(subscription)
    default:
      return undefined
  }
}

/** Polar begins the new period before it is paid: what was paid for ended there. */
function unpaidSince({
  current_period_start: periodStart,
  started_at: startedAt,
}: PolarSubscription): number {
  return periodStart ?? startedAt ?? 0
}

async function factOf(
  read: BulkRead,
  subscription: PolarSubscription,
  accounts: AccountsApi,
): Promise<Fact | SourceProblem | null> {
  const untilAt = paidUntil(subscription)
  const named = idOf(subscription)
  if (untilAt === undefined || named === null) return null
  if (named === 'malformed') return malformedId(subscription)
  const account = await accountWithId(read, subscription.id, named, accounts)
  if (!account) return noAccount(subscription, named)
  const { id, started_at: startedAt, created_at: createdAt, customer } = subscription
  const since = startedAt ?? createdAt ?? null
  const money = moneyOf(subscription)
  return {
    key: id,
    accountId: account.id,
    accountType: account.type,
    login: account.login,
    worth: { kind: 'prices', ids: [subscription.product_id], ...(money ? { money } : {}) },
    oneTime: false,
    private: false,
    startedAt: since,
    sinceAt: since,
    untilAt,
    evidence: `subscription ${id} of ${customer.id}`,
  }
}

/** `metadata.github_id` says what it is; an `external_id` may be of any kind, and only a number is an account's. */
function idOf({ customer }: PolarSubscription): number | 'malformed' | null {
  const { github_id: given } = customer.metadata
  if (given === undefined || given === null || given === '') return accountIdOf(customer.external_id ?? '')
  return accountIdOf(String(given)) ?? 'malformed'
}

function moneyOf(subscription: PolarSubscription): Money | null {
  const {
    amount,
    currency: code,
    recurring_interval: interval,
    recurring_interval_count: count,
  } = subscription
  const currency = code?.toUpperCase() ?? ''
  if (typeof amount !== 'number' || !/^[A-Z]{3}$/.test(currency)) return null
  const every = interval ?? 'month'
  return {
    amount: amount / 10 ** minorDigits(currency),
    currency,
    per: count && count > 1 ? `${count} ${every}s` : every,
  }
}

/** Yen has no smaller unit. */
function minorDigits(currency: string): number {
  const style = { style: 'currency', currency } as const
  return new Intl.NumberFormat('en', style).resolvedOptions().maximumFractionDigits ?? 2
}

function malformedId({ customer }: PolarSubscription): SourceProblem {
  const message = `Polar: the metadata github_id of ${customer.id} is no number. Put GitHub's numeric id there.`
  return { level: 'warning', message }
}

function noAccount({ id, customer }: PolarSubscription, named: number): SourceProblem {
  const message =
    `Polar: the customer ${customer.id} of ${id} names the GitHub id ${named}, and GitHub has no such account, so ` +
    'nobody gets its tier. Correct external_id or metadata.github_id in Polar.'
  return { level: 'warning', message }
}
