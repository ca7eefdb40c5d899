// The statement of one customer for a month, over the repositories of one owner, from the store alone.
import { gently } from '../agenda/gently.ts'
import type { Facts } from '../domain/facts.ts'
import type { Span } from '../domain/story.ts'
import type { Ticket } from '../domain/ticket.ts'
import { type Customer, countsIn } from '../entitlements/customer-book.ts'
import { entitlementsOfMany } from '../entitlements/resolve.ts'
import { standingAt } from '../plan/clocks/standing.ts'
import { spentTimes } from '../plan/ticket/commands/spent.ts'
import { severityOf } from '../plan/ticket/labels/severity.ts'
import { needOf } from '../plan/ticket/needs/need-of.ts'
import { type Statement, type StatementTicket, statementOf, statementTicket } from '../report/statement.ts'
import { lanesOf } from '../store/lanes.ts'
import { entriesOfAll } from '../store/ledger.ts'
import { NO_REACTIONS } from '../store/reactions.ts'
import { ticketsOfRequesters } from '../store/tickets.ts'
import type { Month } from '../words/zone.ts'
import type { LifeDeps } from './earlier-lives.ts'
import { factsOf, storedFor } from './figures.ts'
import { followedIn } from './followed-tickets.ts'
import { type ServedRepository, ticketUrl } from './served-repository.ts'

/** A customer of one repository. */
export interface CustomerHere {
  served: ServedRepository
  customer: Customer
}

const CHUNK = 100

/** `customers`: the same one in every repository of `owner` that knows of it; clocks are as of the end of the month. */
export async function customerStatement(
  deps: LifeDeps,
  customers: readonly CustomerHere[],
  { name, owner, month, now }: { name: string; owner: string; month: Month; now: number },
): Promise<Statement> {
  const asOfAt = Math.min(now, month.toAt - 1)
  const tickets: StatementTicket[] = []
  for (const here of customers) tickets.push(...(await ticketsHere(deps, here, month, asOfAt)))
  const tiers = customers.flatMap(({ served, customer }) => tiersIn(customer, served, month))
  const accounts = customers.flatMap(({ customer }) => accountsIn(customer, month))
  const head = { customer: name, owner, month: month.name, asOfAt }
  return statementOf(
    { ...head, tiers: [...new Set(tiers)], accounts: [...new Set(accounts)].sort() },
    tickets,
    month,
  )
}

async function ticketsHere(
  deps: LifeDeps,
  here: CustomerHere,
  month: Month,
  asOfAt: number,
): Promise<StatementTicket[]> {
  const { repository } = here.served
  const isFollowed = await followedIn(deps, repository)
  const ids = [...here.customer.accounts.keys()]
  const all = await ticketsOfRequesters(deps.store.db, repository.id, ids, asOfAt + 1)
  const followed = all.filter(({ id }) => isFollowed(id))
  const told: StatementTicket[] = []
  for (let from = 0; from < followed.length; from += CHUNK) {
    for (const facts of await factsOfAll(deps, here.served, followed.slice(from, from + CHUNK), asOfAt)) {
      const one = ticketHere(here, facts, month)
      if (one) told.push(one)
    }
  }
  return told
}

async function factsOfAll(
  deps: LifeDeps,
  served: ServedRepository,
  tickets: readonly Ticket[],
  asOfAt: number,
): Promise<Facts[]> {
  const { store, credentials } = deps
  const { repository, settings, history } = served
  const ids = tickets.map(({ id }) => id)
  const entries = await entriesOfAll(store.db, ids)
  // What went on in private counts on the same clocks.
  const lanes = await lanesOf(store.db, ids)
  const requesters = tickets.flatMap(({ requester }) => requester.id ?? [])
  const paid = await entitlementsOfMany(store, { repository, settings, history, credentials }, requesters)
  const facts: Facts[] = []
  for (const ticket of tickets) {
    const { entitlements = [] } = paid.get(ticket.requester.id ?? 0) ?? {}
    const own = entries.get(ticket.id) ?? []
    const lane = lanes.get(ticket.id)
    const known = { ticket, entries: own, entitlements, feedback: NO_REACTIONS, ...(lane && { lane }) }
    const stored = await storedFor(deps, served, known, asOfAt)
    facts.push(await gently(factsOf({ ...stored, now: asOfAt })))
  }
  return facts
}

function ticketHere({ served, customer }: CustomerHere, facts: Facts, month: Month): StatementTicket | null {
  const { story, clocks, ticket, now } = facts
  if (clocks.firstResponse.outcome === 'none') return null
  const { owner, name } = served.repository
  return statementTicket(
    {
      repository: `${owner}/${name}`,
      url: ticketUrl(served, ticket),
      requester: ticket.requester.login,
      tier: standingAt(facts.standings, story.openedAt).tier,
      need: needOf(facts).kind,
      severity: severityOf(facts),
      story,
      clocks: [clocks.firstResponse, ...clocks.nextResponses, clocks.resolution],
      spent: spentTimes(facts),
      covered: coveredBy(customer, ticket.requester.id),
      asOfAt: now,
    },
    month,
  )
}

/** Null for somebody whom nothing entitles: whoever asks for their statement means them all the same. */
function coveredBy({ accounts }: Customer, accountId: number | null): Span[] | null {
  const entitlements = accounts.get(accountId ?? 0)?.entitlements ?? []
  if (entitlements.length === 0) return null
  return entitlements.map(({ sinceAt, untilAt, graceUntilAt }) => ({
    fromAt: sinceAt,
    untilAt: untilAt === null ? null : graceUntilAt,
  }))
}

/** In the order of the settings. */
function tiersIn({ accounts }: Customer, { settings }: ServedRepository, month: Month): string[] {
  const named = [...accounts.values()].flatMap(({ entitlements }) =>
    entitlements.filter((one) => countsIn(one, month)).map(({ tier }) => tier),
  )
  return settings.tiers.map(({ name }) => name).filter((name) => named.includes(name))
}

function accountsIn({ accounts }: Customer, month: Month): string[] {
  return [...accounts.values()]
    .filter(({ entitlements }) => entitlements.some((one) => countsIn(one, month)))
    .map(({ login }) => login)
}
