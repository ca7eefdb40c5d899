// Private keys in a text: whole, encrypted, with headers, behind the prefixes of a log, or cut off.

const BEGIN = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g
const END = '-----END '
/** No key is longer, with whatever a log puts before each of its lines. */
const LONGEST = 40_000
/** A line that may belong to a key, whatever stands before it: base64 at its end, a header, or nothing. */
const MATERIAL =
  /[A-Za-z0-9+/=]{16,}["',\\rn\s]*$|^[^:]{0,80}\b(?:Proc-Type|DEK-Info|Version|Comment): |^\W*$/

/** `see` is told of each kind. Looks at every character a bounded number of times. */
export function redactPrivateKeys(text: string, see: (kind: string) => void): string {
  const parts: string[] = []
  let at = 0
  let nextEnd = 0
  for (const match of text.matchAll(BEGIN)) {
    if (match.index < at) continue
    const begins = match.index + match[0].length
    if (nextEnd !== -1 && nextEnd < begins) nextEnd = text.indexOf(END, begins)
    parts.push(text.slice(at, match.index), '[redacted]')
    at = nextEnd !== -1 && nextEnd - begins <= LONGEST ? afterEnd(text, nextEnd) : afterMaterial(text, begins)
    see('private key')
  }
  return parts.length === 0 ? text : [...parts, text.slice(at)].join('')
}

function afterEnd(text: string, end: number): number {
  const dashes = text.indexOf('-----', end + END.length)
  return dashes !== -1 && dashes - end < 80 ? dashes + 5 : end + END.length
}

/** Where a key that was cut off stops: at the first line that can be no part of it. */
function afterMaterial(text: string, begins: number): number {
  let at = begins
  while (at < text.length && at - begins < LONGEST) {
    const newline = text.indexOf('\n', at)
    const ends = newline === -1 ? text.length : newline
    if (!MATERIAL.test(text.slice(at, Math.min(ends, at + 2_000)))) break
    at = newline === -1 ? ends : ends + 1
  }
  return at
}
