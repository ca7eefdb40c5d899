// Makes the figures of tickets from their ledgers, in every telling that is kept.
import { breather, gently } from '../agenda/gently.ts'
import type { Facts, Feedback } from '../domain/facts.ts'
import type { Lane } from '../domain/lane.ts'
import type { Ticket, TicketId } from '../domain/ticket.ts'
import { steadyUntil } from '../plan/clocks/steady.ts'
import type { Stored } from '../plan/ticket/gather.ts'
import { shownStored } from '../plan/ticket/views.ts'
import { type KeptTicket, keptTicket } from '../report/kept-figures.ts'
import { lanesOf } from '../store/lanes.ts'
import { entriesOfAll } from '../store/ledger.ts'
import { feedbackOf, NO_REACTIONS } from '../store/reactions.ts'
import { ticketsById } from '../store/tickets.ts'
import { continuesAnother, type LifeDeps } from './earlier-lives.ts'
import type { PaymentBook, Payments } from './figure-payments.ts'
import { factsOf, figuresFrom, storedFor } from './figures.ts'
import type { ServedRepository } from './served-repository.ts'

/**
 * The figures of one ticket: as maintainers know it and as anybody may see it, and both without deliberate corrections of
 * settings. Null: not counted. 0, or left out at the end: `shown` as `known`; without corrections as with them.
 */
export type Tellings = [
  known: KeptTicket | null,
  shown?: KeptTicket | null | 0,
  knownUncorrected?: KeptTicket | null | 0,
  shownUncorrected?: KeptTicket | null | 0,
]

export interface ToldTicket {
  ticketId: TicketId
  requesterId: number | null
  /** As of when, and before when; null: for good. */
  toldAt: number
  validUntil: number | null
  /** The digest of what the requester is entitled to. */
  paid: number
  told: Tellings
  /** False: it rests on more than the ticket itself, and is to be made each time. */
  isKept: boolean
}

/** So many at once take a few milliseconds to read. */
const CHUNK = 50

/** In the order of their ids; those that are not there are left out. Lets others go first. */
export async function* tellTickets(
  deps: LifeDeps,
  served: ServedRepository,
  book: PaymentBook,
  ticketIds: readonly TicketId[],
  now: number,
): AsyncGenerator<ToldTicket> {
  const { store } = deps
  const breathe = breather()
  for (let from = 0; from < ticketIds.length; from += CHUNK) {
    const ids = ticketIds.slice(from, from + CHUNK)
    const tickets = await ticketsById(store.db, ids)
    const entries = await entriesOfAll(store.db, ids)
    const feedbacks = await feedbackOf(store.db, ids)
    const lanes = await lanesOf(store.db, ids)
    await breathe()
    await book.look(tickets.map(({ requester }) => requester.id))
    await breathe()
    for (const ticket of tickets) {
      const feedback = feedbacks.get(ticket.id) ?? NO_REACTIONS
      const lane = lanes.get(ticket.id)
      const known = { ticket, entries: entries.get(ticket.id) ?? [], feedback, ...(lane && { lane }) }
      yield await tellTicket(deps, served, book.of(ticket.requester.id), known, now)
      await breathe()
    }
  }
}

interface Known {
  ticket: Ticket
  entries: Stored['entries']
  feedback: Feedback
  lane?: Lane
}

async function tellTicket(
  deps: LifeDeps,
  served: ServedRepository,
  payments: Payments,
  known: Known,
  now: number,
): Promise<ToldTicket> {
  const corrected = await tellViews(deps, served, { ...known, entitlements: payments.entitlements }, now)
  const uncorrected = served.uncorrected && {
    ...(await tellViews(
      deps,
      { ...served, ...served.uncorrected },
      { ...known, entitlements: payments.uncorrected ?? [] },
      now,
    )),
  }
  const ends = [corrected, uncorrected].flatMap((views) => views?.validUntil ?? [])
  return {
    ticketId: known.ticket.id,
    requesterId: known.ticket.requester.id,
    toldAt: corrected.toldAt,
    validUntil: ends.length === 0 ? null : Math.min(...ends),
    paid: payments.digest,
    told: tellingsOf(corrected, uncorrected),
    isKept: !continuesAnother(known.ticket) && !known.lane,
  }
}

interface ToldViews {
  known: KeptTicket | null
  shown: KeptTicket | null
  toldAt: number
  validUntil: number | null
}

async function tellViews(
  deps: LifeDeps,
  served: ServedRepository,
  known: Known & Pick<Payments, 'entitlements'>,
  now: number,
): Promise<ToldViews> {
  const stored = await storedFor(deps, served, known, now)
  const seen = shownStored(stored)
  const all = await gently(factsOf(stored))
  const isSame = seen === stored
  const some = isSame ? all : await gently(factsOf(seen))
  const ends = (isSame ? [all] : [all, some]).flatMap((facts) => endOf(facts, known.ticket) ?? [])
  return {
    known: keptOf(all),
    shown: keptOf(some),
    toldAt: stored.now,
    validUntil: ends.length === 0 ? null : Math.min(...ends),
  }
}

function keptOf(facts: Facts): KeptTicket | null {
  const figures = figuresFrom(facts)
  return figures && keptTicket(figures)
}

function endOf({ clocks, payment, history, now }: Facts, { gone, updatedAt }: Ticket): number | null {
  // GitHub's clock may be ahead of ours: then it has not gone yet.
  if (gone && updatedAt > now) return updatedAt
  return steadyUntil({ clocks, payment, history, now })
}

function tellingsOf(
  { known, shown }: Pick<ToldViews, 'known' | 'shown'>,
  before: Pick<ToldViews, 'known' | 'shown'> | null,
): Tellings {
  const all = [
    known,
    isSame(shown, known) ? 0 : shown,
    !before || isSame(before.known, known) ? 0 : before.known,
    !before || isSame(before.shown, shown) ? 0 : before.shown,
  ] as const
  const last = all.findLastIndex((one) => one !== 0)
  return all.slice(0, Math.max(1, last + 1)) as Tellings
}

function isSame(one: KeptTicket | null, other: KeptTicket | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
