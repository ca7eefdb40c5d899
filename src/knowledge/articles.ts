// Reads articles out of Markdown files and names every mistake with file and line.
import type { Problem } from '../domain/problem.ts'
import { type FrontMatter, readFrontMatter } from './front-matter.ts'
import { detectLanguage } from './language.ts'
import { deadLinks } from './links.ts'
import { fingerprintOf, sameText } from './text.ts'
import type { Article } from './types.ts'

/** Largest file that is read, in UTF-16 units (about 1 MB of English). */
export const MAX_ARTICLE = 1_000_000

export interface ArticleFile {
  /** With `/` between folders. */
  path: string
  text: string
}

/**
 * Articles of a folder. A file with a mistake in its front matter or without a body is left out, the others are not
 * affected. Files that do not end in `.md` or `.markdown` serve only as targets of links.
 * @param options.lenient keeps what can be ranked at all, for trying a knowledge base that is not finished
 */
export function readArticles(
  files: readonly ArticleFile[],
  options: { lenient?: boolean } = {},
): { articles: Article[]; problems: Problem[] } {
  const problems: Problem[] = []
  const articles: Article[] = []
  const paths = new Set(files.map(({ path }) => path))
  for (const file of files) {
    if (!isArticlePath(file.path)) continue
    const article = readArticle(file, problems, options.lenient ?? false)
    if (!article) continue
    articles.push(article)
    problems.push(...deadLinks(file, paths))
  }
  const kept = dropDuplicates(articles, problems)
  problems.push(...contestedQuestions(kept))
  return { articles: kept, problems }
}

/** Whether a path is an article's: Markdown, neither hidden nor a folder's README. */
export function isArticlePath(path: string): boolean {
  const name = path.split('/').at(-1)!
  return /\.(md|markdown)$/i.test(name) && !name.startsWith('.') && !/^readme\./i.test(name)
}

/** Slug and language of a file name: `install.zh.md` is `install` in `zh`. */
export function nameOf(path: string): { slug: string; language: string | null } {
  const base = path
    .split('/')
    .at(-1)!
    .replace(/\.(md|markdown)$/i, '')
  const match = /^(.+)\.([a-z]{2,3}(?:-[A-Za-z]{2,4})?)$/.exec(base)
  if (match && isLanguage(match[2]!)) return { slug: match[1]!, language: primary(match[2]!) }
  return { slug: base, language: null }
}

/** ISO 639-1 codes that a file's ending may be, so that `node.js.md` or `v2.api.md` stays one name. */
const LANGUAGES = new Set(
  `af am ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kk km kn ko lo
  lt lv mk ml mn mr ms my nb ne nl nn no pa pl ps pt ro ru si sk sl so sq sr sv sw ta te th tl tr uk ur uz vi zh zu`.split(
    /\s+/,
  ),
)

function isLanguage(code: string): boolean {
  return LANGUAGES.has(primary(code))
}

function primary(code: string): string {
  return code.toLowerCase().split('-')[0]!
}

function readArticle(file: ArticleFile, problems: Problem[], lenient: boolean): Article | null {
  const fail = (message: string, line = 1) => {
    problems.push({ file: file.path, line, level: 'failure', message })
    return null
  }
  if (file.text.length > MAX_ARTICLE) {
    return fail(`The file is too big: ${file.text.length} characters; at most ${MAX_ARTICLE} are read.`)
  }
  const zero = file.text.indexOf('\u0000')
  if (zero >= 0 || (file.text.match(/\ufffd/g)?.length ?? 0) > 20) {
    return fail(
      'The file is binary or not UTF-8; an article is Markdown text.',
      lineAt(file.text, Math.max(0, zero)),
    )
  }
  const { front, body, bodyLine, problems: faults } = readFrontMatter(file)
  problems.push(...faults)
  if (faults.length > 0 && !lenient) return null
  const { slug, language: named } = nameOf(file.path)
  const blank = body.trim() === ''
  if (blank) fail('The article has no body below its front matter; the body is the answer.', bodyLine - 1)
  if (blank && !lenient) return null
  const language = front.language ? primary(front.language) : (named ?? guessLanguage(front, body))
  return {
    slug,
    language,
    path: file.path,
    title: front.title || slug,
    body: body.trim(),
    topics: front.topics,
    questions: front.questions.map(({ text }) => text),
    notFor: front.notFor.map(({ text }) => text),
    symptoms: front.symptoms,
    versions: front.versions,
    lines: {
      questions: front.questions.map(({ line }) => line),
      notFor: front.notFor.map(({ line }) => line),
    },
    fingerprint: fingerprintOf(file.text),
  }
}

/** The body is what a reader gets, so it decides; a blank one leaves title and questions. */
function guessLanguage(front: FrontMatter, body: string): string {
  const prose = body.replace(/```[\s\S]*?(?:```|$)/g, ' ').replace(/`[^`\n]*`/g, ' ')
  if (prose.trim().length > 0) return detectLanguage(`${front.title}\n${prose}`)
  return detectLanguage([front.title, ...front.questions.map(({ text }) => text)].join('\n'))
}

function dropDuplicates(articles: Article[], problems: Problem[]): Article[] {
  const seen = new Map<string, Article>()
  for (const article of articles) {
    const key = `${article.slug}\n${article.language}`
    const first = seen.get(key)
    if (!first) {
      seen.set(key, article)
      continue
    }
    const message = `The slug "${article.slug}" (${article.language}) is already taken by ${first.path}; rename one.`
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
