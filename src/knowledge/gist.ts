// What a text is about, in one line: its first sentence without Markdown's marks.
import { plainHeading } from './docs/inline-text.ts'

const LOOKED_AT = 4_000
const LONGEST = 120
/** A shorter beginning says nothing. */
const SHORTEST = 12

const FENCE = /^\s*(?:`{3,}|~{3,})/
/** Titles, tables, rules, HTML, comments of generators, and text that stands as code. */
const NO_PROSE =
  /^(?:#{1,6}\s|\s*\||\s*[-*_=]{3,}\s*$|\s*<|\s*!\[|\s*:::|\s*!!!|\s*\[[^\]]{1,200}\]:| {4}|\t)/

/** At most 120 characters, cut at a word; empty where the text does not begin with words. Looks at its beginning only. */
export function gistOf(markdown: string): string {
  for (const paragraph of paragraphsOf(markdown.slice(0, LOOKED_AT))) {
    const { text } = plainHeading(paragraph)
    const [sentence] = /^(?:.{12,}?[.!?](?=\s|$)|.{4,}?[。！？])/u.exec(text) ?? [text]
    if ([...sentence].length >= SHORTEST || /\p{Script=Han}{4,}/u.test(sentence)) return cut(sentence)
  }
  return ''
}

function* paragraphsOf(markdown: string): Generator<string> {
  let lines: string[] = []
  let isCode = false
  for (const line of markdown.replace(/<!--[\s\S]*?(?:-->|$)/g, '').split('\n')) {
    const isFence = FENCE.test(line)
    if (isFence || isCode || line.trim() === '' || NO_PROSE.test(line)) {
      if (lines.length > 0) yield lines.join(' ')
      lines = []
      if (isFence) isCode = !isCode
      continue
    }
    lines.push(line.replace(/^\s*(?:>\s?|[-*+]\s|\d{1,9}[.)]\s)*/, ''))
  }
  if (lines.length > 0) yield lines.join(' ')
}

function cut(sentence: string): string {
  // What announces something is not followed by it here.
  const signs = [...sentence.trim().replace(/[:：]$/, '…')]
  if (signs.length <= LONGEST) return signs.join('')
  const kept = signs.slice(0, LONGEST - 1).join('')
  return `${kept.replace(/\s+\S*$/u, (last) => (last.length > 30 ? last : ''))}…`
}
