// Matches paths with globs of `*`, `?`, `[ab]`, `{a,b}` and `**`, in time that grows with both, whatever stands in them.

type Fits = (item: string) => boolean
/** One item after another; `any` stands for as many as there are. */
type Pattern = ReadonlyArray<Fits | 'any'>

/** What `{a,b}` is written out to; more is left out. */
const MOST_ALTERNATIVES = 1_000

/** Names that begin with a dot are found only where the glob writes the dot. */
export function globMatcher(glob: string): (path: string) => boolean {
  const patterns: Array<{ start: string; end: string; names: Pattern }> = []
  for (const one of alternatives(glob)) {
    const names = one.split('/').map((name) => (name === '**' ? 'any' : nameMatcher(name)))
    patterns.push({ start: /^[^*?[\\]*/.exec(one)![0], end: /[^*?\]\\/]*$/.exec(one)![0], names })
    if (patterns.length >= MOST_ALTERNATIVES) break
  }
  return (path) =>
    patterns.some(({ start, end, names }) => {
      // Most paths are told by the letters before and after all signs.
      if (!path.startsWith(start) || !path.endsWith(end)) return false
      return fitsAll(names, path.split('/'), (name) => !name.startsWith('.'))
    })
}

/** All items are gone through once for each part of the pattern. */
function fitsAll(pattern: Pattern, items: readonly string[], mayBeAny: Fits): boolean {
  /** After how many items the pattern so far may be over. */
  let ends = [true, ...items.map(() => false)]
  for (const part of pattern) {
    const next = ends.map(() => false)
    next[0] = part === 'any' && ends[0]!
    for (const [at, item] of items.entries()) {
      next[at + 1] = part === 'any' ? ends[at + 1]! || (next[at]! && mayBeAny(item)) : ends[at]! && part(item)
    }
    ends = next
  }
  return ends.at(-1)!
}

function nameMatcher(glob: string): Fits {
  const pattern: Array<Fits | 'any'> = []
  const letters = [...glob]
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at]!
    const end = letter === '[' ? letters.indexOf(']', at + 2) : -1
    if (letter === '*') {
      if (pattern.at(-1) !== 'any') pattern.push('any')
    } else if (letter === '?') pattern.push(() => true)
    else if (end > 0) {
      pattern.push(classOf(letters.slice(at + 1, end)))
      at = end
    } else {
      const literal = letter === '\\' && at + 1 < letters.length ? letters[++at]! : letter
      pattern.push((item) => item === literal)
    }
  }
  const writesDot = /^\\?\./.test(glob)
  return (name) => (writesDot || !name.startsWith('.')) && fitsAll(pattern, [...name], () => true)
}

/** `[abc]`, `[a-z]`, `[!a]`. */
function classOf(letters: readonly string[]): Fits {
  const isNot = letters[0] === '!' || letters[0] === '^'
  const ranges: Array<[string, string]> = []
  for (let at = isNot ? 1 : 0; at < letters.length; at++) {
    const isRange = letters[at + 1] === '-' && at + 2 < letters.length
    ranges.push([letters[at]!, letters[isRange ? at + 2 : at]!])
    if (isRange) at += 2
  }
  return (item) => ranges.some(([from, until]) => item >= from && item <= until) !== isNot
}

/** Braces without a comma are letters. */
function* alternatives(glob: string): Generator<string> {
  const from = glob.indexOf('{')
  const parts = from < 0 ? null : partsIn(glob, from)
  if (!parts) {
    const next = from < 0 ? -1 : glob.indexOf('{', from + 1)
    if (next < 0) yield glob
    else for (const rest of alternatives(glob.slice(next))) yield glob.slice(0, next) + rest
    return
  }
  for (const part of parts.of)
    for (const rest of alternatives(part + glob.slice(parts.end))) yield glob.slice(0, from) + rest
}

/** What stands between the commas of the braces that open at `from`; null: there are none, or they stay open. */
function partsIn(glob: string, from: number): { of: string[]; end: number } | null {
  const of: string[] = []
  let depth = 0
  let start = from + 1
  for (let at = from; at < glob.length; at++) {
    const letter = glob[at]
    if (letter === '{') depth++
    if (letter === '}') depth--
    if ((letter === ',' && depth === 1) || depth === 0) {
      of.push(glob.slice(start, at))
      start = at + 1
    }
    if (depth === 0) return of.length > 1 ? { of, end: at + 1 } : null
  }
  return null
}
