// Groups questions that nothing could answer: what many ask is the article that is missing. Pure and bounded.
import { stringify } from 'yaml'
import { backgroundShare, type Model } from './model.ts'
import { errorSignatures, isErrorLine, MAX_LOG, normaliseSignature } from './signatures.ts'
import { cleanText } from './text.ts'
import { tokenize } from './tokenize.ts'
import type { Question } from './types.ts'

export interface QuestionGroup {
  /** The error that the tickets share, normalised; null where only their words are alike. */
  signature: string | null
  /** Places in the list of questions, ascending. */
  members: number[]
  /** The member that is most like all others. */
  middle: number
}

/** Comparing each with each grows with the square; more are not looked at. */
export const MOST_QUESTIONS = 500
/** Two questions whose words agree by this much (cosine, by rarity) ask for one article. */
const ALIKE = 0.45
/** Shorter signatures, such as a bare code, are shared by errors that have nothing to do with each other. */
const SPECIFIC_WORDS = 3
const BODY_WEIGHT = 0.25
const MOST_TERMS = 60

/** Groups by error signature, else by likeness; the largest group first, then the one that was asked last. */
export function groupQuestions(questions: readonly Question[], model: Model): QuestionGroup[] {
  const asked = questions.slice(0, MOST_QUESTIONS)
  const vectors = asked.map((question) => vectorOf(question, model))
  const groups = bySignature(asked).map((group) => growing(group, vectors))
  const taken = new Set(groups.flatMap((group) => group.members))
  for (const [place, vector] of vectors.entries()) {
    if (taken.has(place)) continue
    const nearest = nearestGroup(groups, vector)
    if (nearest) join(nearest, place, vector)
    else groups.push(growing({ signature: null, members: [place] }, vectors))
  }
  return groups
    .map(({ signature, members, sum }) => ({
      signature,
      members: members.sort((a, b) => a - b),
      middle: middleOf(members, sum, vectors),
    }))
    .sort((a, b) => b.members.length - a.members.length || b.members.at(-1)! - a.members.at(-1)!)
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
    const lines = (questions[place]?.logs ?? []).join('\n').slice(0, MAX_LOG).split('\n')
    const line = lines.find((one) => isErrorLine(one) && normaliseSignature(one) === signature)
    if (line) return line.trim().slice(0, 300)
  }
  return null
}

/** Terms by weight, of length 1. */
type Vector = Map<string, number>

interface Growing {
  signature: string | null
  members: number[]
  /** Sum of the members' vectors. */
  sum: Vector
}

function growing(group: { signature: string | null; members: number[] }, vectors: Vector[]): Growing {
  const grown: Growing = { signature: group.signature, members: [], sum: new Map() }
  for (const place of group.members) join(grown, place, vectors[place]!)
  return grown
}

function join(group: Growing, place: number, vector: Vector): void {
  group.members.push(place)
  for (const [term, weight] of vector) group.sum.set(term, (group.sum.get(term) ?? 0) + weight)
}

/** Each question goes to the largest group of those that share one of its errors. */
function bySignature(questions: readonly Question[]): Array<{ signature: string; members: number[] }> {
  const places = new Map<string, number[]>()
  for (const [place, { title, text, body, logs = [] }] of questions.entries()) {
    for (const signature of errorSignatures([title, text, body, ...logs].filter(Boolean).join('\n'))) {
      if (signature.split(' ').length < SPECIFIC_WORDS) continue
      places.set(signature, [...(places.get(signature) ?? []), place])
    }
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

function nearestGroup(groups: readonly Growing[], vector: Vector): Growing | null {
  let nearest: Growing | null = null
  let best = ALIKE
  for (const group of groups) {
    const alike = dot(vector, group.sum) / (lengthOf(group.sum) || 1)
    if (alike < best || (alike === best && nearest !== null)) continue
    nearest = group
    best = alike
  }
  return nearest
}

function middleOf(members: readonly number[], sum: Vector, vectors: readonly Vector[]): number {
  let middle = members[0]!
  for (const place of members) {
    if (dot(vectors[place]!, sum) > dot(vectors[middle]!, sum) + 1e-9) middle = place
  }
  return middle
}

function vectorOf({ title, text, body, language = 'en' }: Question, model: Model): Vector {
  const weights: Vector = new Map()
  const add = (words: string, weight: number) => {
    for (const term of tokenize(words, language).slice(0, MOST_TERMS)) {
      const rarity = -Math.log2(backgroundShare(model, term, language))
      weights.set(term, Math.max(weights.get(term) ?? 0, weight * rarity))
    }
  }
  add([title, text].filter(Boolean).join('\n'), 1)
  add(body ?? '', BODY_WEIGHT)
  const length = lengthOf(weights) || 1
  for (const [term, weight] of weights) weights.set(term, weight / length)
  return weights
}

function dot(small: Vector, large: Vector): number {
  let sum = 0
  for (const [term, weight] of small) sum += weight * (large.get(term) ?? 0)
  return sum
}

function lengthOf(vector: Vector): number {
  let squares = 0
  for (const weight of vector.values()) squares += weight * weight
  return Math.sqrt(squares)
}

function oneLine(text: string): string {
  return cleanText(text, 1_000).replace(/\s+/g, ' ').trim().slice(0, 150)
}
