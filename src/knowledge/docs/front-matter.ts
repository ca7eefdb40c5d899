// Takes the front matter off a page: only what tells of the page itself is read, and no mistake in it matters.

export interface FrontAndBody {
  /** By key in lower case; a list or a map is left out. */
  front: ReadonlyMap<string, string>
  body: string
}

/** More is no front matter. */
const LONGEST = 65_536
const ENTRY = /^([a-z][\w.-]{0,40})[ \t]*[:=][ \t]*(.{0,500})$/i

/** YAML between `---`, or TOML between `+++`; else all of the text is the body. */
export function frontAndBody(text: string): FrontAndBody {
  const mark = /^(---|\+\+\+)[ \t]*\n/.exec(text)
  if (!mark) return { front: new Map(), body: text }
  const closing = mark[1] === '---' ? /^(?:---|\.\.\.)[ \t]*$/m : /^\+\+\+[ \t]*$/m
  const written = text.slice(mark[0].length, LONGEST)
  const closed = closing.exec(written)
  if (!closed) return { front: new Map(), body: text }
  const body = text.slice(mark[0].length + closed.index + closed[0].length).replace(/^\n/, '')
  return { front: entriesOf(written.slice(0, closed.index)), body }
}

function entriesOf(written: string): Map<string, string> {
  const entries = new Map<string, string>()
  let folded: string | null = null
  for (const line of written.split('\n')) {
    if (folded !== null && /^[ \t]+\S/.test(line)) {
      entries.set(folded, `${entries.get(folded) ?? ''} ${line.trim()}`.trim())
      continue
    }
    const [, key, value = ''] = ENTRY.exec(line) ?? []
    folded = key && /^[>|][+-]?$/.test(value.trim()) ? key.toLowerCase() : null
    if (key) entries.set(key.toLowerCase(), folded ? '' : unquoted(value))
  }
  return entries
}

function unquoted(value: string): string {
  const text = value.trim()
  const [, double, single] = /^(?:"([^"]*)"|'([^']*)')/.exec(text) ?? []
  return double ?? single ?? text.replace(/[ \t]+#.*$/, '')
}
