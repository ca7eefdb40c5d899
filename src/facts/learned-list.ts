// The questions that a repository has learnt, as they are told: with their tickets, and whether they count.
import type { LearnedQuestion } from '../domain/learned.ts'
import { droppedOf, knownPhrasings, MOST_LEARNED } from '../plan/known-phrasings.ts'
import { partOf } from '../plan/ticket/answers/lesson.ts'
import { objections } from '../store/judged-answers.ts'
import { learnedQuestions } from '../store/learned.ts'
import { findTicketById } from '../store/tickets.ts'
import type { FactsDeps } from './deps.ts'
import { type ServedRepository, ticketUrl } from './served-repository.ts'

export interface ListedQuestion extends LearnedQuestion {
  /** Its number on GitHub, and its page; null: it is not known any more. */
  ticket: { number: number; url: string } | null
  /** Why it does not count now; null where it does. */
  unused: string | null
}

/** In the order in which they were taught. */
export async function learnedList(
  { store }: Pick<FactsDeps, 'store'>,
  served: ServedRepository,
): Promise<ListedQuestion[]> {
  const { repository, settings, articles, sections } = served
  const learned = await learnedQuestions(store.db, repository.id)
  const said = await objections(store.db, repository.id)
  const slugs = new Set([...articles, ...sections].map(({ slug }) => slug))
  const known = new Set([...knownPhrasings(learned, said, slugs).values()].flat())
  const dropped = droppedOf(learned, said)
  const there = new Set([...slugs].map(partOf))
  const whyNot = (one: LearnedQuestion): string | null => {
    if (!settings.knowledgeBase.learn) return 'learn is off'
    if (known.has(one)) return null
    if (!there.has(partOf(one.slug))) return 'there is no such article now'
    return dropped.has(one)
      ? 'it led to answers that did not help'
      : `more than ${MOST_LEARNED}, or said anew`
  }
  const listed: ListedQuestion[] = []
  for (const one of learned) {
    const ticket = await findTicketById(store.db, one.ticketId)
    const told = ticket && { number: ticket.number, url: ticketUrl(served, ticket) }
    listed.push({ ...one, ticket: told, unused: whyNot(one) })
  }
  return listed
}
