// From a page's headings to what can be pointed to: which text belongs together, and under which name.
import { plainHeading } from './inline-text.ts'
import type { Naming, PagePart, ReadPage } from './page.ts'

export interface Outlined {
  /** `PATH#ANCHOR`, or the path alone: what has the same slug is read at the same address. */
  slug: string
  anchor: string | null
  /** The page's title and the section's own heading. */
  title: string
  headings: string[]
  /** All its text, with that of the short sections that joined it. */
  body: string
  /** Its own text alone, to be quoted from. */
  own: string
}

/** Fewer words under a heading are no section of their own. */
const FEWEST_WORDS = 5
const LONGEST_TITLE = 200

interface Node {
  part: PagePart
  anchor: string | null
  /** Of the node above; -1 above the page itself. */
  parent: number
  headings: string[]
  /** Bodies that joined it, last first. */
  joined: string[]
  /** Headings below it that have no text: words of a section that has some. */
  bare: string[]
}

/** The sections in the order of the page; what has no text is none. */
export function outlineOf(path: string, page: ReadPage, name: Naming): Outlined[] {
  const title = titleOf(path, page)
  const nodes = nodesOf(page, title, name)
  joinShort(nodes)
  return nodes
    .filter(({ part, joined }) => part.text.trim() !== '' || joined.length > 0)
    .map(({ part, anchor, headings, joined, bare }) => {
      const own = headings.length > 1 ? headings.at(-1)! : null
      const body = [part.text, ...joined.toReversed(), bare.toReversed().join('\n')]
        .filter((text) => text !== '')
        .join('\n\n')
      return {
        slug: anchor === null ? path : `${path}#${anchor}`,
        anchor,
        title: own === null || own === title ? title : `${title} - ${own}`,
        headings,
        body,
        own: part.text.trim() === '' ? joined.toReversed().join('\n\n') : part.text,
      }
    })
}

/** The first heading if it is the page's own, else what the front matter says, else the file's name. */
function titleOf(path: string, { parts, front }: ReadPage): string {
  const first = parts.find(({ heading }) => heading !== null)?.heading
  const own = isOwn({ parts, front }) && first ? first.text : ''
  const written = plainHeading(front.get('title') ?? '').text
  const [file = '', folder = ''] = path.split('/').toReversed()
  const name = file.replace(/\.[a-z]+$/i, '')
  const named = /^(?:index|readme|_index)$/i.test(name) && folder !== '' ? folder : name
  return (own || written || first?.text || named.replace(/[-_]+/g, ' ')).slice(0, LONGEST_TITLE)
}

/** Whether the first heading names the page: it is the highest, no other one is as high, and nothing else names it. */
function isOwn({ parts, front }: Pick<ReadPage, 'parts' | 'front'>): boolean {
  const levels = parts.flatMap(({ heading }) => (heading === null ? [] : [heading.level]))
  const [first = 0, ...others] = levels
  return first === 1 || (levels.length > 0 && !front.get('title') && others.every((level) => level > first))
}

function nodesOf({ parts, front }: ReadPage, title: string, name: Naming): Node[] {
  const nodes: Node[] = []
  const own = isOwn({ parts, front }) ? parts.findIndex(({ heading }) => heading !== null) : -1
  /** The nodes above the next one: their levels and places. */
  const above: Array<{ level: number; node: number }> = []
  for (const [number, part] of parts.entries()) {
    const { heading } = part
    const anchor = heading === null ? null : name(heading, number)
    if (heading === null || number === own) {
      const page = nodes[0]
      // What stands before the page's heading belongs to it.
      if (page) page.part = { heading, text: [part.text, page.part.text].filter(Boolean).join('\n\n') }
      else nodes.push({ part, anchor: null, parent: -1, headings: [title], joined: [], bare: [] })
      continue
    }
    while (above.length > 0 && above.at(-1)!.level >= heading.level) above.pop()
    const parent = above.at(-1)?.node ?? 0
    const text = heading.text.slice(0, LONGEST_TITLE)
    const headings = [...nodes[parent]!.headings, ...(text === '' ? [] : [text])]
    above.push({ level: heading.level, node: nodes.length })
    nodes.push({ part, anchor, parent, headings, joined: [], bare: [] })
  }
  return nodes
}

/** From the end on, so that what joined a section may join the next one above with it. */
function joinShort(nodes: Node[]): void {
  for (let at = nodes.length - 1; at > 0; at--) {
    const { part, parent, joined } = nodes[at]!
    const heading = part.heading?.text ?? ''
    const text = part.text.trim()
    if (text === '' && joined.length === 0) {
      // A heading alone is told by those below it; one with nothing below is a word of its parent.
      if (heading !== '' && !nodes[at + 1]?.headings.includes(heading)) nodes[parent]!.bare.push(heading)
      continue
    }
    if (joined.length > 0 || !isShort(text)) continue
    nodes[parent]!.joined.push(heading === '' ? text : `**${heading}**: ${text}`)
    part.text = ''
  }
}

/** A piece of code is an answer however short it is. */
function isShort(text: string): boolean {
  if (text.length > 200 || /`|^ {4}\S/m.test(text)) return false
  const signs =
    text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu)?.length ?? 0
  const words = text.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’.-]*/gu)?.length ?? 0
  return Math.max(words, signs / 2) < FEWEST_WORDS
}
