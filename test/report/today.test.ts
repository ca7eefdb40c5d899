// How fast a repository answers today: by week, hour and weekday, on the clock of its zone.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hoursOfWeek } from '../../src/report/by-hour.ts'
import { todayOf } from '../../src/report/today.ts'
import { answered, DAY, figures, firstResponse, HOUR, NOW } from './figures-builder.ts'

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)

describe('hours of the week', () => {
  test('are those of the place, on both sides of the change to summer time', () => {
    // The clocks of Berlin went forward on Sunday, 29 March 2026.
    const friday = Date.UTC(2026, 2, 27, 23, 30)
    const monday = Date.UTC(2026, 2, 30, 22, 30)
    const week = hoursOfWeek([friday, monday, monday], 'Europe/Berlin')
    expect(week[5]![0]).toBe(1)
    expect(week[1]![0]).toBe(2)
    expect(sum(week.flat())).toBe(3)
  })

  test('hold every moment once, in whatever zone', () => {
    const zone = fc.constantFrom('UTC', 'Asia/Kathmandu', 'America/New_York', 'Pacific/Apia')
    const moments = fc.array(fc.integer({ min: 0, max: 4e12 }), { maxLength: 50 })
    fc.assert(
      fc.property(moments, zone, (all, place) => {
        const week = hoursOfWeek(all, place)
        expect(week.map(({ length }) => length)).toEqual(Array(7).fill(24))
        expect(sum(week.flat())).toBe(all.length)
      }),
    )
  })
})

const input = { repository: 'acme/widget', comments: [], now: NOW, zone: 'UTC' }

test('weeks are those of the span, Monday to Sunday, and half a year at most', () => {
  const weeks = (days: number) => todayOf({ ...input, tickets: [], fromAt: NOW - days * DAY }).weeks
  // Now is a Sunday.
  expect(weeks(0)).toHaveLength(1)
  expect(weeks(6)).toHaveLength(1)
  expect(weeks(7)).toHaveLength(2)
  expect(weeks(1_000)).toHaveLength(26)
  expect(weeks(7)[0]?.fromAt).toBe(Date.UTC(2026, 10, 9))
})

test('those who wait count in every median, by the hour and weekday in which they opened', () => {
  const openedAt = Date.UTC(2026, 10, 17, 9, 30) // a Tuesday
  const tickets = [
    answered(2, { openedAt }),
    answered(4, { openedAt: openedAt + 29 * 60_000 }),
    figures({ openedAt, firstResponse: firstResponse('running', 100) }),
    figures({ openedAt: openedAt + 3 * HOUR, firstResponse: firstResponse('running', 50) }),
  ]
  const today = todayOf({ ...input, tickets, comments: [openedAt + 2 * HOUR], fromAt: NOW - 7 * DAY })
  expect(today.byHour[9]).toEqual({ opened: 3, medianSeconds: 4 * 3600 })
  expect(today.byHour[12]).toEqual({ opened: 1, medianSeconds: null })
  expect(today.byHour[0]).toEqual({ opened: 0, medianSeconds: null })
  expect(today.byWeekday[1]).toEqual({ opened: 4, medianSeconds: 4 * 3600 })
  expect(today.opened[1]![9]).toBe(3)
  expect(today.answered[1]![11]).toBe(1)
  expect(today.metrics).toMatchObject({ opened: 4, first_response: { responded: 2, p90_seconds: null } })
  expect(today.bounds.firstResponse).toBe(100 * 3600)
  expect(today.curve.at(-1)).toEqual({ durationMs: 4 * HOUR, share: 0.5 })
})

test('a repository in which nobody asked has empty figures', () => {
  const today = todayOf({ ...input, tickets: [], fromAt: NOW })
  expect(today.metrics).toMatchObject({ opened: 0, first_response: { median_seconds: null } })
  expect(today.curve).toEqual([])
  expect(sum(today.opened.flat())).toBe(0)
})
