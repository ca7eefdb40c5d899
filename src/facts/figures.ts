// The figures of a repository's tickets, computed from their ledgers.

import { gently } from '../agenda/gently.ts'
import type { Entitlement } from '../domain/entitlement.ts'
import type { Facts, Feedback, KnowledgeFacts } from '../domain/facts.ts'
import type { Lane } from '../domain/lane.ts'
import type { Steps } from '../domain/steps.ts'
import type { Entry, Ticket } from '../domain/ticket.ts'
import { entitlementsOfMany } from '../entitlements/resolve.ts'
import { standingAt } from '../plan/clocks/standing.ts'
import { answerOutcome } from '../plan/ticket/answers/answer-outcome.ts'
import { momentOf } from '../plan/ticket/as-of.ts'
import { spentTimes } from '../plan/ticket/commands/spent.ts'
import { gatherFacts, readingAhead, type Stored } from '../plan/ticket/gather.ts'
import { needOf, needSaid } from '../plan/ticket/needs/need-of.ts'
import { countedRating } from '../plan/ticket/ratings/ratings.ts'
import { reopenedTimes } from '../plan/ticket/ratings/reopened.ts'
import { shownStored } from '../plan/ticket/views.ts'
import { type TicketFigures, ticketFigures } from '../report/figures.ts'
import { lanesOf } from '../store/lanes.ts'
import { entriesOfAll } from '../store/ledger.ts'
import { feedbackOf, NO_REACTIONS } from '../store/reactions.ts'
import { type LifeDeps, withItsPast } from './earlier-lives.ts'
import { followedTickets } from './followed-tickets.ts'
import type { ServedRepository } from './served-repository.ts'

const CHUNK = 500

/** Nothing is asked of the knowledge base for figures. */
export const NO_KNOWLEDGE: KnowledgeFacts = {
  verdict: () => ({
    answered: false,
    confidence: 0,
    article: null,
    candidates: [],
    suggested: [],
    topics: [],
    reasons: [],
  }),
  article: () => null,
  page: () => null,
  slugs: () => [],
  reader: () => 'en',
  isNamed: () => true,
}

/** `shown`: as anybody may see them; `known`: with private sponsors under their tier, for private places alone. */
export type View = 'shown' | 'known'

/** Tickets opened in [fromAt, toAt), as of now: each computed anew, and all of them held. `countFigures` does neither. */
export async function figuresOf(
  deps: LifeDeps,
  served: ServedRepository,
  span: { fromAt: number; toAt: number },
  now: number,
  view: View,
): Promise<TicketFigures[]> {
  const { store } = deps
  const { repository, settings } = served
  const opened = { openedFrom: span.fromAt, openedTo: span.toAt }
  const tickets = await followedTickets(deps, repository, { ...opened, gone: true })
  const figures: TicketFigures[] = []
  for (let from = 0; from < tickets.length; from += CHUNK) {
    const chunk = tickets.slice(from, from + CHUNK)
    const chunkIds = chunk.map((ticket) => ticket.id)
    const entries = await entriesOfAll(store.db, chunkIds)
    const feedbacks = await feedbackOf(store.db, chunkIds)
    const lanes = await lanesOf(store.db, chunkIds)
    const ids = chunk.flatMap((ticket) => ticket.requester.id ?? [])
    const asked = { repository, settings, history: served.history, credentials: deps.credentials }
    const paid = await entitlementsOfMany(store, asked, ids)
    for (const ticket of chunk) {
      const { entitlements = [] } = paid.get(ticket.requester.id ?? 0) ?? {}
      const feedback = feedbacks.get(ticket.id) ?? NO_REACTIONS
      const lane = lanes.get(ticket.id)
      const known = {
        ticket,
        entries: entries.get(ticket.id) ?? [],
        entitlements,
        feedback,
        ...(lane && { lane }),
      }
      const stored = await storedFor(deps, served, known, now)
      const one = figuresFrom(await gently(factsOf(view === 'shown' ? shownStored(stored) : stored)))
      if (one) figures.push(one)
    }
  }
  return figures
}

/** What is known of a ticket of which figures are made. */
export interface Known {
  ticket: Ticket
  entries: readonly Entry[]
  entitlements: readonly Entitlement[]
  feedback: Feedback
  lane?: Lane
}

/** With what it was before, and as of a moment that nothing in its ledger is after. */
export async function storedFor(
  deps: LifeDeps,
  { repository, settings, roleOf, history, labelNames }: ServedRepository,
  { ticket, entries, entitlements, feedback, lane }: Known,
  now: number,
): Promise<Stored> {
  return withItsPast(deps, {
    now: momentOf([...entries, ...(lane?.entries ?? [])], now),
    repository,
    settings,
    history,
    ticket,
    entries,
    entitlements,
    roleOf,
    knowledge: NO_KNOWLEDGE,
    feedback,
    ...(lane && { lane }),
    written: [],
    labelNames,
  })
}

/** The facts in steps: a crowded ticket takes long. */
export function* factsOf(stored: Stored): Steps<Facts> {
  yield* readingAhead(stored)
  return gatherFacts(stored)
}

/** Null for one that is not counted. */
export function figuresFrom(facts: Facts): TicketFigures | null {
  const rating = countedRating(facts)
  return ticketFigures({
    story: facts.story,
    clocks: facts.clocks,
    tier: standingAt(facts.standings, facts.story.openedAt).tier,
    answer: answerOutcome(facts),
    ratings: rating ? [rating.score] : [],
    minutes: spentTimes(facts).reduce((sum, { minutes }) => sum + minutes, 0),
    need: needOf(facts).kind,
    needSaid: needSaid(facts),
    reopened: reopenedTimes(facts.story),
  })
}
