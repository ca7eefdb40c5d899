// Drafts of the articles that are missing most, from what maintainers answered on tickets themselves.
import { gently } from '../agenda/gently.ts'
import { draftArticle } from '../knowledge/draft.ts'
import { groupingQuestions, MOST_QUESTIONS, type QuestionGroup } from '../knowledge/gaps.ts'
import { redactSecrets, shippedModel } from '../knowledge/index.ts'
import { errorLineOf } from '../knowledge/signatures.ts'
import type { NewArticle } from '../knowledge/suggest.ts'
import { type Solution, solutionOf } from '../plan/ticket/solution.ts'
import type { FactsDeps } from './deps.ts'
import { factsByLedger } from './facts-by-ledger.ts'
import { meaningsOf } from './gaps.ts'
import { linkedOn } from './linked.ts'
import { type PastQuestion, pastQuestions } from './past-questions.ts'
import { askToday } from './replay.ts'
import { type ServedRepository, ticketUrl } from './served-repository.ts'

type Needs = Pick<FactsDeps, 'store' | 'sentences' | 'vectors'>

/** So many of the newest tickets are looked at. */
const MOST_TICKETS = 10_000
const MOST_DRAFTS = 10
/** What a single person asked is no gap yet. */
const LEAST_PEOPLE = 2
const MOST_PHRASINGS = 8
const MOST_NAMED = 8

export interface Draft extends NewArticle {
  /** The ticket whose answer it is. */
  from: { number: number; url: string }
  title: string
  /** Numbers of those on which it was asked, oldest first. */
  tickets: readonly number[]
}

/**
 * What several asked, nothing answers today, and a maintainer answered at least once: the largest first. `taken`: names of
 * files. `last`: of so many of the newest tickets.
 */
export async function draftsOf(
  deps: Needs,
  served: ServedRepository,
  taken: ReadonlySet<string>,
  last = MOST_TICKETS,
): Promise<Draft[]> {
  const missing = await missingAnswers(deps, served, Math.min(last, MOST_TICKETS))
  const questions = missing.map(({ question }) => question)
  const meanings = await meaningsOf(deps, served, questions)
  const groups = await gently(groupingQuestions(questions, shippedModel(), meanings))
  const names = new Set([...taken].map((name) => name.toLowerCase()))
  return groups
    .filter(({ members }) => peopleIn(members, missing) >= LEAST_PEOPLE)
    .map((group) => ({ group, source: sourceOf(group, missing) }))
    .filter(({ source }) => source !== null)
    .slice(0, MOST_DRAFTS)
    .map(({ group, source }) => draftOf(served, group.members, source!, missing, names))
}

interface Missing extends PastQuestion {
  /** What a maintainer answered there; null where nobody did, or elsewhere. */
  solution: Solution | null
}

function peopleIn(members: readonly number[], missing: readonly Missing[]): number {
  return new Set(members.map((place) => personOf(missing[place]!))).size
}

/** Of deleted accounts nobody knows whether they were one. */
function personOf({ ticket }: Missing): string {
  return String(ticket.requester.id ?? ticket.id)
}

/** The ticket whose answer speaks for all: the most central one, else the newest that has one. */
function sourceOf({ middle, members }: QuestionGroup, missing: readonly Missing[]): number | null {
  return [...members, middle].findLast((place) => missing[place]!.solution !== null) ?? null
}

/** The newest, oldest first. Where a maintainer linked an article, nothing is missing but words for it. */
async function missingAnswers(deps: Needs, served: ServedRepository, last: number): Promise<Missing[]> {
  const past = (await pastQuestions(deps, served, last)).filter(({ question }) => question.kind !== 'request')
  const { by } = await linkedOn(deps, served, past)
  const open = past.filter(({ ticket }) => !by.has(ticket.id))
  const shown = await askToday(
    deps,
    served,
    open.map(({ question }) => question),
  )
  const found: Missing[] = []
  for (const [place, one] of [...open.entries()].reverse()) {
    if (found.length === MOST_QUESTIONS) break
    if (shown[place]?.as === 'answer') continue
    const { story } = await factsByLedger(deps, served, one.ticket)
    const solution = solutionOf(story, served.settings.commands.prefix, 'maintainers')
    found.push({ ...one, solution })
  }
  return found.reverse()
}

function draftOf(
  served: ServedRepository,
  members: readonly number[],
  from: number,
  missing: readonly Missing[],
  names: Set<string>,
): Draft {
  const { ticket, question, solution } = missing[from]!
  const clean = (text: string) => redactSecrets(text).text
  const others = members.filter((place) => place !== from).map((place) => missing[place]!)
  const titles = others.map((one) => clean(one.question.title ?? '')).filter((title) => title !== '')
  const url = ticketUrl(served, ticket)
  const also = others.slice(-MOST_NAMED).map((one) => `#${one.ticket.number}`)
  const source = {
    title: clean(question.title || ticket.title),
    question: clean(question.body ?? ''),
    symptom: errorLineOf((question.logs ?? []).map(clean)),
    solution: clean(solution!.text),
    remarks: [
      `Drafted from ${url}, answered by ${solution!.by}.`,
      `Also asked in ${also.join(', ')}${others.length > also.length ? ' and others' : ''}.`,
    ],
  }
  const { name, questions } = draftArticle({ ...source, alsoAsked: titles.slice(-MOST_PHRASINGS) })
  const path = freeName(name, names)
  return {
    path,
    questions,
    write: (kept) => draftArticle({ ...source, questions: kept }).text,
    from: { number: ticket.number, url },
    title: source.title,
    tickets: members.map((place) => missing[place]!.ticket.number),
  }
}

function freeName(name: string, names: Set<string>): string {
  const base = name.replace(/\.md$/, '')
  let path = name
  for (let number = 2; names.has(path.toLowerCase()); number++) path = `${base}-${number}.md`
  names.add(path.toLowerCase())
  return path
}
