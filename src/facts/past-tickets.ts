// The tickets of a repository's past as clocks see them, whatever was promised then.
import { gently } from '../agenda/gently.ts'
import type { Lane } from '../domain/lane.ts'
import type { Entry, Ticket } from '../domain/ticket.ts'
import type { PastTicket } from '../plan/backtest/try-promises.ts'
import { gatherFacts, readingAhead } from '../plan/ticket/gather.ts'
import { lanesOf } from '../store/lanes.ts'
import { entriesOfAll } from '../store/ledger.ts'
import type { TicketFilter } from '../store/tickets.ts'
import { type LifeDeps, withItsPast } from './earlier-lives.ts'
import { storedByLedger } from './facts-by-ledger.ts'
import { followedTickets } from './followed-tickets.ts'
import type { ServedRepository } from './served-repository.ts'

const CHUNK = 500

export interface PastSpan extends Pick<TicketFilter, 'openedFrom' | 'openedTo' | 'newest'> {
  now: number
  /** Told how far it is. */
  done?: (count: number, total: number) => void
}

/** Those that the figures count, oldest first: none of maintainers and bots, nor discussions that are no tickets. */
export async function pastTickets(
  deps: LifeDeps,
  served: ServedRepository,
  { now, done, ...filter }: PastSpan,
): Promise<PastTicket[]> {
  const { db } = deps.store
  const tickets = await followedTickets(deps, served.repository, { ...filter, gone: true })
  const past: PastTicket[] = []
  for (let from = 0; from < tickets.length; from += CHUNK) {
    const chunk = tickets.slice(from, from + CHUNK)
    const ids = chunk.map(({ id }) => id)
    const entries = await entriesOfAll(db, ids)
    const lanes = await lanesOf(db, ids)
    for (const ticket of chunk) {
      const one = await pastTicket(deps, served, ticket, {
        entries: entries.get(ticket.id) ?? [],
        lane: lanes.get(ticket.id) ?? null,
        now,
      })
      if (one) past.push(one)
    }
    done?.(from + chunk.length, tickets.length)
  }
  return past
}

/** What somebody pays changes nothing of what happened. */
async function pastTicket(
  deps: LifeDeps,
  served: ServedRepository,
  ticket: Ticket,
  { lane, ...known }: { entries: readonly Entry[]; lane: Lane | null; now: number },
): Promise<PastTicket | null> {
  const stored = await withItsPast(deps, { ...storedByLedger(served, ticket, known), lane })
  await gently(readingAhead(stored))
  const { story, clocks, now } = gatherFacts(stored)
  return clocks.firstResponse.outcome === 'none' ? null : { story: withoutTexts(story), now }
}

/** All of them are held at once, and no clock reads what was written. */
function withoutTexts({ ticket, comments, ...story }: PastTicket['story']): PastTicket['story'] {
  return {
    ...story,
    ticket: { ...ticket, body: '' },
    comments: comments.map((comment) => ({ ...comment, body: '' })),
    own: [],
  }
}
