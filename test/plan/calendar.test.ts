import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CalendarSettings, Weekday } from '../../src/domain/settings.ts'
import { addOpenMs, openMsBetween, promiseMs } from '../../src/plan/clocks/calendar.ts'

/** Whether it is open at an instant: then the next ms counts. */
function isOpen(of: Parameters<typeof openMsBetween>[0], time: number): boolean {
  return openMsBetween(of, time, time + 1) > 0
}

const HOUR = 3_600_000
const DAY = 24 * HOUR

type Hours = Partial<Record<Weekday, string[]>>

/** Windows as `09:00-12:00`. */
function calendar(timeZone: string, hours: Hours, holidays: Partial<CalendarSettings['holidays']> = {}) {
  const none: CalendarSettings['hours'] = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }
  for (const [day, windows] of Object.entries(hours)) {
    none[day as Weekday] = windows.map((window) => {
      const [from, to] = window.split('-') as [string, string]
      return { from, to }
    })
  }
  const built: CalendarSettings = {
    name: 'business',
    timeZone,
    hours: none,
    holidays: { country: null, state: null, region: null, dates: [], ...holidays },
  }
  return built
}

const ALL_DAY: Hours = Object.fromEntries(
  ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, ['00:00-24:00']]),
)
const contract = calendar(
  'Europe/Berlin',
  {
    mon: ['09:00-12:00', '13:00-17:00'],
    tue: ['09:00-12:00', '13:00-17:00'],
    wed: ['09:00-12:00', '13:00-17:00'],
    thu: ['09:00-12:00', '13:00-17:00'],
    fri: ['09:00-15:00'],
  },
  { country: 'DE', state: 'BE', dates: ['2026-12-24'] },
)

const at = (text: string) => Date.parse(text)

describe('open time', () => {
  it('counts split shifts and leaves out the lunch break, the night and the weekend', () => {
    // Thursday 11:00 in Berlin until Monday 10:00: 1 + 4, 6, 0, 0, 1.
    expect(openMsBetween(contract, at('2026-11-12T10:00Z'), at('2026-11-16T09:00Z'))).toBe(12 * HOUR)
    expect(isOpen(contract, at('2026-11-12T11:30Z'))).toBe(false)
    expect(isOpen(contract, at('2026-11-12T12:00Z'))).toBe(true)
  })

  it('leaves out public holidays of the state and dates of one’s own', () => {
    // Women's Day is a holiday in Berlin only; in 2027 it is a Monday.
    const bavaria = { ...contract, holidays: { country: 'DE', state: 'BY', region: null, dates: [] } }
    expect(openMsBetween(contract, at('2027-03-08T00:00Z'), at('2027-03-09T00:00Z'))).toBe(0)
    expect(openMsBetween(bavaria, at('2027-03-08T00:00Z'), at('2027-03-09T00:00Z'))).toBe(7 * HOUR)
    // 24 December by date, 25 by country; 28 December is a Monday.
    expect(openMsBetween(contract, at('2026-12-24T00:00Z'), at('2026-12-28T08:30Z'))).toBe(HOUR / 2)
    expect(addOpenMs(contract, at('2026-12-23T16:00Z'), HOUR)).toBe(at('2026-12-28T09:00Z'))
  })

  it('keeps the day of a feast that begins at dusk, not the evening before', () => {
    const late = calendar(
      'Europe/Istanbul',
      { thu: ['18:00-22:00'], fri: ['09:00-17:00'] },
      { country: 'TR' },
    )
    expect(openMsBetween(late, at('2026-03-19T00:00Z'), at('2026-03-20T00:00Z'))).toBe(4 * HOUR)
    expect(openMsBetween(late, at('2026-03-20T00:00Z'), at('2026-03-21T00:00Z'))).toBe(0)
  })

  it('knows a feast that begins in the old year', () => {
    // Incwala in Eswatini lasts from 28 December for six days; 2 January is the last of them.
    const hours = calendar(
      'Africa/Mbabane',
      { fri: ['09:00-17:00'], mon: ['09:00-17:00'] },
      { country: 'SZ' },
    )
    expect(openMsBetween(hours, at('2026-01-01T22:00Z'), at('2026-01-02T22:00Z'))).toBe(0)
    expect(isOpen(hours, at('2026-01-05T08:00Z'))).toBe(true)
  })

  it('crosses years', () => {
    const year = openMsBetween(contract, at('2025-12-31T23:00Z'), at('2026-12-31T23:00Z'))
    const parts = [at('2025-12-31T23:00Z'), at('2026-05-05T05:55Z'), at('2026-12-31T23:00Z')]
    expect(
      openMsBetween(contract, parts[0]!, parts[1]!) + openMsBetween(contract, parts[1]!, parts[2]!),
    ).toBe(year)
    expect(openMsBetween(contract, at('2025-12-31T16:00Z'), at('2026-01-02T09:00Z'))).toBe(HOUR)
  })

  it('never comes in a calendar that is never open', () => {
    const closed = calendar('Europe/Berlin', {})
    expect(addOpenMs(closed, at('2026-11-12T10:00Z'), 1)).toBeNull()
    expect(openMsBetween(closed, 0, at('2030-01-01T00:00Z'))).toBe(0)
    const allHolidays = calendar('Europe/Berlin', { mon: ['09:00-10:00'] })
    for (let day = at('2026-01-01'); day < at('2048-01-01'); day += DAY) {
      allHolidays.holidays.dates.push(new Date(day).toISOString().slice(0, 10))
    }
    expect(addOpenMs(allHolidays, at('2026-11-12T10:00Z'), 1)).toBeNull()
  })

  it('refuses a time zone that is none', () => {
    expect(() => isOpen(calendar('Mars/Olympus', ALL_DAY), 0)).toThrow('Mars/Olympus')
  })
})

