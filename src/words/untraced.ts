// Markdown that is copied elsewhere: what it refers to is not told of the copy, and its pictures are links.
import { markdownLines } from '../domain/markdown/lines.ts'
import { safeUrl } from './safe-text.ts'

const ZERO_WIDTH = '\u200b'

/**
 * Outside of code, links to GitHub lead there by an address that leaves no trace in what they name, `#12` and `GH-12` are
 * no links, and pictures become links to them. Linear.
 */
export function untraced(markdown: string): string {
  const { lines } = markdownLines(markdown)
  const made: string[] = []
  let end = 0
  for (const { kind, from, until } of lines) {
    if (kind !== 'text' && kind !== 'html') continue
    made.push(markdown.slice(end, from), lineUntraced(markdown.slice(from, until)))
    end = until
  }
  return made.join('') + markdown.slice(end)
}

/** Code within a line is left as it is. */
function lineUntraced(line: string): string {
  return line
    .split(/(`+[^`]*`+)/)
    .map((piece, i) => (i % 2 === 1 ? piece : wordsUntraced(piece)))
    .join('')
}

const PICTURE = /<img\s[^<>]{0,1000}>/gi
const SOURCE = /\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i
/** An address, or what GitHub takes for a number: an entity such as `&#64;` is none. */
const REFERENCE = /https?:\/\/[^\s<>()[\]]*|(?<!&)#(?=\d)|\bGH-(?=\d)/gi
const ON_GITHUB = /^https?:\/\/(?:www\.)?github\.com\//i

function wordsUntraced(text: string): string {
  return text
    .replace(PICTURE, (tag) => {
      const [, double, single, bare] = SOURCE.exec(tag) ?? []
      const source = double ?? single ?? bare
      return source === undefined ? '' : `[picture](${safeUrl(source)})`
    })
    .replace(/!\[/g, '[')
    .replace(REFERENCE, (found) =>
      found.includes('://') ? found.replace(ON_GITHUB, 'https://redirect.github.com/') : found + ZERO_WIDTH,
    )
}
