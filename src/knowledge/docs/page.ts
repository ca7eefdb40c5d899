// A page of documentation, as each format's reader gives it: its headings in order, each with the text under it.
import type { DocsSettings } from '../../domain/settings.ts'

/** A file of documentation. */
export interface DocsFile {
  /** With `/` between folders, from the repository's root. */
  path: string
  text: string
}

/** Where a file is published, and how its headings are named there. */
export interface DocsPlace extends Pick<DocsSettings, 'site' | 'anchors'> {
  /** The fixed folder of the glob that found the file; ends in `/`, or is empty. */
  base: string
  /** The file in its repository, at the indexed commit; null where readers may not know of it. */
  link: (path: string) => string | null
}

export type DocsFormat = 'markdown' | 'mdx' | 'rst' | 'asciidoc'

export interface Heading {
  /** 1 is the page's own. */
  level: number
  /** As readers see it, without marks. */
  text: string
  /** Whether these are all the words: an image or a tag at an end leaves a space that some renderers count. */
  exact: boolean
  /** The name that its writer gave it, without `#`. */
  id: string | null
  /** How that name is written in the heading itself: a renderer that does not know this shows it. */
  mark: string
  /** Names written beside it, none of which has to be the heading's own. */
  labels: string[]
}

/** A heading and the text up to the next one of any level. */
export interface PagePart {
  /** Null for what stands before the first heading. */
  heading: Heading | null
  /** Markdown without link targets, images, HTML and what only a generator understands. */
  text: string
}

export interface ReadPage {
  parts: PagePart[]
  /** Of the front matter, by key in lower case. */
  front: ReadonlyMap<string, string>
  /** Settings of the page that change how headings are named, `idprefix` for one. */
  attributes: ReadonlyMap<string, string>
  /** Names that something else than a heading has taken, in the order of the page, with the part that it stands in. */
  taken: Array<{ id: string; part: number }>
}

/** Gives the names of a page's headings; to be asked once for each, in order. Null: not known for sure. */
export type Naming = (heading: Heading, part: number) => string | null

/** Is told how many characters were looked at. */
export type Count = (characters: number) => void

/** By the ending; null: no documentation. */
export function formatOf(path: string): DocsFormat | null {
  const ending = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? ''
  return FORMATS.get(ending) ?? null
}

const FORMATS: ReadonlyMap<string, DocsFormat> = new Map([
  ['md', 'markdown'],
  ['markdown', 'markdown'],
  ['mdx', 'mdx'],
  ['rst', 'rst'],
  ['adoc', 'asciidoc'],
  ['asciidoc', 'asciidoc'],
])
