// Cuts a page of documentation into its sections, each of which may be pointed to.
import type { Problem } from '../../domain/problem.ts'
import { inOneGo, type Steps } from '../../domain/steps.ts'
import { fingerprintOf } from '../text.ts'
import type { Article } from '../types.ts'
import { addressOf, withAnchor } from './addresses.ts'
import { namingOf } from './anchors.ts'
import { whyLeftOut } from './left-out.ts'
import { openingOf } from './opening.ts'
import { type Outlined, outlineOf } from './outline.ts'
import { type DocsFile, type DocsPlace, formatOf, type ReadPage } from './page.ts'
import { localeOfPage } from './page-locale.ts'
import { MOST_HEADINGS } from './part-writer.ts'
import { readingPage } from './read-page.ts'

/** Largest file that is read, in UTF-16 units (about 1 MB of English). */
export const MAX_PAGE = 1_000_000
/** Longer bodies are cut at paragraphs: so much the sentence model reads of one. */
const LONGEST_BODY = 4_800
/** What is read of one section. */
const MOST_PIECES = 20

export interface SectionsRead {
  /**
   * In the order of the page. A long section comes in several pieces of the same slug, headings, opening and address:
   * whoever ranks counts a slug once.
   */
  sections: Article[]
  /** Why the page is not among what is offered, for a reader of `kb check`; null: it is. */
  leftOut: string | null
  problems: Problem[]
}

/** The sections of one page. Pure; linear in the text; never throws. */
export function sectionsOf(file: DocsFile, place: DocsPlace): SectionsRead {
  return inOneGo(readingSections(file, place))
}

/** The same in steps, some hundred lines each. */
export function* readingSections(file: DocsFile, place: DocsPlace): Steps<SectionsRead> {
  const format = formatOf(file.path)
  const nothing = (leftOut: string, problems: Problem[] = []) => ({ sections: [], leftOut, problems })
  if (format === null) return nothing('no Markdown, MDX, reStructuredText or AsciiDoc')
  const unreadable = whyUnreadable(file)
  if (unreadable) return nothing('it cannot be read', [unreadable])
  const { problems, ...page } = bounded(file.path, yield* readingPage(file.text, format, place.anchors))
  const locale = localeOfPage(file.path, page)
  const left = whyLeftOut(file.path, file.text, page)
  if (left !== null) return nothing(left)
  const name = namingOf(place.anchors, format, page, place.site !== null)
  const outlined = outlineOf(file.path, page, name)
  const address = addressOf(file.path, place, page.front)
  yield
  const sections: Article[] = []
  for (const one of outlined) {
    sections.push(...articlesOf(one, file.path, locale, address))
    yield
  }
  return { sections, leftOut: sections.length === 0 ? 'it has no text' : null, problems }
}

function bounded(path: string, page: ReadPage): ReadPage & { problems: Problem[] } {
  const first = page.parts[MOST_HEADINGS + 1]?.heading
  if (!first) return { ...page, problems: [] }
  const named = first.text === '' ? '' : ` ("${first.text.slice(0, 80)}")`
  const message = `The page has more than ${MOST_HEADINGS} headings: what is below the next one${named} is left out. Cut it into several pages.`
  const parts = page.parts.slice(0, MOST_HEADINGS + 1)
  return { ...page, parts, problems: [{ file: path, level: 'warning', message }] }
}

function whyUnreadable({ path, text }: DocsFile): Problem | null {
  const wrong = (message: string): Problem => ({ file: path, level: 'warning', message })
  if (text.length > MAX_PAGE)
    return wrong(`The page is left out: it has ${text.length} characters; at most ${MAX_PAGE} are read.`)
  if (text.includes('\u0000')) return wrong('The page is left out: it is binary or not UTF-8.')
  const broken = text.match(/\ufffd/g)?.length ?? 0
  if (broken > 20 && broken > text.length / 100) return wrong('The page is left out: it is not UTF-8.')
  return null
}

function articlesOf(
  { slug, anchor, title, headings, body, own }: Outlined,
  path: string,
  locale: { language: string; locale: string },
  address: string | null,
): Article[] {
  const section = {
    anchor,
    headings,
    opening: openingOf(own),
    url: withAnchor(address, anchor),
  }
  return piecesOfBody(body).map((piece) => ({
    slug,
    ...locale,
    path,
    title,
    body: piece,
    topics: [],
    questions: [],
    learned: [],
    notFor: [],
    symptoms: [],
    versions: null,
    lines: { questions: [], notFor: [] },
    fingerprint: fingerprintOf(`${title}\n${piece}\n${section.url}\n${section.opening}`),
    section,
  }))
}

/** Cut at paragraphs, else at lines, else anywhere. */
function piecesOfBody(body: string): string[] {
  const pieces: string[] = []
  for (let from = 0; from < body.length && pieces.length < MOST_PIECES; ) {
    const end = endOfPiece(body, from)
    pieces.push(body.slice(from, end).trim())
    from = end
  }
  const told = pieces.filter((piece) => piece !== '')
  return told.length > 0 ? told : ['']
}

function endOfPiece(body: string, from: number): number {
  const until = from + LONGEST_BODY
  // A rest of a few lines is no piece of its own.
  if (until + LONGEST_BODY / 4 >= body.length) return body.length
  for (const mark of ['\n\n', '\n', ' ']) {
    const at = body.lastIndexOf(mark, until)
    if (at > from + LONGEST_BODY / 2) return at + mark.length
  }
  return until
}
