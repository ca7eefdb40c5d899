// The hidden marker that ends each part of what Firstline says, by which the part is found again.

const MARKER_KINDS = [
  'answer',
  'acknowledgement',
  'request-information',
  'similar',
  'secret-warning',
  'offer',
  'label-rule',
  'reminder',
  'reply',
  'escalation',
  'rating',
  'private',
  'metrics',
  'queue',
  'report',
  'onboarding',
  'desk',
] as const

export type MarkerKind = (typeof MARKER_KINDS)[number]

export interface Marker {
  kind: MarkerKind
  key: string
}

/** `<!-- firstline:KIND key -->`. Keys hold no `--` and no `>`, so that a marker cannot be broken out of. */
export function markerText(marker: Marker): string {
  return `<!-- firstline:${marker.kind} ${safeKey(marker.key)} -->`
}

/** All markers of a comment, in order. Only Firstline's own comments may be asked. */
export function findMarkers(body: string): Marker[] {
  const kinds = MARKER_KINDS.join('|')
  const found = body.matchAll(new RegExp(`<!-- firstline:(${kinds}) ((?:[^<>]|<(?!!--))*?) ?-->`, 'g'))
  return [...found].map((match) => ({ kind: match[1] as MarkerKind, key: match[2] ?? '' }))
}

/** The text of one part of a comment; null where the comment has no such part. */
export function partText(body: string, marker: Marker): string | null {
  const place = partPlace(body, marker)
  return place ? body.slice(place.from, place.until).trim() : null
}

/** The comment with another text in one of its parts. */
export function withPartText(body: string, marker: Marker, text: string): string {
  const place = partPlace(body, marker)
  if (!place) return body
  const before = body.slice(0, place.from)
  return `${before}${before === '' ? '' : '\n\n'}${text}\n\n${body.slice(place.until)}`
}

/** The comment without one of its parts, and without the line that set it apart; empty where nothing else is in it. */
export function withoutPart(body: string, marker: Marker): string {
  const place = partPlace(body, marker)
  if (!place) return body
  const rest = body.slice(place.until + markerText(marker).length).replace(/^\s*(?:---\n\s*)?/, '')
  const before = body.slice(0, place.from).trimEnd()
  return [before, rest].filter((text) => text.trim() !== '').join('\n\n')
}

/** From the end of the marker before to its own. */
function partPlace(body: string, marker: Marker): { from: number; until: number } | null {
  const until = body.indexOf(markerText(marker))
  if (until < 0) return null
  const before = findMarkers(body.slice(0, until)).at(-1)
  if (!before) return { from: 0, until }
  const text = markerText(before)
  return { from: body.lastIndexOf(text, until) + text.length, until }
}

/** What a body says of ours, by the names of its parts and by their kinds alone. Only Firstline's own may be asked. */
export function marksIn(body: string): string[] {
  return findMarkers(body).flatMap((marker) => [partName(marker), marker.kind])
}

/** How a part is named among effects and in `done`: kind and key. */
export function partName(marker: Marker): string {
  return `${marker.kind} ${safeKey(marker.key)}`
}

/** Whether a marker tells this key from every other. */
export function isShownWhole(key: string): boolean {
  return safeKey(key) === key
}

/** Whether somebody meant this key who wrote it as a marker or a command has it: wide letters as narrow ones. */
export function isWritten(key: string, written: string): boolean {
  return safeKey(key.normalize('NFKC')) === safeKey(written.normalize('NFKC'))
}

/** A key as it stands in a marker. */
export function safeKey(key: string): string {
  return key
    .replace(/[^\p{L}\p{N}._:/# -]/gu, '_')
    .replace(/--+/g, '-')
    .slice(0, 200)
}
