// Makes text that other people wrote safe to post: it cannot mention anybody, leave its place or forge a marker.

import type { Nodes, Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'

const ZERO_WIDTH = '\u200b'

/**
 * Text of one line, shown as it was typed: no Markdown, HTML, mention, reference to another ticket, or link.
 * Fits into a table cell, a list item, a heading or a link text. Longer texts are cut at `maxLength` characters.
 */
export function safeInline(text: string, maxLength = 200): string {
  const line = [...oneLine(text)]
  const cut = line.length > maxLength ? `${line.slice(0, maxLength - 1).join('')}…` : line.join('')
  return (
    cut
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/\$/g, '&#36;')
      .replace(/[\\`*_[\]|~{}]/g, '\\$&')
      // At the start of a line these would make a list; after `#`, `@` and `://` GitHub makes links.
      .replace(/^([-+])/, '\\$1')
      .replace(/^(\d{1,9})([.)])/, '$1\\$2')
      .replace(/[@#]|:\/\/|\bGH-|\bwww\./gi, `$&${ZERO_WIDTH}`)
  )
}

/** Text inside backticks, for names: one line, cut, with a fence longer than any run of backticks in it. */
export function safeCode(text: string, maxLength = 200): string {
  const line = [...oneLine(text)].slice(0, maxLength).join('').replaceAll('<!--', `<!${ZERO_WIDTH}--`)
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const pad = line === '' || line.startsWith('`') || line.endsWith('`') ? ' ' : ''
  return `${fence}${pad}${line}${pad}${fence}`
}

/**
 * Markdown that stays Markdown: code is left as it is, so that it can be copied; outside of it mentions are made
 * harmless, comments and HTML but for plain formatting are shown as text, and what was left open is closed.
 */
export function safeBlock(markdown: string): string {
  let text = markdown.replace(/\r\n?/g, '\n').replace(CONTROL, '').replace(FORGED, `$1${ZERO_WIDTH}$2`)
  // HTML that has become text can turn what stood after it from code into text: look again until nothing changes.
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const safe = closed(outsideOfCode(text))
    if (safe === text) return text
    text = safe
  }
  return closed(safeHtml(text))
}

const MAX_PASSES = 8

function outsideOfCode(text: string): string {
  const pieces: string[] = []
  let end = 0
  for (const { from, until, kind } of islands(fromMarkdown(text))) {
    const source = text.slice(from, until)
    pieces.push(withoutMentions(text.slice(end, from)), kind === 'code' ? source : safeHtml(source))
    end = until
  }
  return pieces.join('') + withoutMentions(text.slice(end))
}

/** An address to stand inside `(…)` of a link: nothing in it can end the link. */
export function safeUrl(url: string): string {
  return url.replace(/[\s()<>\\|`]/gu, (character) => {
    return [...new TextEncoder().encode(character)]
      .map((byte) => `%${byte.toString(16).padStart(2, '0')}`)
      .join('')
  })
}

/** The same page of GitHub, by an address that leaves no "mentioned this" in the other ticket's timeline. */
export function quietUrl(url: string): string {
  return safeUrl(url.replace(/^https:\/\/github\.com\//, 'https://redirect.github.com/'))
}

// Markers are looked for in the raw text of a comment, also in code: there only what forges one is changed.
const FORGED = /(<!)(--\s*firstline:)/gi

// Controls but tab and newline, and the marks that reorder text so that it reads as something else.
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is what this is for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g

function oneLine(text: string): string {
  return text
    .replace(/[\s\u2028\u2029]+/g, ' ')
    .replace(CONTROL, '')
    .trim()
}

interface Island {
  from: number
  until: number
  kind: 'code' | 'html'
}

/** Where code and raw HTML stand in the source, in order. */
function islands(root: Root): Island[] {
  const found: Island[] = []
  const visit = (node: Nodes): void => {
    if (node.type === 'code' || node.type === 'inlineCode' || node.type === 'html') {
      const kind = node.type === 'html' ? 'html' : 'code'
      found.push({ from: node.position!.start.offset!, until: node.position!.end.offset!, kind })
    } else if ('children' in node) {
      for (const child of node.children) visit(child)
    }
  }
  visit(root)
  return found
}

// A plain web address may hold an `@`: there it mentions nobody, and a change would break the link.
const ADDRESS = /https?:\/\/[A-Za-z0-9.-]+(?:[/?#][\w\-./~%?=&+:@#]*)?/g
// GitHub looks for mentions in the rendered text, where an entity has become its character.
const MENTION = /(?<![A-Za-z0-9])(?:@|&#0*64;|&#x0*40;|&commat;)(?!\u200b)/gi

function withoutMentions(text: string): string {
  let safe = ''
  let end = 0
  for (const match of text.matchAll(ADDRESS)) {
    safe += noMention(text.slice(end, match.index)) + match[0]
    end = match.index + match[0].length
  }
  return safe + noMention(text.slice(end))
}

function noMention(text: string): string {
  return text.replace(MENTION, `$&${ZERO_WIDTH}`).replaceAll('<!--', '&lt;!--')
}

const PLAIN_TAGS = new Set(
  'a b blockquote br code dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i img ins kbd li ol p picture s samp small source span strong sub summary sup table tbody td th thead tr tt ul var'.split(
    ' ',
  ),
)

/** HTML of plain formatting stays; comments, declarations and every other tag are shown as text. */
function safeHtml(html: string): string {
  return html
    .replace(/<(?!\/?[a-z])/gi, '&lt;')
    .replace(/<(\/?)([a-z][a-z0-9-]*)/gi, (tag, slash: string, name: string) =>
      PLAIN_TAGS.has(name.toLowerCase()) ? tag : `&lt;${slash}${name}`,
    )
    .replace(MENTION, `$&${ZERO_WIDTH}`)
}

/** Closes a fence and folded sections that would swallow what comes after the text. */
function closed(markdown: string): string {
  const text = markdown + openFence(markdown)
  const opened = text.match(/<details\b/gi)?.length ?? 0
  const ended = text.match(/<\/details\b/gi)?.length ?? 0
  return opened > ended ? `${text}\n${'\n</details>'.repeat(opened - ended)}` : text
}

/** The line that ends the last fence, where the text ends inside of it. */
function openFence(markdown: string): string {
  const probe = 'firstline-probe'
  const root = fromMarkdown(`${markdown}\n\n${probe}\n`)
  const last = root.children.at(-1)
  if (last?.type === 'paragraph') return ''
  const fence = /^ {0,3}(`{3,}|~{3,})/m.exec(markdown.slice(last?.position?.start.offset ?? 0))?.[1]
  return fence ? `\n${fence}` : ''
}
