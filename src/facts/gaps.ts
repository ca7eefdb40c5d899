// The gaps of a knowledge base: questions of the last months that no article answers today, grouped.
import { setImmediate } from 'node:timers/promises'
import { gently } from '../agenda/gently.ts'
import type { Ticket } from '../domain/ticket.ts'
import { gapFrontMatter, groupingQuestions, MOST_QUESTIONS } from '../knowledge/gaps.ts'
import { type Question, questionFromTicket, shippedModel, textsAsked } from '../knowledge/index.ts'
import { unansweredIn } from '../store/decisions.ts'
import { ticketsOf } from '../store/tickets.ts'
import type { Gap } from '../words/gap-section.ts'
import { askServed } from './ask-served.ts'
import type { FactsDeps } from './deps.ts'
import { type ServedRepository, ticketUrl } from './served-repository.ts'

type Needs = Pick<FactsDeps, 'store' | 'sentences' | 'vectors'>

/** The largest gaps among tickets opened since `fromAt`. An article that was written since closes its gap. */
export async function gapsOf(
  deps: Needs,
  served: ServedRepository,
  fromAt: number,
  most: number,
): Promise<Gap[]> {
  const { repository } = served
  const tickets = await unansweredTickets(deps, repository.id, fromAt)
  const open: Array<{ ticket: Ticket; question: Question }> = []
  for (const ticket of tickets) {
    const question = questionFromTicket(ticket.title, ticket.body)
    if (question.kind === 'question' && !(await askServed(deps, served, question)).answered)
      open.push({ ticket, question })
    // Asking hundreds of questions takes a while: requests come in between.
    await setImmediate()
  }
  const questions = open.map((one) => one.question)
  const groups = await gently(groupingQuestions(questions, shippedModel(), await meaningsOf(deps, questions)))
  return groups.slice(0, most).map((group) => ({
    question: questions[group.middle]?.title ?? '',
    tickets: group.members.map((place) => linkOf(served, open[place]!.ticket)),
    frontMatter: gapFrontMatter(group, questions),
  }))
}

/** What the sentence model makes of each; undefined where it is not at hand. */
export async function meaningsOf(
  { sentences }: Pick<Needs, 'sentences'>,
  questions: readonly Question[],
): Promise<Array<Float32Array | undefined>> {
  const texts = questions.map((question) => textsAsked(question).at(-1) ?? '')
  return (await sentences.embed(texts, { later: true })).map((vector) => vector ?? undefined)
}

/** The newest, oldest first. */
async function unansweredTickets({ store }: Needs, repositoryId: number, fromAt: number): Promise<Ticket[]> {
  const all = await ticketsOf(store.db, repositoryId, { openedFrom: fromAt })
  const unanswered = await unansweredIn(store.db, repositoryId)
  return all.filter((ticket) => unanswered.has(ticket.id)).slice(-MOST_QUESTIONS)
}

function linkOf(served: ServedRepository, ticket: Ticket) {
  return { number: ticket.number, url: ticketUrl(served, ticket) }
}
