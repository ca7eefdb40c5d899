// The fields of an issue form, as GitHub writes them into a ticket's text: `### Label`, a blank line, the value.
import { markdownLines } from '../../domain/markdown/lines.ts'

/** What GitHub writes where nothing was filled in. */
const NO_RESPONSE = '_No response_'

/**
 * The values by the label of their field, as Markdown (fences of logs included); empty where nothing was filled in. Of
 * two fields with one label the first counts. Text without such headings has none. Linear in the text.
 */
export function formFields(body: string, count?: (characters: number) => void): Record<string, string> {
  const fields = new Map<string, string>()
  const { lines } = markdownLines(body, count ? { count } : {})
  const headings = lines.filter(({ kind, from, until }) => kind === 'text' && isHeading(body, from, until))
  for (const [i, { from, until }] of headings.entries()) {
    const label = body.slice(from, until).slice(MARK.length).trim()
    const value = body.slice(until, headings[i + 1]?.from ?? body.length).trim()
    if (!fields.has(label)) fields.set(label, value === NO_RESPONSE ? '' : value)
  }
  return Object.fromEntries(fields)
}

const MARK = '### '

function isHeading(body: string, from: number, until: number): boolean {
  return body.startsWith(MARK, from) && body.slice(from + MARK.length, until).trim() !== ''
}
