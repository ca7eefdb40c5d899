// What would have been answered to the questions of the past, and the newest answers in full.
import { gently } from '../agenda/gently.ts'
import type { Facts } from '../domain/facts.ts'
import type { AnswerMode, Settings } from '../domain/settings.ts'
import type { TicketId } from '../domain/ticket.ts'
import type { WhatOf } from '../domain/want.ts'
import { findingOwnWords } from '../knowledge/held-back.ts'
import { articlesIn } from '../knowledge/index.ts'
import { decide } from '../plan/ticket/decide.ts'
import { answerMode } from '../plan/ticket/rules/answer.ts'
import type { Preview, SaidAnswer, ShownAnswer } from '../report/preview.ts'
import { replayFigures, type Shown } from '../report/replay.ts'
import { commentShown } from '../words/comment-body.ts'
import { type AskedAgain, type Backtest, replayPast } from './backtest.ts'
import type { FactsDeps } from './deps.ts'
import type { LifeDeps } from './earlier-lives.ts'
import { knowledgeOnceAsked } from './knowledge-facts.ts'
import { openingsOf } from './openings.ts'
import { askToday } from './replay.ts'
import type { ServedRepository } from './served-repository.ts'

type Needs = LifeDeps & Pick<FactsDeps, 'sentences' | 'vectors'>

const MOST_SHOWN = 10

/** Null where there is nothing to answer with. */
export async function answersOf(
  deps: Needs,
  served: ServedRepository,
  how: Backtest,
): Promise<Preview['answers']> {
  if (articlesIn(served.knowledge).length === 0) return null
  const asked = await replayPast(deps, served, how)
  const figures = replayFigures(asked.map(({ replayed }) => replayed))
  const own = await inOwnWords(deps, served, asked)
  return { ...figures, ownWords: own.size, shown: await newestOf(deps, served, asked, own) }
}

/** What is shown today to questions that were passed over, for they ask in the very words of an article. */
async function inOwnWords(
  deps: Needs,
  served: ServedRepository,
  asked: readonly AskedAgain[],
): Promise<ReadonlyMap<TicketId, Shown>> {
  const isOwn = await gently(findingOwnWords(articlesIn(served.knowledge)))
  const passed = asked.filter(({ replayed, question }) => replayed.shown === null && isOwn(question))
  const questions = passed.map(({ question }) => question)
  const shown = await askToday(deps, served, questions)
  return new Map(passed.flatMap(({ ticket }, place) => (shown[place] ? [[ticket.id, shown[place]]] : [])))
}

/**
 * The newest that would have been posted, or left to a maintainer to post, each with all that would have been said; and
 * those that would have been had nobody paid, so that none is missing in public for that somebody does.
 */
async function newestOf(
  deps: Needs,
  served: ServedRepository,
  asked: readonly AskedAgain[],
  own: ReadonlyMap<TicketId, Shown>,
): Promise<ShownAnswer[]> {
  const answered = asked
    .map(({ ticket, replayed }) => {
      return { ticket, replayed: { ...replayed, shown: replayed.shown ?? own.get(ticket.id) ?? null } }
    })
    .filter(({ replayed }) => replayed.shown !== null)
    .reverse()
  const byTicket = new Map(answered.map((one) => [one.ticket.id, one]))
  const knowledge = (ticket: AskedAgain['ticket']) =>
    knowledgeOnceAsked(served, ticket, byTicket.get(ticket.id)!.replayed.shown)
  const tickets = answered.map(({ ticket }) => ticket)
  const found: ShownAnswer[] = []
  const lacking = { toThem: MOST_SHOWN, toAnybody: MOST_SHOWN }
  for await (const opening of openingsOf(deps, served, tickets, { knowledge })) {
    const { number, url, question, shown } = byTicket.get(opening.shown.ticket.id)!.replayed
    const said = lacking.toThem > 0 ? saidOn(opening.shown) : null
    const saidToAnybody = lacking.toAnybody > 0 ? saidOn(opening.unpaid) : null
    if (!shown || !(said || saidToAnybody)) continue
    const { as, confidence } = shown
    const isOwnWords = own.has(opening.shown.ticket.id)
    found.push({ number, url, question, as, confidence, isOwnWords, said, saidToAnybody })
    if (said) lacking.toThem--
    if (saidToAnybody) lacking.toAnybody--
    if (lacking.toThem + lacking.toAnybody === 0) break
  }
  return found
}

/** The whole comment, where there is an answer in it; null: there is none. */
function saidOn(facts: Facts): SaidAnswer | null {
  const { wants } = decide({ ...facts, settings: posting(facts.settings) })
  const parts = wants.flatMap(({ what }) => (what.do === 'say' ? [what] : []))
  if (!parts.some(isAnswer)) return null
  return { draft: answerMode(facts) === 'draft', markdown: commentShown(parts) }
}

function isAnswer({ marker }: WhatOf<'say'>): boolean {
  return marker.kind === 'answer'
}

/** What maintainers would be shown as a draft is written as they would post it. */
function posting(settings: Settings): Settings {
  const posted = <Mode extends AnswerMode | null>(mode: Mode) => (mode === 'draft' ? 'auto' : mode)
  const { tiers, community, knowledgeBase } = settings
  return {
    ...settings,
    tiers: tiers.map((tier) => ({ ...tier, answers: posted(tier.answers) })),
    community: { ...community, answers: posted(community.answers) },
    knowledgeBase: { ...knowledgeBase, mode: posted(knowledgeBase.mode) },
  }
}
