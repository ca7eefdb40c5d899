// Reads articles out of Markdown files and names every mistake with file and line.
import type { Problem } from '../domain/problem.ts'
import { inOneGo, type Steps } from '../domain/steps.ts'
import { languageOfArticle } from './article-language.ts'
import { type FrontMatter, type FrontMatterResult, readFrontMatter } from './front-matter.ts'
import { deadLinks, type Places, placesOf } from './links.ts'
import { hasKnownRegion, localeOf, primaryOf } from './locale.ts'
import { proseOf, tooDeepLine, withoutComments } from './markdown.ts'
import { fingerprintOf, sameText } from './text.ts'
import type { Article } from './types.ts'

/** Largest file that is read, in UTF-16 units (about 1 MB of English). */
const MAX_ARTICLE = 1_000_000

/** GitHub takes comments of 65,536 characters; a frame stands around the answer. */
const MAX_ANSWER = 60_000
/** Comments are not posted, so that a file may be longer; more is not even searched for them. */
const MAX_WRITTEN = 4 * MAX_ANSWER
/** Quotes and lists inside one another; a reader that recurses stops at some depth. */
const DEEPEST = 40
/** Told of one article; who has more mistakes sees the next ones when these are gone. */
const MOST_PROBLEMS = 20

export interface ArticleFile {
  /** With `/` between folders. */
  path: string
  text: string
}

export interface ArticlesRead {
  articles: Article[]
  problems: Problem[]
  /** Files that should be articles and are not used until they are corrected. */
  leftOut: string[]
}

/**
 * Articles of a folder. A file with a mistake in its front matter or without a body is left out, the others are not
 * affected. Files that do not end in `.md` or `.markdown` serve only as targets of links.
 * @param options.lenient keeps what can be ranked at all, for trying a knowledge base that is not finished
 */
export function readArticles(
  files: readonly ArticleFile[],
  options: { lenient?: boolean } = {},
): ArticlesRead {
  return inOneGo(readingArticles(files, options))
}

/** The same in steps, one a file. */
export function* readingArticles(
  files: readonly ArticleFile[],
  options: { lenient?: boolean } = {},
): Steps<ArticlesRead> {
  const problems: Problem[] = []
  const articles: Article[] = []
  const leftOut: string[] = []
  const places = placesOf(files.map(({ path }) => path))
  for (const file of files) {
    if (!isArticlePath(file.path)) continue
    const found: Problem[] = []
    const article = safelyRead(file, places, found, options.lenient ?? false)
    if (article) articles.push(article)
    else leftOut.push(file.path)
    problems.push(...atMost(found.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))))
    yield
  }
  const kept = dropDuplicates(articles, problems)
  const used = new Set(kept)
  leftOut.push(...articles.filter((one) => !used.has(one)).map(({ path }) => path))
  problems.push(...contestedQuestions(kept))
  return { articles: kept, problems, leftOut }
}

/** Whether a path is an article's: Markdown, neither hidden nor a folder's README. */
export function isArticlePath(path: string): boolean {
  const name = path.split('/').at(-1)!
  return /\.(md|markdown)$/i.test(name) && !name.startsWith('.') && !/^readme\./i.test(name)
}

/** Slug and language of a file name: `install.zh.md` is `install` in `zh`, `install.pt_BR.md` in `pt-BR`. */
export function nameOf(path: string): { slug: string; language: string | null } {
  const base = path
    .split('/')
    .at(-1)!
    .replace(/\.(md|markdown)$/i, '')
  const [, slug, tag] = /^(.+)\.([a-z]{2,3}|[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,4}){1,2})$/.exec(base) ?? []
  const known = slug && tag && LANGUAGES.has(primaryOf(tag)) && hasKnownRegion(tag)
  return known ? { slug, language: localeOf(tag) } : { slug: base, language: null }
}

/** ISO 639-1 codes that a file's ending may be, so that `node.js.md` or `v2.api.md` stays one name. */
const LANGUAGES = new Set(
  `af am ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kk km kn ko lo
  lt lv mk ml mn mr ms my nb ne nl nn no pa pl ps pt ro ru si sk sl so sq sr sv sw ta te th tl tr uk ur uz vi zh zu`.split(
    /\s+/,
  ),
)

/** Whatever one file holds, it stops none of the others: what nobody foresaw is told like any other mistake. */
function safelyRead(
  file: ArticleFile,
  places: Places,
  problems: Problem[],
  lenient: boolean,
): Article | null {
  try {
    return readArticle(file, places, problems, lenient)
  } catch (error) {
    const message = `The file cannot be read: ${error instanceof Error ? error.message : String(error)}`
    problems.push({ file: file.path, line: 1, level: 'failure', message: message.slice(0, 300) })
    return null
  }
}

