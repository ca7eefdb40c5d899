// The addresses that a comment links to in its writer's own words: outside of quotes, code, comments and pictures.
import { markdownLines } from '../domain/markdown/lines.ts'
import { linkTargets } from './links.ts'
import { proseOf } from './markdown.ts'

/** GitHub takes no longer comment. */
const LONGEST = 65_536

/** Addresses in no particular order, each once; relative ones only where they are linked. Linear in the text. */
export function writtenLinks(markdown: string): string[] {
  const own = ownWords(markdown.slice(0, LONGEST))
  const found: string[] = []
  let bare = ''
  let at = 0
  for (const { kind, html, from, until } of linkTargets(own)) {
    const target = own.slice(from, until)
    if (kind === 'link') found.push(plain(html ? target : target.replace(ESCAPED, '$1')))
    bare += `${own.slice(at, from)} `
    at = until
  }
  for (const [address] of (bare + own.slice(at)).matchAll(ADDRESS)) found.push(plain(trimmed(address)))
  return [...new Set(found)].filter((address) => /^(?:https?:\/\/|\.{0,2}\/)/i.test(address))
}

const ESCAPED = /\\([!-/:-@[-`{-~])/g
const ADDRESS = /https?:\/\/[^\s<>"`]+/gi

function plain(address: string): string {
  return address.trim().replaceAll('&amp;', '&')
}

/** As GitHub links an address that stands in a sentence: without its full stop, and without the bracket around it. */
function trimmed(address: string): string {
  const opened = address.split('(').length
  let closed = address.split(')').length
  let end = address.length
  for (; end > 0; end--) {
    const sign = address[end - 1]!
    if (sign === ')' && closed > opened) closed--
    else if (!TRAILING.has(sign)) break
  }
  return address.slice(0, end)
}

const TRAILING = new Set(".,:;!?'*_~|]")

/** Of the same length, with blanks in the place of what is quoted, code or hidden. */
function ownWords(markdown: string): string {
  const prose = proseOf(markdown)
  let own = ''
  let at = 0
  for (const { from, until, quoted, kind } of markdownLines(markdown).lines) {
    own += prose.slice(at, from)
    const isOwn = !quoted && kind !== 'code' && kind !== 'raw'
    own += isOwn ? prose.slice(from, until) : ' '.repeat(until - from)
    at = until
  }
  return withoutTags(own + prose.slice(at))
}

/** HTML that makes what it holds a quotation or code; one left open holds all the rest. */
function withoutTags(text: string): string {
  let left = text
  for (const tag of ['blockquote', 'pre', 'code', 'q']) {
    const lower = left.toLowerCase()
    let kept = ''
    let at = 0
    for (const { index } of lower.matchAll(new RegExp(`<${tag}(?=[\\s>])`, 'g'))) {
      if (index < at) continue
      const end = lower.indexOf(`</${tag}`, index)
      const until = end < 0 ? left.length : end
      kept += left.slice(at, index) + ' '.repeat(until - index)
      at = until
    }
    left = kept + left.slice(at)
  }
  return left
}
