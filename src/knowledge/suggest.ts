// Chooses what may be written into a knowledge base: further phrasings and new articles with which its check passes.
import { addQuestions } from './add-questions.ts'
import { type ArticleFile, nameOf, readArticles } from './articles.ts'
import type { CheckResult } from './check.ts'
import { buildKnowledge, type Knowledge } from './index.ts'
import { detectLanguage } from './language.ts'
import { essenceOf } from './same-question.ts'
import { sameText } from './text.ts'

/** A new article that can be written with fewer of its phrasings. */
export interface NewArticle {
  path: string
  questions: readonly string[]
  /** The file's text. */
  write(questions: readonly string[]): string
}

export interface Wishes {
  /** Path → phrasings. */
  phrasings: ReadonlyMap<string, readonly string[]>
  /** The most wanted first. */
  drafts: readonly NewArticle[]
}

export interface Suggested {
  /** Those that change, in their order, then the new ones. */
  files: ArticleFile[]
  /** Path → the phrasings that were added to it. */
  added: Map<string, readonly string[]>
  /** Paths of new articles. */
  drafted: string[]
  /** Phrasings that another article would win, or that cannot be written without touching what stands there. */
  leftOut: string[]
}

/** What `kb check` finds. */
export type Check = (knowledge: Knowledge) => Promise<Pick<CheckResult, 'mistaken'>>

/** As many phrasings as an article takes at once. */
const MOST_ADDED = 50
/** Every round leaves out at least one phrasing; who needs more gets nothing. */
const MOST_ROUNDS = 20

/** Repeats the check until it finds nothing wrong that it did not find before. */
export async function chooseSuggestions(
  files: readonly ArticleFile[],
  wishes: Wishes,
  check: Check,
): Promise<Suggested> {
  const before = new Set((await mistakesIn(files, check)).map(keyOf))
  let wished = writable(files, wishes)
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const written = write(files, wished)
    const changed = new Map(written.map((file) => [file.path, file]))
    const all = [...files.filter(({ path }) => !changed.has(path)), ...written]
    const wrong = (await mistakesIn(all, check)).filter((one) => !before.has(keyOf(one)))
    if (wrong.length === 0) return told(written, wishes, wished)
    const next = without(wished, wrong)
    if (countOf(next) === countOf(wished)) break
    wished = next
  }
  return told([], wishes, { phrasings: new Map(), drafts: [] })
}

function countOf({ phrasings, drafts }: Wishes): number {
  return [...phrasings.values(), ...drafts.map(({ questions }) => questions)].flat().length
}

function told(files: ArticleFile[], wishes: Wishes, { phrasings, drafts }: Wishes): Suggested {
  const all = [...wishes.phrasings]
  return {
    files,
    added: new Map(phrasings),
    drafted: drafts.map(({ path }) => path),
    leftOut: all.flatMap(([path, texts]) => texts.filter((text) => !phrasings.get(path)?.includes(text))),
  }
}

/** Phrasings that no article has in other words, each for one article, as far as its file takes them. */
function writable(files: readonly ArticleFile[], { phrasings, drafts }: Wishes): Wishes {
  const { articles } = readArticles(files)
  const said = new Set(articles.flatMap(({ title, questions }) => [title, ...questions]).flatMap(keysOf))
  const fresh = (texts: readonly string[]) =>
    texts.filter((text) => {
      const keys = keysOf(text)
      const isNew = keys.length > 0 && !keys.some((key) => said.has(key))
      for (const key of isNew ? keys : []) said.add(key)
      return isNew
    })
  const kept = new Map<string, readonly string[]>()
  for (const [path, texts] of phrasings) {
    const file = files.find((one) => one.path === path)
    const these = fresh(texts).slice(0, MOST_ADDED)
    if (file && these.length > 0 && addQuestions(file, these)) kept.set(path, these)
  }
  const asked = drafts.map((draft) => ({ ...draft, questions: fresh(draft.questions) }))
  return { phrasings: kept, drafts: asked.filter(({ questions }) => questions.length > 0) }
}

function keysOf(text: string): string[] {
  return [sameText(text), essenceOf(text, detectLanguage(text))].filter((key) => key !== '')
}

function write(files: readonly ArticleFile[], { phrasings, drafts }: Wishes): ArticleFile[] {
  const changed = files.flatMap((file) => {
    const added = phrasings.get(file.path)
    return added ? (addQuestions(file, added) ?? []) : []
  })
  return [...changed, ...drafts.map(({ path, questions, write }) => ({ path, text: write(questions) }))]
}

/** `text`: the entry that is wrong, null where the file is. `instead`: the article that would be posted for it. */
interface Mistake {
  path: string
  text: string | null
  instead: string | null
}

async function mistakesIn(files: readonly ArticleFile[], check: Check): Promise<Mistake[]> {
  const { articles, problems } = readArticles(files)
  const wrong = problems.filter(({ level }) => level === 'failure')
  const { mistaken } = await check(buildKnowledge(articles))
  return [...wrong.map(({ file }) => ({ path: file, text: null, instead: null })), ...mistaken]
}

function keyOf({ path, text, instead }: Mistake): string {
  return JSON.stringify([path, text, instead])
}

/** Without the entries that are wrong, and without all that was added to what would win what stood there already. */
function without({ phrasings, drafts }: Wishes, wrong: readonly Mistake[]): Wishes {
  const isWrong = (path: string) => (text: string) =>
    wrong.some((one) => one.path === path && (one.text === text || one.text === null))
  const isOwn = ({ path, text }: Mistake) =>
    text !== null &&
    (phrasings.get(path)?.includes(text) ||
      drafts.some((draft) => draft.path === path && draft.questions.includes(text)))
  const winners = new Set(wrong.filter((one) => !isOwn(one)).flatMap(({ instead }) => instead ?? []))
  const wins = (path: string) => winners.has(nameOf(path).slug)
  const left = (path: string, texts: readonly string[]) =>
    wins(path) ? [] : texts.filter((text) => !isWrong(path)(text))
  return {
    phrasings: new Map(
      [...phrasings]
        .map(([path, texts]) => [path, left(path, texts)] as const)
        .filter(([, texts]) => texts.length > 0),
    ),
    drafts: drafts
      .map((draft) => ({ ...draft, questions: left(draft.path, draft.questions) }))
      .filter(({ questions }) => questions.length > 0),
  }
}
