// Durations and instants as people read them.
import { DateTime } from 'luxon'

const UNITS = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
] as const

/** `3 h 20 min`, `2 d 4 h`, `45 s`: the two largest units, rounded to the smaller one. */
export function humanDuration(seconds: number): string {
  const largest = UNITS.findIndex(([, size]) => seconds >= size)
  if (largest === -1) return '0 s'
  const finest = UNITS[Math.min(largest + 1, UNITS.length - 1)]!
  let left = Math.round(seconds / finest[1]) * finest[1]
  const parts: string[] = []
  for (const [unit, size] of UNITS) {
    const amount = Math.floor(left / size)
    left -= amount * size
    if (amount > 0) parts.push(`${amount} ${unit}`)
  }
  return parts.join(' ')
}

/** `2 d` of 2 d 4 h: the largest unit alone, never more than it was. */
export function wholeDuration(seconds: number): string {
  const [unit, size] = UNITS.find(([, least]) => seconds >= least) ?? ['s', 1]
  return `${Math.floor(seconds / size)} ${unit}`
}

/** `Mon 23 Nov 2026, 10:00 Europe/Berlin`. */
export function humanInstant(at: number, zone: string): string {
  return `${format(at, zone, 'ccc d LLL yyyy, HH:mm')} ${zone}`
}

/** `Mon 23 Nov 10:00`, where the zone is told beside it. */
export function shortInstant(at: number, zone: string): string {
  return format(at, zone, 'ccc d LLL HH:mm')
}

/** `23 Nov`. */
export function humanDay(at: number, zone: string): string {
  return format(at, zone, 'd LLL')
}

/** Spaces at which a line is not broken: a narrow table keeps the text together. */
export function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00a0')
}

function format(at: number, zone: string, tokens: string): string {
  // Not every locale shortens September to three letters.
  return DateTime.fromMillis(at, { zone, locale: 'en-US' }).toFormat(tokens)
}