function readArticle(
  file: ArticleFile,
  places: Places,
  problems: Problem[],
  lenient: boolean,
): Article | null {
  const unreadable = whyUnreadable(file)
  if (unreadable) {
    problems.push(unreadable)
    return null
  }
  const read = readFrontMatter(file)
  problems.push(...read.problems)
  if (read.body.length > MAX_WRITTEN) {
    problems.push(tooLong(file.path, read.body, read.bodyLine))
    return null
  }
  const body = withoutComments(read.body).trim()
  problems.push(...bodyProblems(file.path, body, read))
  const isWrong = problems.some(({ level }) => level === 'failure')
  problems.push(...deadLinks({ path: file.path, markdown: read.body, firstLine: read.bodyLine }, places))
  return isWrong && !lenient ? null : articleOf(file, read.front, body)
}

function whyUnreadable({ path, text }: ArticleFile): Problem | null {
  const wrong = (message: string, line = 1): Problem => ({ file: path, line, level: 'failure', message })
  if (text.length > MAX_ARTICLE)
    return wrong(`The file is too big: ${text.length} characters; at most ${MAX_ARTICLE} are read.`)
  const zero = text.indexOf('\u0000')
  if (zero >= 0)
    return wrong('The file is binary or not UTF-8; an article is Markdown text.', lineAt(text, zero))
  const unknown = text.indexOf('\ufffd')
  if (unknown < 0) return null
  const message =
    'The file is not UTF-8: a character on this line cannot be read. Save it as UTF-8 (to show the sign � itself, ' +
    'write `&#xFFFD;`).'
  return wrong(message, lineAt(text, unknown))
}

function bodyProblems(file: string, body: string, { body: written, bodyLine }: FrontMatterResult): Problem[] {
  const wrong = (message: string, line: number): Problem[] => [{ file, line, level: 'failure', message }]
  if (body === '') {
    const comments = written.trim() !== '' ? ' (HTML comments are not posted)' : ''
    const message = `The article has no body below its front matter; the body is the answer${comments}.`
    return wrong(message, Math.max(1, bodyLine - 1))
  }
  if (body.length > MAX_ANSWER) return [tooLong(file, body, bodyLine)]
  const deep = tooDeepLine(proseOf(written), DEEPEST)
  if (deep === null) return []
  return wrong(`Quotes and lists are nested deeper than ${DEEPEST} levels here.`, bodyLine + deep)
}

function tooLong(file: string, body: string, line: number): Problem {
  const message = `The body has ${body.length} characters; an answer can have ${MAX_ANSWER}, for GitHub takes no longer comment.`
  return { file, line, level: 'failure', message }
}

function articleOf(file: ArticleFile, front: FrontMatter, body: string): Article {
  const { slug, language: named } = nameOf(file.path)
  const locale = front.language ?? named ?? languageOfArticle(front, body)
  return {
    slug,
    language: primaryOf(locale),
    locale,
    path: file.path,
    title: front.title || slug,
    body,
    topics: front.topics,
    questions: front.questions.map(({ text }) => text),
    learned: [],
    notFor: front.notFor.map(({ text }) => text),
    symptoms: front.symptoms.map(({ text }) => text),
    versions: front.versions,
    lines: {
      questions: front.questions.map(({ line }) => line),
      notFor: front.notFor.map(({ line }) => line),
    },
    fingerprint: fingerprintOf(file.text),
    section: null,
  }
}

function atMost(found: Problem[]): Problem[] {
  if (found.length <= MOST_PROBLEMS) return found
  const rest = found.length - MOST_PROBLEMS
  const { file, line } = found[MOST_PROBLEMS]!
  // Warnings go first when something must go.
  const ordered = found.toSorted((a, b) => Number(a.level !== 'failure') - Number(b.level !== 'failure'))
  const message = `And ${rest} more in this file, which are told when these are corrected.`
  return [...ordered.slice(0, MOST_PROBLEMS), { file, line, level: ordered[0]!.level, message }]
}

function dropDuplicates(articles: Article[], problems: Problem[]): Article[] {
  const seen = new Map<string, Article>()
  for (const article of articles) {
    const key = `${article.slug}\n${article.locale}`
    const first = seen.get(key)
    if (!first) {
      seen.set(key, article)
      continue
    }
    const message = `The slug "${article.slug}" (${article.locale}) is already taken by ${first.path}; rename one.`
    problems.push({ file: article.path, line: 1, level: 'failure', message })
  }
  return [...seen.values()]
}

function contestedQuestions(articles: readonly Article[]): Problem[] {
  const claims = new Map<string, Article>()
  const problems: Problem[] = []
  for (const article of articles) {
    article.questions.forEach((text, i) => {
      const key = sameText(text)
      const first = claims.get(key)
      if (key === '' || !first) {
        if (key !== '') claims.set(key, article)
      } else if (first.slug !== article.slug) {
        const message = `The question "${text}" is also claimed by ${first.path}; one question can have one answer.`
        problems.push({ file: article.path, line: article.lines.questions[i], level: 'failure', message })
      }
    })
  }
  return problems
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}
