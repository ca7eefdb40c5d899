// The text of one comment out of all that is to be said at one moment.
import { markerText } from '../domain/marker.ts'
import type { WhatOf } from '../domain/want.ts'

/** GitHub takes 65,536 characters; longer comments are cut with a word about it. */
const MOST_CHARACTERS = 60_000

/** The parts by rank, each ended by its marker. A part that would not fit is cut; its marker never is. */
export function commentBody(parts: ReadonlyArray<WhatOf<'say'>>): string {
  return joined(parts, ({ marker }) => `\n\n${markerText(marker)}`)
}

/** The same without what nobody sees: to be shown elsewhere, where a marker would name what is not there. */
export function commentShown(parts: ReadonlyArray<WhatOf<'say'>>): string {
  return joined(parts, () => '')
}

function joined(parts: ReadonlyArray<WhatOf<'say'>>, ending: (part: WhatOf<'say'>) => string): string {
  const room = Math.floor(MOST_CHARACTERS / parts.length)
  const ranked = parts.toSorted((a, b) => a.rank - b.rank)
  const texts = ranked.map((part) => `${shorten(part.text, room - 300)}${ending(part)}`)
  return texts.reduce((body, text, i) => body + (isApart(ranked, i) ? '\n\n---\n\n' : '\n\n') + text)
}

function isApart(parts: ReadonlyArray<WhatOf<'say'>>, place: number): boolean {
  return parts.slice(place - 1, place + 1).some((part) => part.marker.kind === 'answer')
}

function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}\n\n… (cut: the text is too long for a comment)`
}
