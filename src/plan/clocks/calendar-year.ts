// One local year of a calendar as a table of open windows in UTC, built once and kept.

import { IANAZone } from 'luxon'
import type { CalendarSettings, Weekday } from '../../domain/settings.ts'
import { publicHolidays } from './public-holidays.ts'

/** The open windows of one local year, in order: when each starts and ends, and the open time before it. */
export interface CalendarYear {
  startsAt: number[]
  endsAt: number[]
  openBeforeMs: number[]
  /** Open time of the whole year. */
  openMs: number
}

const DAY_MS = 86_400_000
const WEEKDAYS: readonly Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

// Building a year asks the zone for some 400 offsets; tables depend on nothing but the calendar, so they are kept.
const tables = new WeakMap<CalendarSettings, Map<number, CalendarYear>>()

/** The table of the windows whose local dates fall in `year`. Throws on an unknown time zone. */
export function calendarYear(calendar: CalendarSettings, year: number): CalendarYear {
  let years = tables.get(calendar)
  if (!years) {
    years = new Map()
    tables.set(calendar, years)
  }
  let table = years.get(year)
  if (!table) {
    table = buildYear(calendar, year)
    years.set(year, table)
  }
  return table
}

/** Open time of a week without holidays, and on how many weekdays it falls. */
export function weeklyOpenMs(calendar: CalendarSettings): { openMs: number; openDays: number } {
  let openMs = 0
  let openDays = 0
  for (const weekday of WEEKDAYS) {
    const dayMs = windowsOf(calendar, weekday).reduce((sum, [from, until]) => sum + until - from, 0)
    openMs += dayMs
    if (dayMs > 0) openDays += 1
  }
  return { openMs, openDays }
}

/**
 * A moment is open when the local clock shows a time inside a window: so a window that a spring change cuts
 * shrinks, and one whose hours an autumn change repeats grows.
 */
function buildYear(calendar: CalendarSettings, year: number): CalendarYear {
  const table: CalendarYear = { startsAt: [], endsAt: [], openBeforeMs: [], openMs: 0 }
  const holidays = holidaysOf(calendar, year)
  const windows = WEEKDAYS.map((weekday) => windowsOf(calendar, weekday))
  const lastDay = Date.UTC(year, 11, 31)
  for (const span of offsetSpans(calendar.timeZone, Date.UTC(year, 0, 1) - DAY_MS, lastDay + 2 * DAY_MS)) {
    const localFrom = span.fromAt + span.offsetMs
    const localUntil = span.untilAt + span.offsetMs
    const firstDay = Math.max(Date.UTC(year, 0, 1), Math.floor(localFrom / DAY_MS) * DAY_MS)
    for (let day = firstDay; day <= lastDay && day < localUntil; day += DAY_MS) {
      if (holidays.has(isoDate(day))) continue
      for (const [from, until] of windows[new Date(day).getUTCDay()]!) {
        const opens = Math.max(day + from, localFrom) - span.offsetMs
        const closes = Math.min(day + until, localUntil) - span.offsetMs
        if (opens < closes) addWindow(table, opens, closes)
      }
    }
  }
  return table
}

function addWindow(table: CalendarYear, opensAt: number, closesAt: number): void {
  table.startsAt.push(opensAt)
  table.endsAt.push(closesAt)
  table.openBeforeMs.push(table.openMs)
  table.openMs += closesAt - opensAt
}

interface OffsetSpan {
  fromAt: number
  untilAt: number
  offsetMs: number
}

/** The spans of constant offset from UTC between two instants, found by looking once a day. */
function offsetSpans(timeZone: string, fromAt: number, untilAt: number): OffsetSpan[] {
  const zone = IANAZone.create(timeZone)
  if (!zone.isValid) throw new Error(`Unknown time zone: ${timeZone}`)
  const offsetAt = (at: number) => zone.offset(at) * 60_000
  const spans: OffsetSpan[] = []
  let current: OffsetSpan = { fromAt, untilAt, offsetMs: offsetAt(fromAt) }
  for (let at = fromAt; at < untilAt; at += DAY_MS) {
    const next = Math.min(at + DAY_MS, untilAt)
    if (offsetAt(next) === current.offsetMs) continue
    current.untilAt = changeBetween(offsetAt, at, next)
    spans.push(current)
    current = { fromAt: current.untilAt, untilAt, offsetMs: offsetAt(next) }
  }
  spans.push(current)
  return spans
}

/** The first second of the new offset; zones change on whole seconds. */
function changeBetween(offsetAt: (at: number) => number, fromAt: number, untilAt: number): number {
  const before = offsetAt(fromAt)
  let low = fromAt
  let high = untilAt
  while (high - low > 1000) {
    const middle = low + Math.floor((high - low) / 2000) * 1000
    if (offsetAt(middle) === before) low = middle
    else high = middle
  }
  return high
}

/** Windows of a weekday as ms since local midnight. */
function windowsOf(calendar: CalendarSettings, weekday: Weekday): Array<[number, number]> {
  return (calendar.hours[weekday] ?? []).map(({ from, to }) => [timeOfDayMs(from), timeOfDayMs(to)])
}

function timeOfDayMs(text: string): number {
  const [hours, minutes] = text.split(':')
  return (Number(hours) * 60 + Number(minutes)) * 60_000
}

/**
 * Local dates of a year that are holidays: a date is one when a public holiday covers its noon. date-holidays lets
 * Islamic and Jewish feasts begin at dusk; offices keep the day, not the evening before.
 */
function holidaysOf(calendar: CalendarSettings, year: number): Set<string> {
  const { country, state, region, dates, except = [] } = calendar.holidays
  const found = new Set<string>()
  if (!country) return new Set(dates)
  const place = { country, ...(state ? { state } : {}), ...(state && region ? { region } : {}) }
  const Holidays = publicHolidays()
  const holidays = new Holidays(place, { types: ['public'], timezone: calendar.timeZone })
  const zone = IANAZone.create(calendar.timeZone)
  // A feast of several days that begins in December reaches into January.
  for (const holiday of [...holidays.getHolidays(year - 1), ...holidays.getHolidays(year)]) {
    const localFrom = holiday.start.getTime() + zone.offset(holiday.start.getTime()) * 60_000
    const localUntil = holiday.end.getTime() + zone.offset(holiday.end.getTime()) * 60_000
    for (let day = Math.floor(localFrom / DAY_MS) * DAY_MS; day < localUntil; day += DAY_MS) {
      const noon = day + DAY_MS / 2
      if (localFrom <= noon && noon < localUntil) found.add(isoDate(day))
    }
  }
  for (const day of except) found.delete(day)
  for (const day of dates) found.add(day)
  return found
}

function isoDate(day: number): string {
  return new Date(day).toISOString().slice(0, 10)
}
