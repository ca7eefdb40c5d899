// Groups questions that nothing could answer: what many ask is the article that is missing. Pure and bounded.
import { stringify } from 'yaml'
import type { Steps } from '../domain/steps.ts'
import { clustering } from './cluster.ts'
import type { Model } from './model.ts'
import { errorsOf, isSpecific } from './signatures.ts'
import { cleanText } from './text.ts'
import type { Question } from './types.ts'
import { dot } from './vectors.ts'
import { likenessOf, wordVectors } from './word-likeness.ts'

export interface QuestionGroup {
  /** The error that the tickets share, normalised; null where only what they ask is alike. */
  signature: string | null
  /** Places in the list of questions, ascending. */
  members: number[]
  /** The member that is most like all others. */
  middle: number
}

/** Comparing each with each grows with the square; more are not looked at. */
export const MOST_QUESTIONS = 500
/** Questions that agree by this much on average ask for one article; how it was fitted stands in docs/matching.md. */
const ALIKE = { words: 0.4, meaning: 0.57 }

/**
 * Groups by error signature, else by likeness; the largest group first, then the one that was asked last. Every question
 * is in one group, and their order decides nothing but ties. In steps.
 * @param meanings unit vectors of the sentence model, one a question; where one is missing, its words are compared
 */
export function* groupingQuestions(
  questions: readonly Question[],
  model: Model,
  meanings: readonly (Float32Array | undefined)[] = [],
): Steps<QuestionGroup[]> {
  const asked = questions.slice(0, MOST_QUESTIONS)
  const byWords = likenessOf(yield* wordVectors(asked, model))
  const between = (a: number, b: number) => {
    const [one, other] = [meanings[a], meanings[b]]
    return one && other ? dot(one, other) / ALIKE.meaning : byWords(a, b) / ALIKE.words
  }
  const shared = yield* bySignature(asked)
  const clusters = yield* clustering({
    count: asked.length,
    between,
    least: 1,
    seeds: shared.map(({ members }) => members),
  })
  return clusters
    .map((members, place) => ({
      signature: shared[place]?.signature ?? null,
      members,
      middle: middleOf(members, between),
    }))
    .sort((a, b) => b.members.length - a.members.length || b.members.at(-1)! - a.members.at(-1)!)
}

/** The member that is most like the others; of equals the one that was asked first. */
function middleOf(members: readonly number[], between: (a: number, b: number) => number): number {
  let middle = members[0]!
  let best = Number.NEGATIVE_INFINITY
  for (const place of members) {
    const alike = members.reduce((sum, other) => (other === place ? sum : sum + between(place, other)), 0)
    if (alike <= best + 1e-9) continue
    middle = place
    best = alike
  }
  return middle
}

/** The head of the article that is missing: the text passes `readArticles` as soon as it has a body. */
export function gapFrontMatter(group: QuestionGroup, questions: readonly Question[]): string {
  const titles = [group.middle, ...group.members].map((place) => oneLine(questions[place]?.title ?? ''))
  const asked = [...new Set(titles)].filter((title) => title !== '').slice(0, 5)
  const symptom = group.signature === null ? null : lineOf(group.signature, group.members, questions)
  const front = {
    title: asked[0] ?? 'Untitled',
    questions: asked,
    ...(symptom === null ? {} : { symptoms: [symptom] }),
  }
  return `---\n${stringify(front, { lineWidth: 0 })}---`
}

/** The error as it stands in a log; null where it only stands in what people wrote: that is no symptom. */
function lineOf(
  signature: string,
  members: readonly number[],
  questions: readonly Question[],
): string | null {
  for (const place of members) {
    const errors = errorsOf({ logs: questions[place]?.logs ?? [] })
    const line = errors.find(({ text }) => text === signature)?.line
    if (line) return line.slice(0, 300)
  }
  return null
}

/** Each question goes to the largest group of those that share one of its errors. */
function* bySignature(
  questions: readonly Question[],
): Steps<Array<{ signature: string; members: number[] }>> {
  const places = new Map<string, number[]>()
  for (const [place, question] of questions.entries()) {
    for (const { text: signature } of errorsOf(question)) {
      // Shorter ones, such as a bare code, are shared by errors that have nothing to do with each other.
      if (!isSpecific(signature)) continue
      places.set(signature, [...(places.get(signature) ?? []), place])
    }
    yield
  }
  const shared = [...places]
    .filter(([, members]) => members.length > 1)
    .sort(([a, inA], [b, inB]) => inB.length - inA.length || b.length - a.length || (a < b ? -1 : 1))
  const taken = new Set<number>()
  return shared.flatMap(([signature, all]) => {
    const members = all.filter((place) => !taken.has(place))
    if (members.length < 2) return []
    for (const place of members) taken.add(place)
    return [{ signature, members }]
  })
}

function oneLine(text: string): string {
  return cleanText(text, 1_000).replace(/\s+/g, ' ').trim().slice(0, 150)
}
