// What maintainers linked on past tickets, and which of them a learned phrasing was taken from.
import type { TicketId } from '../domain/ticket.ts'
import { sameText } from '../knowledge/text.ts'
import { droppedOf } from '../plan/known-phrasings.ts'
import { lastLesson, partOf } from '../plan/ticket/answers/lesson.ts'
import { objections } from '../store/judged-answers.ts'
import { learnedQuestions, ticketsToLearnFrom } from '../store/learned.ts'
import type { FactsDeps } from './deps.ts'
import { factsByLedger } from './facts-by-ledger.ts'
import type { PastQuestion } from './past-questions.ts'
import type { ServedRepository } from './served-repository.ts'

export interface Linked {
  /** Slugs of articles and sections. */
  by: ReadonlyMap<TicketId, readonly string[]>
  /** The tickets that a learned phrasing was taken from: several may have asked in the same words. */
  takenFrom(slug: string, learned: string): readonly TicketId[]
}

/** Whatever was thought of it since: of several on a ticket the last counts, as in learning. */
export async function linkedOn(
  deps: Pick<FactsDeps, 'store'>,
  served: ServedRepository,
  past: readonly PastQuestion[],
): Promise<Linked> {
  const { db } = deps.store
  const { repository, slugAt } = served
  const by = new Map<TicketId, string[]>()
  const candidates = new Set(await ticketsToLearnFrom(db, repository.id))
  for (const { ticket } of past) {
    if (!candidates.has(ticket.id)) continue
    const lesson = lastLesson(await factsByLedger(deps, served, ticket), slugAt)
    if (lesson) by.set(ticket.id, [lesson.slug])
  }
  const keyOf = (slug: string, text: string) => `${partOf(slug)}\n${sameText(text)}`
  const learned = await learnedQuestions(db, repository.id)
  const dropped = droppedOf(learned, await objections(db, repository.id))
  const sources = Map.groupBy(
    learned.filter((one) => !dropped.has(one)),
    ({ slug, text }) => keyOf(slug, text),
  )
  const takenFrom = (slug: string, text: string) =>
    (sources.get(keyOf(slug, text)) ?? []).map(({ ticketId }) => ticketId)
  return { by, takenFrom }
}
