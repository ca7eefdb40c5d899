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

/** A month `2026-11` in the zone, its end exclusive; null for others. */
export function readMonth(word: string, zone: string): { fromAt: number; toAt: number } | null {
  const read = /^\d{4}-\d{2}$/.test(word) ? DateTime.fromISO(`${word}-01`, { zone }) : null
  if (!read?.isValid) return null
  return { fromAt: read.toMillis(), toAt: read.plus({ months: 1 }).toMillis() }
}
