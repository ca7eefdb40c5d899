import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { maintainersHours } from '../../../src/plan/backtest/maintainers-hours.ts'

/** How somebody lives: where, and the hours of workdays and of weekends in which they write. */
interface Life {
  zone: string
  workday: [number, number] | null
  weekend?: [number, number] | null
  from?: string
  days?: number
  /** On so many days out of ten. */
  often?: number
}

/** Their comments over a year, one or two on a day on which they write, at times that look like chance. */
function commentsOf({ zone, workday, weekend = null, from = '2025-11-27', days = 365, often = 7 }: Life) {
  const chance = chances(zone.length + days)
  const times: number[] = []
  for (let day = 0; day < days; day += 1) {
    const date = DateTime.fromISO(from, { zone }).plus({ days: day })
    const hours = date.weekday <= 5 ? workday : weekend
    if (!hours || chance() * 10 >= often) continue
    for (let one = 0; one <= chance() * 2; one += 1) {
      const minute = Math.floor((hours[0] + chance() * (hours[1] - hours[0])) * 60)
      times.push(
        date
          .startOf('day')
          .set({ hour: Math.floor(minute / 60), minute: minute % 60 })
          .toMillis(),
      )
    }
  }
  return times
}

/** Numbers from 0 to 1, the same at every run. */
function chances(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return state / 2 ** 32
  }
}

const office = (zone: string) => commentsOf({ zone, workday: [9, 17] })

describe('an office', () => {
  test.each([
    'Europe/Berlin',
    'America/New_York',
    'America/Los_Angeles',
    'Asia/Kolkata',
    'Asia/Tokyo',
    'Australia/Sydney',
    'Australia/Brisbane',
    'America/Phoenix',
    'Africa/Lagos',
    'Pacific/Auckland',
    'America/Santiago',
  ])('in %s is known by its hours over a year', (zone) => {
    expect(maintainersHours(office(zone))).toMatchObject({ zone, from: '09:00', to: '17:00', share: 1 })
  })

  test('that looks in again in the evening and at weekends is the same office', () => {
    const evenings = commentsOf({ zone: 'Europe/Berlin', workday: [17, 23], weekend: [10, 23], often: 2 })
    const hours = maintainersHours([...office('Europe/Berlin'), ...evenings])
    expect(hours).toMatchObject({ zone: 'Europe/Berlin', from: '09:00', to: '17:00' })
    expect(hours?.share).toBeGreaterThan(0.6)
  })

  test('that begins late has hours of its own', () => {
    const late = commentsOf({ zone: 'Europe/Berlin', workday: [11, 19] })
    expect(maintainersHours(late, 'Europe/Berlin')).toMatchObject({ from: '11:00', to: '19:00', share: 1 })
  })

  test('of half a year, in which no clock changed, is somewhere with the hours of the office', () => {
    const winter = commentsOf({ zone: 'Europe/Berlin', workday: [9, 17], from: '2025-11-27', days: 110 })
    const { zone, from } = maintainersHours(winter)!
    expect([zone, from]).toEqual(['Europe/Berlin', '09:00'])
  })
})

test('somebody who writes after work is known by the night in which they sleep', () => {
  const evenings = commentsOf({ zone: 'America/Sao_Paulo', workday: [19, 23.5], weekend: [10, 23.5] })
  const hours = maintainersHours(evenings)!
  const { offset } = DateTime.fromISO('2026-06-01', { zone: hours.zone })
  expect(offset).toBe(-180)
  expect(hours).toMatchObject({ from: '16:00', to: '24:00' })
})

test('of maintainers in two zones, those who write more are told', () => {
  const berlin = office('Europe/Berlin')
  const newYork = office('America/New_York').filter((_, i) => i % 3 === 0)
  const hours = maintainersHours([...berlin, ...newYork])!
  expect(hours).toMatchObject({ zone: 'Europe/Berlin', from: '09:00', to: '17:00' })
  expect(hours.share).toBeLessThan(1)
})

test('the zone of the settings is not guessed again', () => {
  const { zone, from, to } = maintainersHours(office('Europe/Berlin'), 'Europe/London')!
  expect([zone, from, to]).toEqual(['Europe/London', '08:00', '16:00'])
})

test('of very many comments the newest tell how they live now', () => {
  const before = Array.from({ length: 30 }, (_, year) => `${1990 + year}-01-01`).flatMap((from) =>
    commentsOf({ zone: 'Asia/Tokyo', workday: [9, 17], from }),
  )
  const since = Array.from({ length: 20 }, () => office('Europe/Berlin')).flat()
  expect(before.length).toBeGreaterThan(since.length)
  expect(since.length).toBeGreaterThan(5000)
  expect(maintainersHours([...since, ...before])).toMatchObject({
    zone: 'Europe/Berlin',
    comments: 5000,
    share: 1,
  })
})

describe('nothing is told', () => {
  test('of fewer than 30 comments', () => {
    expect(maintainersHours([])).toBeNull()
    expect(maintainersHours(office('Europe/Berlin').slice(0, 29))).toBeNull()
    expect(maintainersHours(office('Europe/Berlin').slice(0, 30))).not.toBeNull()
  })

  test('of comments at any time', () => {
    const chance = chances(7)
    for (const comments of [30, 100, 300, 3000]) {
      const begins = Date.UTC(2025, 10, 27)
      const times = Array.from({ length: comments }, () => begins + Math.floor(chance() * 365 * 86_400_000))
      expect(maintainersHours(times)).toBeNull()
    }
  })

  test('of whole days without a night, as a machine writes', () => {
    const hourly = Array.from({ length: 24 * 60 }, (_, i) => Date.UTC(2026, 5, 1) + i * 3_600_000)
    expect(maintainersHours(hourly)).toBeNull()
  })
})

test('the order of comments says nothing, and hours are always within one day', () => {
  const instant = fc.integer({ min: 0, max: Date.UTC(2030, 0, 1) })
  fc.assert(
    fc.property(fc.array(instant, { maxLength: 80 }), (times) => {
      const hours = maintainersHours(times)
      expect(maintainersHours(times.toReversed())).toEqual(hours)
      if (!hours) return
      expect(hours.from < hours.to && hours.to <= '24:00').toBe(true)
      expect(hours.share).toBeGreaterThan(0.3)
    }),
    { numRuns: 50 },
  )
})
