// The time zone in which people are told days and times, and in which their dates are read.
import { DateTime } from 'luxon'
import type { Settings } from '../domain/settings.ts'

/** The zone of the first calendar in the settings, else UTC. */
export function zoneOf({ calendars }: Pick<Settings, 'calendars'>): string {
  return Object.values(calendars)[0]?.timeZone ?? 'UTC'
}

/** A day (its beginning in the zone) or an instant in ISO 8601 (in the zone where it names none); null for others. */
export function readInstant(word: string, zone: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}(T.*)?$/.test(word)) return null
  const read = DateTime.fromISO(word, { zone })
  return read.isValid ? read.toMillis() : null
}

/** A month `2026-11` in the zone; null for others. */
export function readMonth(word: string, zone: string): Month | null {
  const read = /^(?:19|[2-9]\d)\d{2}-\d{2}$/.test(word) ? DateTime.fromISO(`${word}-01`, { zone }) : null
  return read?.isValid ? monthAt(read.toMillis(), zone) : null
}

export interface Month {
  /** `2026-11`. */
  name: string
  /** ms, the end exclusive. */
  fromAt: number
  toAt: number
}

/** The month in the zone that holds the moment, or one that many months before it. */
export function monthAt(at: number, zone: string, before = 0): Month {
  const start = DateTime.fromMillis(at, { zone }).startOf('month').minus({ months: before })
  return {
    name: start.toFormat('yyyy-MM'),
    fromAt: start.toMillis(),
    toAt: start.plus({ months: 1 }).toMillis(),
  }
}

/** How many months long a time is in the zone: `1` from one first to the next. */
export function monthsBetween({ fromAt, toAt }: Pick<Month, 'fromAt' | 'toAt'>, zone: string): number {
  const [from, to] = [fromAt, toAt].map((at) => DateTime.fromMillis(at, { zone })) as [DateTime, DateTime]
  return Number(to.diff(from, 'months').months.toFixed(4))
}

/** `November 2026`. */
export function monthText({ name }: Pick<Month, 'name'>): string {
  return DateTime.fromISO(`${name}-01`, { zone: 'utc', locale: 'en-US' }).toFormat('LLLL yyyy')
}

/** The first moment of the day in which a moment is, ms. */
export function startOfDay(at: number, zone: string): number {
  return DateTime.fromMillis(at, { zone }).startOf('day').toMillis()
}
