// What would have been answered to the questions of the past, and the newest answers in full.
import type { Facts } from '../domain/facts.ts'
import type { AnswerMode, Settings } from '../domain/settings.ts'
import type { WhatOf } from '../domain/want.ts'
import { articlesIn } from '../knowledge/index.ts'
import { decide } from '../plan/ticket/decide.ts'
import { answerMode } from '../plan/ticket/rules/answer.ts'
import type { Preview, SaidAnswer, ShownAnswer } from '../report/preview.ts'
import { replayFigures } from '../report/replay.ts'
import { commentShown } from '../words/comment-body.ts'
import { type AskedAgain, type Backtest, replayPast } from './backtest.ts'
import type { FactsDeps } from './deps.ts'
import type { LifeDeps } from './earlier-lives.ts'
import { knowledgeOnceAsked } from './knowledge-facts.ts'
import { openingsOf } from './openings.ts'
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
  return { ...figures, shown: await newestOf(deps, served, asked) }
}

/** The newest that would have been posted, or left to a maintainer to post, each with all that would have been said. */
async function newestOf(
  deps: Needs,
  served: ServedRepository,
  asked: readonly AskedAgain[],
): Promise<ShownAnswer[]> {
  const answered = asked.filter(({ replayed }) => replayed.shown !== null).reverse()
  const byTicket = new Map(answered.map((one) => [one.ticket.id, one]))
  const knowledge = (ticket: AskedAgain['ticket']) =>
    knowledgeOnceAsked(served, ticket, byTicket.get(ticket.id)!.replayed.shown)
  const tickets = answered.map(({ ticket }) => ticket)
  const found: ShownAnswer[] = []
  for await (const opening of openingsOf(deps, served, tickets, knowledge)) {
    const { number, url, question, shown } = byTicket.get(opening.shown.ticket.id)!.replayed
    const said = saidOn(opening.shown)
    if (!shown || !said) continue
    const { as, confidence } = shown
    found.push({ number, url, question, as, confidence, said, saidToAnybody: saidOn(opening.unpaid) })
    if (found.length === MOST_SHOWN) break
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
