// Reads all pages of documentation, page by page, within bounds that are told.
import type { Problem } from '../../domain/problem.ts'
import { inOneGo, type Steps } from '../../domain/steps.ts'
import type { Article } from '../types.ts'
import type { DocsFile, DocsPlace } from './page.ts'
import { readingSections } from './sections.ts'
import { withSharedSlugs } from './translations.ts'

/** Sections of all documentation of a repository. */
export const MOST_SECTIONS = 20_000

export interface Docs {
  /** In the order of the pages. */
  sections: Article[]
  /** Pages of which nothing is offered, and why. */
  leftOut: Array<{ path: string; why: string }>
  problems: Problem[]
}

/** Pages in the order in which they matter (see `choosePages`), each with the place where it is read. */
export function readDocs(pages: Iterable<{ file: DocsFile; place: DocsPlace }>): Docs {
  return inOneGo(readingDocs(pages))
}

/** The same in steps, some hundred lines each. */
function* readingDocs(pages: Iterable<{ file: DocsFile; place: DocsPlace }>): Steps<Docs> {
  const docs: Docs = { sections: [], leftOut: [], problems: [] }
  let isFull = false
  for (const { file, place } of pages) {
    const { sections, leftOut, problems } = yield* readingSections(file, place)
    docs.problems.push(...problems)
    if (leftOut !== null) docs.leftOut.push({ path: file.path, why: leftOut })
    const room = MOST_SECTIONS - docs.sections.length
    for (const section of sections.slice(0, room)) docs.sections.push(section)
    if (sections.length > room) {
      if (!isFull) docs.problems.push({ file: file.path, level: 'warning', message: TOO_MANY })
      isFull = true
      docs.leftOut.push({ path: file.path, why: `at most ${MOST_SECTIONS} sections are read` })
    }
    yield
  }
  return { ...docs, sections: withSharedSlugs(docs.sections) }
}

const TOO_MANY = `The documentation has more than ${MOST_SECTIONS} sections; what is beyond, from this page on, is left out. Narrow the globs of \`knowledge_base.docs\`, or leave pages out with \`!\`.`
