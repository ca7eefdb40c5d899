// The figures of a repository's tickets, computed from their ledgers.

import { gently } from '../agenda/gently.ts'
import type { Entitlement } from '../domain/entitlement.ts'
import type { KnowledgeFacts } from '../domain/facts.ts'
import type { Entry, Ticket } from '../domain/ticket.ts'
import { entitlementsOfMany } from '../entitlements/resolve.ts'
import { standingAt } from '../plan/clocks/standing.ts'
import { answerOutcome } from '../plan/ticket/answer-outcome.ts'
import { momentOf } from '../plan/ticket/as-of.ts'
import { gatherFacts, readingAhead } from '../plan/ticket/gather.ts'
import { shownEntitlements } from '../plan/ticket/views.ts'
import { type TicketFigures, ticketFigures } from '../report/figures.ts'
import { type AnswerReactions, answerReactions, NO_REACTIONS } from '../store/followed-answers.ts'
import { entriesOfAll } from '../store/ledger.ts'
import { ownIssuesIn } from '../store/own-things.ts'
import { continuedElsewhere } from '../store/ticket-links.ts'
import { ticketsOf } from '../store/tickets.ts'
import { type LifeDeps, withItsPast } from './earlier-lives.ts'
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

/** Tickets opened in [fromAt, toAt), as of now. */
export async function figuresOf(
  deps: LifeDeps,
  served: ServedRepository,
  span: { fromAt: number; toAt: number },
  now: number,
  view: View,
): Promise<TicketFigures[]> {
  const { store } = deps
  const { repository, settings } = served
  const ours = await ownIssuesIn(store.db, repository.id)
  const opened = { openedFrom: span.fromAt, openedTo: span.toAt }
  const all = await ticketsOf(store.db, repository.id, { ...opened, gone: true })
  const elsewhere = await continuedElsewhere(store.db)
  const isOurs = ({ kind, id }: Ticket) => kind === 'issue' && ours.has(Number(id.split(':')[1]))
  const tickets = all.filter((ticket) => !isOurs(ticket) && !elsewhere.has(ticket.id))
  const figures: TicketFigures[] = []
  for (let from = 0; from < tickets.length; from += CHUNK) {
    const chunk = tickets.slice(from, from + CHUNK)
    const chunkIds = chunk.map((ticket) => ticket.id)
    const entries = await entriesOfAll(store.db, chunkIds)
    const reactions = await answerReactions(store.db, chunkIds)
    const ids = chunk.flatMap((ticket) => ticket.requester.id ?? [])
    const asked = { repository, settings, history: served.history, credentials: deps.credentials }
    const paid = await entitlementsOfMany(store, asked, ids)
    for (const ticket of chunk) {
      const { entitlements = [] } = paid.get(ticket.requester.id ?? 0) ?? {}
      const feedback = reactions.get(ticket.id) ?? NO_REACTIONS
      const known = { ticket, entries: entries.get(ticket.id) ?? [], entitlements, feedback }
      const one = await figureOf(deps, served, known, now, view)
      if (one) figures.push(one)
    }
  }
  return figures
}

interface Known {
  ticket: Ticket
  entries: Entry[]
  entitlements: readonly Entitlement[]
  feedback: AnswerReactions
}

async function figureOf(
  deps: LifeDeps,
  served: ServedRepository,
  { ticket, entries, entitlements, feedback }: Known,
  now: number,
  view: View,
): Promise<TicketFigures | null> {
  const { repository, settings, roleOf, history } = served
  const stored = await withItsPast(deps, {
    now: momentOf(entries, now),
    repository,
    settings,
    history,
    ticket,
    entries,
    entitlements,
    roleOf,
    knowledge: NO_KNOWLEDGE,
    feedback,
    written: [],
    labelNames: served.labelNames,
  })
  await gently(readingAhead(stored))
  const seen = view === 'shown' ? shownEntitlements(stored.entitlements, settings) : stored.entitlements
  const facts = gatherFacts({ ...stored, entitlements: seen })
  return ticketFigures({
    story: facts.story,
    clocks: facts.clocks,
    tier: standingAt(facts.standings, facts.story.openedAt).tier,
    answer: answerOutcome(facts),
    ratings: [],
  })
}
