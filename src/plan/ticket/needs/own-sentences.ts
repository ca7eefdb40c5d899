// The sentences that somebody wrote themselves into a ticket: without quotes, code, comments, addresses, headings of forms and boxes that are not ticked.
import { inlinePieces } from '../../../domain/markdown/inline.ts'
import { type MarkdownLine, markdownLines } from '../../../domain/markdown/lines.ts'

/** What is wanted stands at the beginning; the rest of a longer text is not read. */
const MOST_CHARACTERS = 12_000
/** What has no full stop for so long is no sentence: it is read in pieces. */
const LONGEST_SENTENCE = 400

type Count = (characters: number) => void

/** In order. Linear in the text, of which only the beginning is read. */
export function ownSentences(markdown: string, count?: Count): string[] {
  const text = markdown.slice(0, MOST_CHARACTERS)
  const { lines } = markdownLines(text, count ? { count } : {})
  const sentences: string[] = []
  for (let first = 0; first < lines.length; ) {
    const { block } = lines[first]!
    let next = first + 1
    while (lines[next]?.block === block) next++
    sentences.push(...sentencesOf(proseOf(text, lines.slice(first, next), count)))
    first = next
  }
  return sentences
}

/** A line of words alone, such as a title, in sentences. */
export function sentencesOf(prose: string): string[] {
  return prose
    .replace(ADDRESS, ' ')
    .split(/(?<=[.!?;:…])\s+|(?<=[。！？；])|\n{2,}/u)
    .map((sentence) => sentence.replace(/\s+/g, ' ').trim())
    .flatMap((sentence) => sentence.match(PIECE) ?? [])
}

const ADDRESS = /(?:https?|ftp):\/\/\S+/g
const PIECE = new RegExp(`.{1,${LONGEST_SENTENCE}}`, 'gsu')

/** The words of one paragraph. */
function proseOf(text: string, lines: readonly MarkdownLine[], count?: Count): string {
  const own = lines.filter(({ kind, quoted }) => (kind === 'text' || kind === 'html') && !quoted)
  const words = own
    .map(({ from, words, until }) => (isLeftOut(text.slice(from, until)) ? '' : text.slice(words, until)))
    .join('\n')
  let prose = ''
  let at = 0
  for (const { from, until } of inlinePieces(words, count ? { count } : {})) {
    prose += `${words.slice(at, from)} `
    at = until
  }
  return (prose + words.slice(at)).replace(/[*_~]{1,3}/g, '')
}

/** The heading of a field is the template's; a box that is not ticked is somebody's no. */
function isLeftOut(line: string): boolean {
  return /^### /.test(line) || /^\s*[-*+] \[ ?\]/.test(line)
}
