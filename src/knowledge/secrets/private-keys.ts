// Private keys in a text: whole, encrypted, with headers, behind the prefixes of a log, or cut off at either end.

const BEGIN = /-{4,5} ?BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)? ?-{4,5}|\bPrivate-Lines: ?\d{1,4}/g
const END = /-{4,5} ?END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)? ?-{4,5}|\bPrivate-MAC: ?[0-9a-f]{0,128}/g
/** No key is longer, with whatever a log puts before each of its lines. */
const LONGEST = 40_000
const LONGEST_LINE = 2_000
/** A line that may belong to a key, whatever a log put around it: base64, a header, or nothing. */
const MATERIAL =
  /[A-Za-z0-9+/=]{16,}["',\\rn\s]*$|(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{60,76}={0,2}(?![A-Za-z0-9+/=])|^[^:]{0,80}\b(?:Proc-Type|DEK-Info|Version|Comment|Encryption|Subject): |^\W*$/
/** The lines of a key whose beginning is lost are told from others by their length alone. */
const FULL_LINE = /(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{48,80}(?![A-Za-z0-9+/])/

/** `see` is told of each kind and key. Looks at every character a bounded number of times. */
export function redactPrivateKeys(text: string, see: (kind: string, secret: string) => void): string {
  const parts: string[] = []
  const ends = [...text.matchAll(END)].map(({ 0: found, index }) => ({
    from: index,
    until: index + found.length,
  }))
  let at = 0
  let next = 0
  const cut = (from: number, until: number) => {
    parts.push(text.slice(at, from), '[redacted]')
    at = until
    see('private key', text.slice(from, until))
  }
  /** Ends that no beginning stands before. */
  const closeUntil = (place: number) => {
    for (; next < ends.length && ends[next]!.from < place; next++) {
      const { from, until } = ends[next]!
      if (from >= at) cut(beforeMaterial(text, from, at), until)
    }
  }
  for (const { 0: found, index } of text.matchAll(BEGIN)) {
    if (index < at) continue
    closeUntil(index)
    const begins = index + found.length
    const end = ends[next]
    cut(index, end && end.from - begins <= LONGEST ? end.until : afterMaterial(text, begins))
  }
  closeUntil(text.length)
  return parts.length === 0 ? text : [...parts, text.slice(at)].join('')
}

/** Where a key that was cut off stops: at the first line that can be no part of it. */
function afterMaterial(text: string, begins: number): number {
  let at = begins
  while (at < text.length && at - begins < LONGEST) {
    const ends = endOfLine(text, at)
    const isPart = MATERIAL.test(text.slice(at, Math.min(ends, at + LONGEST_LINE)))
    // What a log put behind the beginning says nothing, if a line of the key comes next.
    if (!isPart && !(at === begins && FULL_LINE.test(text.slice(ends + 1, endOfLine(text, ends + 1))))) break
    at = Math.min(ends + 1, text.length)
  }
  return at
}

function endOfLine(text: string, from: number): number {
  const newline = text.indexOf('\n', from)
  return newline === -1 ? text.length : newline
}

/** Where a key begins of which only the end is there; never before `least`. */
function beforeMaterial(text: string, ends: number, least: number): number {
  let from = Math.max(least, text.lastIndexOf('\n', ends - 1) + 1)
  let isKey = false
  for (let lines = 0; from > least && ends - from < LONGEST; lines++) {
    const start = Math.max(least, text.lastIndexOf('\n', from - 2) + 1)
    const isFull = FULL_LINE.test(text.slice(start, Math.min(from - 1, start + LONGEST_LINE)))
    // The line before the end is shorter than the others.
    if (!isFull && lines > 0) break
    isKey ||= isFull
    from = start
  }
  return isKey ? from : ends
}
