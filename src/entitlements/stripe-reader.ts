// Turns Stripe's subscriptions into facts about GitHub accounts.

import type { Fact } from '../domain/fact.ts'
import type { SourceProblem } from '../domain/need.ts'
import type { AccountsApi } from './github-apis.ts'
import { resolve } from './listed-accounts.ts'
import type { BulkRead, Page, SourceReader } from './source.ts'
import type { StripeApi, Subscription } from './stripe-client.ts'

const DAY_MS = 86_400_000

/** Reads all subscriptions, 100 a page; or those of one customer, after an event. */
export function stripeReader(
  api: StripeApi,
  accounts: AccountsApi,
): SourceReader & { hinted: NonNullable<SourceReader['hinted']> } {
  const toPage = async (
    read: BulkRead,
    subscriptions: Subscription[],
    cursor: string | null,
  ): Promise<Page> => {
    const facts: Fact[] = []
    const problems: SourceProblem[] = []
    for (const subscription of subscriptions) {
      const found = await factOf(read, subscription, accounts)
      if (found && 'message' in found) problems.push(found)
      else if (found) facts.push(found)
    }
    const organizations = facts
      .filter((fact) => fact.accountType === 'Organization')
      .map((fact) => ({ id: fact.accountId, login: fact.login }))
    return { facts, problems, cursor, view: 'full', organizations }
  }
  return {
    remembers: true,
    async page(read) {
      const { subscriptions, cursor } = await api.subscriptions(read.cursor)
      return toPage(read, subscriptions, cursor)
    },
    async hinted(read, customerId) {
      return toPage(read, await api.subscriptionsOf(customerId), null)
    },
  }
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

type Account = { id: number; login: string; type: 'User' | 'Organization' }

/** By `github_id`, else by `github_login`, which is resolved once; a deleted customer keeps who it was. */
async function accountOf(
  read: BulkRead,
  subscription: Subscription,
  accounts: AccountsApi,
): Promise<Account | SourceProblem | null> {
  const { github_id: givenId, github_login: login } = subscription.metadata
  const known = read.known.get(subscription.id)
  if (givenId) {
    if (!/^[1-9]\d{0,15}$/.test(givenId.trim())) return malformedId(subscription)
    const id = Number(givenId)
    const isNamed = known?.accountId === id && known.login !== String(id)
    if (isNamed) return { id, login: known.login, type: known.accountType }
    const actor = await accounts.getAccountById(read.needs[0]?.installationId ?? 0, id)
    if (!actor) return noAccount(subscription, `github_id ${id}`)
    // The id is the proof; what it is called is only for showing, and asked for again.
    if (actor === 'unanswered') return { id, login: String(id), type: known?.accountType ?? 'User' }
    return { id, login: actor.login, type: actor.type === 'Organization' ? 'Organization' : 'User' }
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
