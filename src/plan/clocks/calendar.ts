// Open hours: how much of a span of time counts, and when an amount of it will be used up.

import type { Calendar } from '../../domain/calendar.ts'
import type { PromiseDuration } from '../../domain/settings.ts'
import { type CalendarYear, calendarYear, weeklyOpenMs } from './calendar-year.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** How many years ahead `addOpenMs` looks before it says that the time never comes. */
const HORIZON_YEARS = 20

/** Open time between two instants, in ms; 0 where `untilAt` is not after `fromAt`. */
export function openMsBetween(calendar: Calendar, fromAt: number, untilAt: number): number {
  if (untilAt <= fromAt) return 0
  if (calendar === 'always') return untilAt - fromAt
  let openMs = 0
  for (let year = yearBefore(fromAt); year <= yearAfter(untilAt); year += 1) {
    const table = calendarYear(calendar, year)
    openMs += openBefore(table, untilAt) - openBefore(table, fromAt)
  }
  return openMs
}

/**
 * The first instant at which `ms` of open time have passed since `fromAt`.
 * Null where that never comes: a calendar that is never open, or not open enough within 20 years.
 */
export function addOpenMs(calendar: Calendar, fromAt: number, ms: number): number | null {
  if (ms <= 0) return fromAt
  if (calendar === 'always') return fromAt + ms
  if (weeklyOpenMs(calendar).openMs === 0) return null
  let leftMs = Math.ceil(ms)
  const firstYear = yearBefore(fromAt)
  for (let year = firstYear; year <= firstYear + HORIZON_YEARS; year += 1) {
    const table = calendarYear(calendar, year)
    const usedMs = openBefore(table, fromAt)
    if (usedMs + leftMs <= table.openMs) return instantOf(table, usedMs + leftMs)
    leftMs -= table.openMs - usedMs
  }
  return null
}

/**
 * A promised duration in ms of open time. `d` is the weekly open time divided by the open weekdays and `w` the
 * weekly open time; for `always` these are 24 hours and 7 days. Holidays do not change what a day is worth.
 */
export function promiseMs(calendar: Calendar, duration: PromiseDuration): number {
  return Math.round(duration.amount * unitMs(calendar, duration.unit))
}

function unitMs(calendar: Calendar, unit: PromiseDuration['unit']): number {
  const week = calendar === 'always' ? { openMs: 7 * DAY_MS, openDays: 7 } : weeklyOpenMs(calendar)
  switch (unit) {
    case 'm':
      return MINUTE_MS
    case 'h':
      return HOUR_MS
    case 'd':
      return week.openDays === 0 ? DAY_MS : week.openMs / week.openDays
    case 'w':
      return week.openDays === 0 ? 7 * DAY_MS : week.openMs
    default:
      return unit satisfies never
  }
}

/** Open time of the year's table before an instant. */
function openBefore(table: CalendarYear, at: number): number {
  const index = firstIndexPast(table.startsAt, at) - 1
  if (index < 0) return 0
  const inWindowMs = Math.min(at, table.endsAt[index]!) - table.startsAt[index]!
  return table.openBeforeMs[index]! + inWindowMs
}

/** The first instant at which the year's table has had `openMs` (more than 0, at most the year's) of open time. */
function instantOf(table: CalendarYear, openMs: number): number {
  const index = firstIndexPast(table.openBeforeMs, openMs - 1) - 1
  return table.startsAt[index]! + openMs - table.openBeforeMs[index]!
}

/** Index of the first value greater than `limit` in a sorted list. */
function firstIndexPast(values: readonly number[], limit: number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (values[middle]! > limit) high = middle
    else low = middle + 1
  }
  return low
}

// Local years differ from UTC's by less than a day.
function yearBefore(at: number): number {
  return new Date(at - DAY_MS).getUTCFullYear()
}

function yearAfter(at: number): number {
  return new Date(at + DAY_MS).getUTCFullYear()
}
