// Collects the parts of a page while its reader goes down the lines.
import type { Heading, PagePart, ReadPage } from './page.ts'

export interface PartWriter {
  parts: PagePart[]
  lines: string[]
  /** Names that wait for the heading they stand above. */
  labels: string[]
  taken: ReadPage['taken']
}

/** Headings of one page that are read: one page is not to take the room of all others. */
export const MOST_HEADINGS = 5_000
/** Longer paragraphs are cut: no more of a section is read. */
export const LONGEST_PARAGRAPH = 100_000

/** Whether the page has more headings than are read, so that its reader may stop. */
export function isFull({ parts }: PartWriter): boolean {
  return parts.length > MOST_HEADINGS + 2
}

export function partWriter(): PartWriter {
  return { parts: [{ heading: null, text: '' }], lines: [], labels: [], taken: [] }
}

/** Ends the part before, and begins the one under this heading. */
export function openPart(writer: PartWriter, heading: Omit<Heading, 'labels'>): void {
  closePart(writer)
  writer.parts.push({ heading: { ...heading, labels: writer.labels }, text: '' })
  writer.labels = []
}

/** To be called at the end of the page too. */
export function closePart(writer: PartWriter): void {
  const part = writer.parts.at(-1)!
  part.text = writer.lines
    .join('\n')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\s+$/g, '')
  writer.lines = []
}

/** Labels that no heading follows are names of something else. */
export function takeLabels(writer: PartWriter): void {
  for (const id of writer.labels) writer.taken.push({ id, part: writer.parts.length })
  writer.labels = []
}

/** Code, in a fence longer than any in it. */
export function writeCode(writer: PartWriter, lines: readonly string[], language = ''): void {
  const text = withoutBlankEnds(lines)
  if (text.length === 0) return
  const longest = text.reduce((most, line) => Math.max(most, /^\s*(`{3,})/.exec(line)?.[1]?.length ?? 0), 2)
  const fence = '`'.repeat(longest + 1)
  writer.lines.push('', fence + language, ...text, fence, '')
}

function withoutBlankEnds(lines: readonly string[]): readonly string[] {
  let [from, until] = [0, lines.length]
  while (from < until && lines[from]!.trim() === '') from++
  while (until > from && lines[until - 1]!.trim() === '') until--
  return lines.slice(from, until)
}
