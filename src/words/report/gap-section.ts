// The section of the metrics comment about questions without an article, with the head of the article to be written.
import { safeFence } from '../safe-fence.ts'
import { quietUrl, safeCode } from '../safe-text.ts'
import { plural } from '../tables.ts'

/** Questions that nothing could answer, grouped. */
export interface Gap {
  /** How one of them asks. */
  question: string
  /** All of them, oldest first. */
  tickets: ReadonlyArray<{ number: number; url: string }>
  /** Front matter of the missing article, with its `---` lines. */
  frontMatter: string
}

const MOST_GAPS = 5
const MOST_LINKS = 8
/** The comment has room for much more than figures, but not for everything. */
const MOST_FRONT_MATTER = 2_000

/** Null without gaps. Largest first. */
export function gapSection(gaps: readonly Gap[]): string | null {
  if (gaps.length === 0) return null
  const items = gaps.slice(0, MOST_GAPS).map(gapItem)
  return `### Questions without an article\n\n${items.join('\n').trimEnd()}`
}

function gapItem({ question, tickets, frontMatter }: Gap): string {
  const newest = tickets.slice(-MOST_LINKS).reverse()
  const links = newest.map(({ number, url }) => `[#${number}](${quietUrl(url)})`).join(', ')
  const more = tickets.length > newest.length ? ', …' : ''
  const line = `- ${plural(tickets.length, 'ticket')}: ${safeCode(question, 120)} (${links}${more})`
  if (frontMatter.length > MOST_FRONT_MATTER) return line
  const folded = [
    '<details>',
    '<summary>Begin the article</summary>',
    '',
    safeFence(frontMatter, 'markdown'),
    '',
    '</details>',
    '',
  ]
  return [line, '', indented(folded.join('\n'))].join('\n')
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${line}`))
    .join('\n')
}
