// The gaps of a knowledge base: questions of the last months that no article answers today, grouped.
import { gently, mapGently } from '../agenda/gently.ts'
import type { Ticket } from '../domain/ticket.ts'
import { gapFrontMatter, groupingQuestions, MOST_QUESTIONS, type QuestionGroup } from '../knowledge/gaps.ts'
import { type Question, questionFromTicket, shippedModel, textsAsked } from '../knowledge/index.ts'
import { unansweredIn } from '../store/decisions.ts'
import { ticketsOf } from '../store/tickets.ts'
import type { Gap } from '../words/report/gap-section.ts'
import { askOptions } from './ask-served.ts'
import type { FactsDeps } from './deps.ts'
import { askToday } from './replay.ts'
import { type ServedRepository, ticketUrl } from './served-repository.ts'

type Needs = Pick<FactsDeps, 'store' | 'sentences' | 'vectors'>

/** The largest gaps among tickets opened in [fromAt, toAt). An article that was written since closes its gap. */
export async function gapsOf(
  deps: Needs,
  served: ServedRepository,
  span: { fromAt: number; toAt: number },
  most: number,
): Promise<Gap[]> {
  const { repository } = served
  const tickets = await unansweredTickets(deps, repository.id, span)
  const read = await mapGently(tickets, (ticket) => ({
    ticket,
    question: questionFromTicket(ticket.title, ticket.body),
  }))
  const asked = read.filter(({ question }) => question.kind === 'question')
  const shown = await askToday(
    deps,
    served,
    asked.map(({ question }) => question),
  )
  const questions = asked.map(({ question }) => question)
  const groups = await gently(
    groupingQuestions(questions, shippedModel(), await meaningsOf(deps, served, questions)),
  )
  const isAnswered = (place: number) => shown[place]?.as === 'answer'
  return groups
    .flatMap((group) => leftOf(group, isAnswered) ?? [])
    .sort((a, b) => b.members.length - a.members.length)
    .slice(0, most)
    .map((group) => ({
      question: questions[group.middle]?.title ?? '',
      tickets: group.members.map((place) => linkOf(served, asked[place]!.ticket)),
      frontMatter: gapFrontMatter(group, questions),
    }))
}

/** Null where an article answers half of the group by now: what it does not answer yet is missing words, not an article. */
function leftOf(group: QuestionGroup, isAnswered: (place: number) => boolean): QuestionGroup | null {
  const members = group.members.filter((place) => !isAnswered(place))
  if (2 * members.length <= group.members.length) return null
  return { ...group, members, middle: members.includes(group.middle) ? group.middle : members[0]! }
}

/** What the sentence model makes of each; in English words, whatever the language; undefined where it is not at hand. */
export async function meaningsOf(
  { sentences }: Pick<Needs, 'sentences'>,
  served: ServedRepository,
  questions: readonly Question[],
): Promise<Array<Float32Array | undefined>> {
  const options = askOptions(served)
  const texts = await mapGently(questions, (question) => textsAsked(question, options).at(-1))
  const known = [...new Set(texts)].filter((text) => text !== undefined)
  const vectors = await sentences.embed(known, { later: true })
  const meanings = new Map(known.map((text, place) => [text, vectors[place] ?? undefined]))
  return texts.map((text) => (text === undefined ? undefined : meanings.get(text)))
}

/** The newest, oldest first. */
async function unansweredTickets(
  { store }: Needs,
  repositoryId: number,
  { fromAt, toAt }: { fromAt: number; toAt: number },
): Promise<Ticket[]> {
  const all = await ticketsOf(store.db, repositoryId, { openedFrom: fromAt, openedTo: toAt })
  const unanswered = await unansweredIn(store.db, repositoryId)
  return all.filter((ticket) => unanswered.has(ticket.id)).slice(-MOST_QUESTIONS)
}

function linkOf(served: ServedRepository, ticket: Ticket) {
  return { number: ticket.number, url: ticketUrl(served, ticket) }
}
