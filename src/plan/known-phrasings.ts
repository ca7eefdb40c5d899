// Which of the learned questions count as phrasings of the articles and sections that there are. Pure.
import type { AnswerObjection, LearnedQuestion } from '../domain/learned.ts'
import { sameText } from '../knowledge/text.ts'
import { partOf } from './ticket/answers/lesson.ts'

/** Of one article: the newest, for people ask about what there is now. */
export const MOST_LEARNED = 60

/** By the article's slug, the newest last. What was learnt of an article that is gone waits for its return. */
export function knownPhrasings(
  learned: readonly LearnedQuestion[],
  objections: readonly AnswerObjection[],
  slugs: Iterable<string>,
): Map<string, LearnedQuestion[]> {
  const there = new Map([...slugs].map((slug) => [partOf(slug), slug]))
  const dropped = droppedOf(learned, objections)
  const newest = learned.toSorted((a, b) => b.taughtAt - a.taughtAt || b.number - a.number)
  const known = new Map<string, LearnedQuestion[]>()
  const seen = new Set<string>()
  for (const one of newest) {
    const slug = there.get(partOf(one.slug))
    const words = sameText(one.text)
    if (slug === undefined || words === '' || dropped.has(one)) continue
    const ofOne = known.get(slug) ?? []
    if (ofOne.length >= MOST_LEARNED || seen.has(`${slug}\n${words}`)) continue
    seen.add(`${slug}\n${words}`)
    known.set(slug, [one, ...ofOne])
  }
  return known
}

/** Those that led to answers that did not help. */
export function droppedOf(
  learned: readonly LearnedQuestion[],
  objections: readonly AnswerObjection[],
): Set<LearnedQuestion> {
  const against = Map.groupBy(objections, ({ ledBy, slug }) => `${ledBy} ${slug}`)
  return new Set(learned.filter((one) => isDropped(one, against)))
}

/** A maintainer said so since it was taught, or two who asked did. */
function isDropped(
  { ticketId, slug, taughtAt }: LearnedQuestion,
  against: Map<string, AnswerObjection[]>,
): boolean {
  const said = (against.get(`${ticketId} ${partOf(slug)}`) ?? []).filter(({ at }) => at > taughtAt)
  const people = new Set(said.map(({ requesterId, ticketId: asked }) => requesterId ?? asked))
  return people.size >= 2 || said.some(({ by }) => by === 'maintainer')
}