describe('daylight-saving changes', () => {
  const cases = [
    // zone, local date of the change, hours of that day, a window over the gap or overlap, and its hours
    ['Europe/Berlin', '2026-03-29', 23, '01:00-04:00', 2],
    ['Europe/Berlin', '2026-10-25', 25, '01:00-04:00', 4],
    ['America/New_York', '2026-03-08', 23, '01:30-03:30', 1],
    ['America/New_York', '2026-11-01', 25, '00:30-01:30', 2 - 0.5],
    ['Australia/Lord_Howe', '2026-10-04', 23.5, '01:00-03:00', 1.5],
    ['Australia/Lord_Howe', '2026-04-05', 24.5, '01:00-03:00', 2.5],
  ] as const

  it.each(cases)('%s on %s: the day has %s hours', (timeZone, date, dayHours, window, windowHours) => {
    const from = at(`${date}T00:00Z`) - DAY
    const until = at(`${date}T00:00Z`) + 2 * DAY
    const others = new Set(
      [-2, -1, 1, 2].map((days) => new Date(at(date) + days * DAY).toISOString().slice(0, 10)),
    )
    const only = { dates: [...others] }
    expect(openMsBetween(calendar(timeZone, ALL_DAY, only), from, until)).toBe(dayHours * HOUR)
    const sunday = calendar(timeZone, { sun: [window] }, only)
    expect(openMsBetween(sunday, from, until)).toBe(windowHours * HOUR)
  })

  it('keeps the hours of the local clock on either side', () => {
    const nine = calendar('Europe/Berlin', { fri: ['09:00-10:00'], mon: ['09:00-10:00'] })
    expect(addOpenMs(nine, at('2026-03-27T08:00Z'), 2 * HOUR)).toBe(at('2026-03-30T08:00Z'))
    expect(addOpenMs(nine, at('2026-10-23T07:00Z'), 2 * HOUR)).toBe(at('2026-10-26T09:00Z'))
  })
})

describe('a promised duration', () => {
  it('has days and weeks of the calendar', () => {
    expect(promiseMs(contract, { amount: 90, unit: 'm' })).toBe(1.5 * HOUR)
    // 4 × 7 h + 6 h on five weekdays
    expect(promiseMs(contract, { amount: 1, unit: 'd' })).toBe(6.8 * HOUR)
    expect(promiseMs(contract, { amount: 2, unit: 'w' })).toBe(68 * HOUR)
    expect(promiseMs('always', { amount: 2, unit: 'd' })).toBe(2 * DAY)
    expect(promiseMs('always', { amount: 1, unit: 'w' })).toBe(7 * DAY)
  })
})

describe('properties', () => {
  const zones = [
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kolkata',
    'UTC',
    'America/Havana',
  ]
  const windows = [
    ['00:00-24:00'],
    ['09:00-12:00', '13:00-17:00'],
    ['22:00-24:00'],
    ['00:00-02:30'],
    ['01:30-02:15'],
  ]
  const calendars = zones.flatMap((zone) =>
    windows.map((window) =>
      calendar(zone, { mon: window, sat: window, sun: window }, { dates: ['2026-03-28'] }),
    ),
  )
  const someCalendar = fc.constantFrom(...calendars)
  const someTime = fc
    .integer({ min: at('2025-12-01') / 1000, max: at('2027-02-01') / 1000 })
    .map((s) => s * 1000)

  it('is additive', () => {
    fc.assert(
      fc.property(someCalendar, someTime, someTime, someTime, (hours, a, b, c) => {
        const [from, middle, until] = [a, b, c].sort((x, y) => x - y) as [number, number, number]
        const whole = openMsBetween(hours, from, until)
        expect(openMsBetween(hours, from, middle) + openMsBetween(hours, middle, until)).toBe(whole)
        expect(whole).toBeLessThanOrEqual(until - from)
      }),
    )
  })

  it('is inverted by adding, which gives the first such instant', () => {
    fc.assert(
      fc.property(someCalendar, someTime, fc.integer({ min: 1, max: 60 * DAY }), (hours, from, ms) => {
        const until = addOpenMs(hours, from, ms)!
        expect(openMsBetween(hours, from, until)).toBe(ms)
        expect(openMsBetween(hours, from, until - 1)).toBe(ms - 1)
      }),
    )
  })

  it('is open exactly when the local clock shows a time in a window', () => {
    fc.assert(
      fc.property(someCalendar, someTime, (hours, time) => {
        const parts = new Intl.DateTimeFormat('en-CA', {
          timeZone: hours.timeZone,
          hourCycle: 'h23',
          weekday: 'short',
          year: 'numeric',
          month: '2-digit',
          day: '2-digit',
          hour: '2-digit',
          minute: '2-digit',
        }).formatToParts(time)
        const part = (type: string) => parts.find((one) => one.type === type)!.value
        const clock = `${part('hour')}:${part('minute')}`
        const holiday = hours.holidays.dates.includes(`${part('year')}-${part('month')}-${part('day')}`)
        const today = hours.hours[part('weekday').toLowerCase().slice(0, 3) as Weekday]
        expect(isOpen(hours, time)).toBe(
          !holiday && today.some(({ from, to }) => from <= clock && clock < to),
        )
      }),
      { numRuns: 500 },
    )
  })
})
