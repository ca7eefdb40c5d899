// Turns Stripe's subscriptions into facts about GitHub accounts.

import type { Fact } from '../domain/fact.ts'
import type { SourceProblem } from '../domain/need.ts'
import type { AccountsApi } from './github-apis.ts'
import { resolve } from './listed-accounts.ts'
import type { BulkRead } from './source.ts'
import type { StripeApi, Subscription } from './stripe-client.ts'
import { accountIdOf, accountWithId, type NamedAccount, subscriptionReader } from './subscription-reader.ts'

const DAY_MS = 86_400_000

/** Reads all subscriptions, 100 a page; or those of one customer, after an event. */
export function stripeReader(api: StripeApi, accounts: AccountsApi) {
  return subscriptionReader(api, (read, subscription) => factOf(read, subscription, accounts))
}

/** Until when a subscription counts: undefined: it never did; null: no end known. Grace is added at resolution. */
function paidUntil(subscription: Subscription): number | null | undefined {
  const { status, cancelAt, endedAt, trialEndAt } = subscription
  switch (status) {
    case 'active':
    case 'trialing':
      return cancelAt
    case 'past_due':
    case 'unpaid':
      return unpaidSince(subscription)
    case 'paused':
      // A trial that ended without a way to pay.
      return trialEndAt ?? unpaidSince(subscription)
    case 'canceled':
      return subscription.endedUnpaid ? unpaidSince(subscription) : (endedAt ?? unpaidSince(subscription))
    default:
      return undefined
  }
}

/** Stripe opens the new period before it is paid: what was paid for ended where that period begins, or its invoice was due. */
function unpaidSince({ periodStartAt, startedAt, daysUntilDue }: Subscription): number {
  return (periodStartAt ?? startedAt) + daysUntilDue * DAY_MS
}

async function factOf(
  read: BulkRead,
  subscription: Subscription,
  accounts: AccountsApi,
): Promise<Fact | SourceProblem | null> {
  const untilAt = paidUntil(subscription)
  if (untilAt === undefined) return null
  const account = await accountOf(read, subscription, accounts)
  if (!account || 'message' in account) return account
  return {
    key: subscription.id,
    accountId: account.id,
    accountType: account.type,
    login: account.login,
    worth: { kind: 'prices', ids: subscription.prices },
    oneTime: false,
    private: false,
    startedAt: subscription.startedAt,
    sinceAt: subscription.startedAt,
    untilAt,
    evidence: `subscription ${subscription.id} of ${subscription.customerId}`,
  }
}

/** By `github_id`, else by `github_login`, which is resolved once; a deleted customer keeps who it was. */
async function accountOf(
  read: BulkRead,
  subscription: Subscription,
  accounts: AccountsApi,
): Promise<NamedAccount | SourceProblem | null> {
  const { github_id: givenId, github_login: login } = subscription.metadata
  const known = read.known.get(subscription.id)
  if (givenId) {
    const id = accountIdOf(givenId)
    if (id === null) return malformedId(subscription)
    return (
      (await accountWithId(read, subscription.id, id, accounts)) ?? noAccount(subscription, `github_id ${id}`)
    )
  }
  if (login) {
    if (known?.login.toLowerCase() === login.trim().toLowerCase()) {
      return { id: known.accountId, login: known.login, type: known.accountType }
    }
    const found = await resolve(read, login.trim().replace(/^@/, '').toLowerCase(), null, accounts)
    // Without a name: settings do not name subscriptions.
    return 'message' in found ? noAccount(subscription, `github_login "${login.trim()}"`) : found
  }
  if (known && subscription.customerDeleted) {
    return { id: known.accountId, login: known.login, type: known.accountType }
  }
  return null
}

function malformedId(subscription: Subscription): SourceProblem {
  const message = `Stripe: the metadata github_id of ${subscription.id} is no number. Put GitHub's numeric id there.`
  return { level: 'warning', message }
}

function noAccount({ id, customerId }: Subscription, named: string): SourceProblem {
  const message =
    `Stripe: the metadata of ${id} (customer ${customerId}) names the ${named}, and GitHub has no such account, so ` +
    'nobody gets its tier. Correct it in Stripe; github_id, the numeric id, survives renaming.'
  return { level: 'warning', message }
}
