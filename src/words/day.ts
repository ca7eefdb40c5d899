// A day as people read it, where the project lives.
import type { Settings } from '../domain/settings.ts'
import { zoneOf } from './zone.ts'

/** `15 October 2026`, in the zone of the first calendar of the settings, else in UTC. */
export function dayText(at: number, settings: Pick<Settings, 'calendars'>): string {
  const date = { day: 'numeric', month: 'long', year: 'numeric' } as const
  return new Intl.DateTimeFormat('en-GB', { ...date, timeZone: zoneOf(settings) }).format(at)
}
