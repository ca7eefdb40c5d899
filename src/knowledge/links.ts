// Finds the targets of links and images in Markdown and in its HTML, and those that lead nowhere.
import type { Problem } from '../domain/problem.ts'
import { proseOf } from './markdown.ts'

/** A target as it is written, `from` to `until` in the text. */
export interface LinkTarget {
  /** `source` is an image's list of sources: `a.png 1x, b.png 2x`. */
  kind: 'link' | 'image' | 'source'
  /** HTML needs other escapes than Markdown. */
  html: boolean
  from: number
  until: number
}

/** Longest target that is looked at. */
const LONGEST = 1_000

/** All targets outside of code and comments, in order. Footnotes are none. */
export function linkTargets(markdown: string): LinkTarget[] {
  const prose = proseOf(markdown)
  const found = [...inlineTargets(prose), ...definitions(prose), ...htmlTargets(prose)]
  found.sort((a, b) => a.from - b.from)
  return found.filter(({ from }, i) => i === 0 || from >= found[i - 1]!.until)
}

/**
 * Relative links and images whose target is none of the given files.
 * @param places files and folders, see `placesOf`
 * @param firstLine line of the file on which `markdown` begins
 */
export function deadLinks(
  file: { path: string; markdown: string; firstLine: number },
  places: Places,
): Problem[] {
  const problems: Problem[] = []
  let line = file.firstLine
  let counted = 0
  for (const { kind, from, until } of linkTargets(file.markdown)) {
    const target = file.markdown.slice(from, until)
    if (kind === 'source' || !leadsNowhere(file.path, target, places)) continue
    for (; counted < from; counted++) if (file.markdown[counted] === '\n') line++
    const message = `The link to "${target.slice(0, 200)}" leads nowhere: no such file beside this article.`
    problems.push({ file: file.path, line, level: 'failure', message })
  }
  return problems
}

export interface Places {
  /** The folder that all given files are in; what lies outside of it is not known. Ends in `/`, or is empty. */
  folder: string
  known: ReadonlySet<string>
}

/** Git keeps longer ones, but no system can have them. */
const LONGEST_PATH = 4_096

/** All files and the folders that they are in. */
export function placesOf(paths: readonly string[]): Places {
  const known = new Set<string>()
  const usual = paths.filter(({ length }) => length <= LONGEST_PATH)
  let folder = usual[0]?.replace(/[^/]*$/, '') ?? ''
  for (const path of usual) {
    known.add(path)
    while (!path.startsWith(folder)) folder = folder.replace(/[^/]*\/$/, '')
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      if (known.has(path.slice(0, end))) break
      known.add(path.slice(0, end))
    }
  }
  return { folder, known }
}

function leadsNowhere(from: string, target: string, { folder, known }: Places): boolean {
  // A scheme, a host, an anchor or a path from the repository's root is outside the folder.
  if (/^([a-z][a-z0-9+.-]*:|[/\\#?])/i.test(target)) return false
  const path = resolve(from, safeDecode(target.replace(/[#?].*$/s, '')))
  if (path === null || path === '' || !path.startsWith(folder)) return false
  return !known.has(path.replace(/\/$/, ''))
}

/** Null where the path leaves the folder that the files were given from: what lies there is not known. */
function resolve(from: string, target: string): string | null {
  const parts = from.split('/').slice(0, -1)
  for (const part of target.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return null
  }
  return parts.join('/')
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A lone `%` is no escape: then the text is meant as it stands.
    return text
  }
}

function inlineTargets(prose: string): LinkTarget[] {
  const found: LinkTarget[] = []
  let open: boolean[] = []
  const token = /\\[\s\S]|!?\[|\]|\n[ \t]*\n/g
  for (let match = token.exec(prose); match; match = token.exec(prose)) {
    const [sign] = match
    if (sign === '[' || sign === '![') open.push(sign === '![')
    else if (sign[0] === '\n') open = []
    else if (sign === ']' && open.length > 0) {
      const image = open.pop()!
      const after = token.lastIndex
      const target = prose[after] === '(' ? targetAt(prose, after + 1) : null
      if (!target || !closesAt(prose, target.next)) continue
      found.push({ kind: image ? 'image' : 'link', html: false, from: target.from, until: target.until })
    }
  }
  return found
}

function definitions(prose: string): LinkTarget[] {
  const found: LinkTarget[] = []
  for (const match of prose.matchAll(/^[ \t>]*\[(?!\^)(?:[^[\]\\\n]|\\.){1,999}\]:/gm)) {
    const target = targetAt(prose, match.index + match[0].length)
    if (target) found.push({ kind: 'link', html: false, from: target.from, until: target.until })
  }
  return found
}

/** A target in `<…>` or without blanks, with balanced parentheses. */
function targetAt(text: string, start: number): { from: number; until: number; next: number } | null {
  const from = start + /^[ \t]*\n?[ \t]*/.exec(text.slice(start, start + 100))![0].length
  const rest = text.slice(from, from + LONGEST)
  const pointed = /^<((?:[^<>\\\n]|\\.)*)>/.exec(rest)
  if (pointed) return range(from + 1, pointed[1]!.length, 1)
  let depth = 0
  let length = 0
  while (length < rest.length && rest.charCodeAt(length) > 32) {
    const sign = rest[length]!
    if (sign === '(' && ++depth > 32) return null
    if (sign === ')' && --depth < 0) break
    length += sign === '\\' ? 2 : 1
  }
  return length === 0 || depth > 0 || length >= LONGEST ? null : range(from, length, 0)
}

function range(from: number, length: number, closing: number) {
  return { from, until: from + length, next: from + length + closing }
}

/** Whether nothing but a title stands before the closing parenthesis. */
function closesAt(text: string, from: number): boolean {
  return /^\s*(?:\s(?:"[^"]*"|'[^']*'|\([^()]*\))\s*)?\)/.test(text.slice(from, from + LONGEST))
}

function htmlTargets(prose: string): LinkTarget[] {
  const found: LinkTarget[] = []
  for (const { 0: tag, 1: name, index } of prose.matchAll(
    /<(a|img|source|video|audio)(?=\s)[^<>]{0,4000}>/gi,
  )) {
    for (const match of tag.matchAll(
      /\s(src|srcset|href|poster)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi,
    )) {
      const value = match[2] ?? match[3] ?? match[4] ?? ''
      const quoted = match[4] === undefined ? 1 : 0
      const until = index + match.index + match[0].length - quoted
      const kind = /^srcset$/i.test(match[1]!) ? 'source' : /^a$/i.test(name!) ? 'link' : 'image'
      if (value.trim() !== '') found.push({ kind, html: true, from: until - value.length, until })
    }
  }
  return found
}
