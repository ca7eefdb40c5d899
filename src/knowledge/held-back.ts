// The knowledge base as it may be asked in a replay of the past: without what came from a question itself or from later ones.
import type { Steps } from '../domain/steps.ts'
import { phrasingOf } from './learned-phrasing.ts'
import { packedRows, piecesOf } from './meaning.ts'
import { firstSentence, plainTitle } from './question.ts'
import { redactSecrets } from './redact.ts'
import { essenceOf } from './same-question.ts'
import { sameText } from './text.ts'
import type { Article, Question, Vectors } from './types.ts'

/** One time of the past: questions from the place `from` on, until the next epoch, are asked against these articles. */
export interface Epoch {
  from: number
  articles: Article[]
  /** Which article one of them was made of, where something is held back. */
  originals: ReadonlyMap<Article, Article>
}

/** Where a learned phrasing was taken: the place of that question; undefined where it is not among the past ones. */
export type TakenFrom = (slug: string, learned: string) => number | undefined

/**
 * The epochs of a history. A phrasing, a title too, that is the same as a past question may have been taken from it, so
 * that it counts only for those that come after the last such question; what was learnt, after the ticket that taught it. Never more than `most` epochs: where there are
 * more changes, phrasings come later than they might, never sooner. In steps.
 * @param past the questions of the history, oldest first
 */
export function* findingEpochs(
  articles: readonly Article[],
  past: readonly Question[],
  takenFrom: TakenFrom,
  most: number,
): Steps<Epoch[]> {
  const last = yield* lastAsked(past)
  const since: Since[] = []
  for (const article of articles) {
    since.push(sinceWhen(article, last, takenFrom))
    yield
  }
  const changes = [...new Set(since.flatMap((one) => [one.title, ...one.questions, ...one.learned]))]
  const later = changes.filter((place) => place > 0 && place < past.length).sort((a, b) => a - b)
  const step = Math.max(1, Math.ceil(later.length / Math.max(1, most - 1)))
  const starts = [0, ...later.filter((_, i) => i % step === step - 1)].slice(0, most)
  const epochs: Epoch[] = []
  for (const from of starts) {
    const originals = new Map<Article, Article>()
    const held = articles.map((article, i) => {
      const left = holdBack(article, since[i]!, from)
      if (left !== article) originals.set(left, article)
      return left
    })
    epochs.push({ from, articles: held, originals })
    yield
  }
  return epochs
}

/** The rows of an article's vectors that belong to what is left of it; nothing is told of what is new in it. */
export function rowsLeft(left: Article, original: Article, vectors: Vectors): Vectors {
  const rows = new Map(piecesOf(original).map(({ kind, text }, row) => [`${kind} ${text}`, row]))
  return packedRows(
    vectors,
    piecesOf(left).map(({ kind, text }) => rows.get(`${kind} ${text}`)),
  )
}

/** From which place on each of an article's phrasings counts. */
interface Since {
  title: number
  questions: number[]
  learned: number[]
}

function sinceWhen(article: Article, last: ReadonlyMap<string, number>, takenFrom: TakenFrom): Since {
  const after = (key: string) => (last.get(key) ?? -1) + 1
  const since = (text: string) => {
    const { words, essence } = keysOf(text, article.language)
    // Who says it word by word is where it comes from; where nobody does, whoever means the same may be.
    return after(words) || after(essence)
  }
  return {
    // Titles are short: only one that is the same word by word was taken from a question.
    title: after(keysOf(article.title, article.language).words),
    questions: article.questions.map(since),
    learned: article.learned.map((text) => {
      const place = takenFrom(article.slug, text)
      return place === undefined ? since(text) : place + 1
    }),
  }
}

/** What a question says → the place of the last one that says so. */
function* lastAsked(past: readonly Question[]): Steps<Map<string, number>> {
  const last = new Map<string, number>()
  for (const [place, question] of past.entries()) {
    for (const key of keysAsked(question)) last.set(key, place)
    yield
  }
  return last
}

function keysAsked({ title = '', text = '', body = '', language = 'en' }: Question): string[] {
  const said = [title, text, firstSentence(body)]
  const written = [...said, ...said.map((one) => redactSecrets(one).text), phrasingOf(title || text, body)]
  return written.flatMap((one) => Object.values(keysOf(one, language))).filter((key) => key !== '')
}

/** Tells whether a question says what an article has written down: a phrasing of it, or its title word by word. */
export function* findingOwnWords(articles: readonly Article[]): Steps<(asked: Question) => boolean> {
  const own = new Set<string>()
  for (const { title, questions, language } of articles) {
    own.add(keysOf(title, language).words)
    for (const text of questions) for (const key of Object.values(keysOf(text, language))) own.add(key)
    yield
  }
  return (asked) => keysAsked(asked).some((key) => own.has(key))
}

/** An essence holds a colon, words none. */
function keysOf(text: string, language: string): { words: string; essence: string } {
  const plain = plainTitle(text)
  return { words: sameText(plain), essence: essenceOf(plain, language) }
}

function holdBack(article: Article, since: Since, from: number): Article {
  const isKept = (places: readonly number[]) => (_: unknown, i: number) => places[i]! <= from
  const questions = article.questions.filter(isKept(since.questions))
  const learned = article.learned.filter(isKept(since.learned))
  const hidesTitle = since.title > from
  const left = questions.length + learned.length
  if (!hidesTitle && left === article.questions.length + article.learned.length) return article
  const [first = '', ...others] = hidesTitle ? questions : [article.title, ...questions]
  const held = [since.title, ...since.questions, ...since.learned].map((place) => Number(place > from))
  return {
    ...article,
    title: first,
    questions: others,
    learned,
    lines: { ...article.lines, questions: others.map(() => 1) },
    fingerprint: `${article.fingerprint} without ${held.join('')}`,
  }
}
