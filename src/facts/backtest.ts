// The backtest of a repository's knowledge base: its past questions asked again, and judged by what maintainers linked.
import type { Ticket, TicketId } from '../domain/ticket.ts'
import type { AskOptions, Question } from '../knowledge/index.ts'
import { type Replayed, type ReplayFigures, replayFigures } from '../report/replay.ts'
import type { FactsDeps } from './deps.ts'
import { linkedOn } from './linked.ts'
import { type PastQuestion, pastQuestions } from './past-questions.ts'
import { type Replay, replay } from './replay.ts'
import { type ServedRepository, ticketUrl } from './served-repository.ts'

type Needs = Pick<FactsDeps, 'store' | 'sentences' | 'vectors'>

export interface Backtest extends Pick<Replay, 'kept'> {
  /** So many of the newest tickets. */
  last: number
  /** In place of what the settings say. */
  options?: Partial<Pick<AskOptions, 'precision' | 'suggest'>>
  /** Told how far it is. */
  done?: (count: number, total: number) => void
}

/** Nothing is written but what `kept` keeps. */
export async function backtest(deps: Needs, served: ServedRepository, how: Backtest): Promise<ReplayFigures> {
  const asked = await replayPast(deps, served, how)
  return replayFigures(asked.map(({ replayed }) => replayed))
}

/** A question of the past with what would have been said to it. */
export interface AskedAgain {
  ticket: Ticket
  question: Question
  replayed: Replayed
}

/** Each question by itself, oldest first. */
export async function replayPast(
  deps: Needs,
  served: ServedRepository,
  { last, options, kept, done }: Backtest,
): Promise<AskedAgain[]> {
  const past = await pastQuestions(deps, served, last)
  const linked = await linkedOn(deps, served, past)
  const places = new Map(past.map(({ ticket }, place) => [ticket.id, place]))
  const firstOf = (tickets: readonly TicketId[]) =>
    tickets
      .flatMap((id) => places.get(id) ?? [])
      .sort((a, b) => a - b)
      .at(0)
  const shown = await replay(deps, served, {
    questions: past.map(({ question }) => question),
    options,
    kept,
    takenFrom: (slug, learned) => firstOf(linked.takenFrom(slug, learned)),
    done: (count) => done?.(count, past.length),
  })
  return past.map((one, place) => ({
    ticket: one.ticket,
    question: one.question,
    replayed: replayedOf(served, one, { shown: shown[place]!, linked: linked.by.get(one.ticket.id) ?? [] }),
  }))
}

function replayedOf(
  served: ServedRepository,
  { ticket, question }: PastQuestion,
  { shown, linked }: Pick<Replayed, 'shown' | 'linked'>,
): Replayed {
  const { number, openedAt, title } = ticket
  return {
    number,
    url: ticketUrl(served, ticket),
    question: question.title || title,
    openedAt,
    shown,
    linked,
  }
}
