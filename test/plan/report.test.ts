// Which month a desk tells of, and when the next is over.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Settings } from '../../src/domain/settings.ts'
import { monthToTell, nextReportAt } from '../../src/plan/desk/report.ts'
import { parseSettings } from '../../src/settings/parse.ts'

function settingsWith(report: 'monthly' | 'off', zone = 'UTC'): Settings {
  const calendars = `calendars: { office: { time_zone: ${zone}, hours: { mon-fri: ["09:00-17:00"] } } }`
  const text = `desk: { report: ${report} }\n${calendars}`
  const { settings, problems } = parseSettings(text, { file: 'firstline.yml', owner: 'acme' })
  if (!settings) throw new Error(JSON.stringify(problems))
  return settings
}

const monthly = settingsWith('monthly')
const at = (text: string) => Date.parse(text)
const always = { settings: monthly, history: [{ fromAt: 0, settings: monthly }], installedAt: 0 }

test('the last month is told of, in the zone of the desk', () => {
  for (const [zone, now, name] of [
    ['UTC', '2026-12-01T00:00:00Z', '2026-11'],
    ['UTC', '2026-11-30T23:59:59Z', '2026-10'],
    ['Europe/Berlin', '2026-11-30T23:00:00Z', '2026-11'],
    ['Europe/Berlin', '2026-11-30T22:59:59Z', '2026-10'],
    ['Pacific/Auckland', '2026-11-30T11:00:00Z', '2026-11'],
    ['America/Los_Angeles', '2026-12-01T07:59:59Z', '2026-10'],
    // The clock is put forward in March, and there is no hour too few.
    ['Europe/Berlin', '2026-03-31T22:00:00Z', '2026-03'],
  ] as const) {
    const settings = settingsWith('monthly', zone)
    const told = { ...always, settings, history: [{ fromAt: 0, settings }], now: at(now) }
    expect(monthToTell(told)?.name, `${zone} ${now}`).toBe(name)
  }
})

describe('no month is told of', () => {
  const now = at('2026-12-03T00:00:00Z')
  const off = settingsWith('off')

  test('where settings want none', () => {
    expect(monthToTell({ ...always, settings: off, now })).toBeNull()
    expect(nextReportAt({ settings: off, now })).toBeNull()
  })

  test('that was over when settings began to want one', () => {
    const since = (text: string) => [
      { fromAt: 0, settings: off },
      { fromAt: at(text), settings: monthly },
    ]
    expect(monthToTell({ ...always, history: since('2026-12-01T00:00:00Z'), now })).toBeNull()
    expect(monthToTell({ ...always, history: since('2026-11-30T23:59:59Z'), now })?.name).toBe('2026-11')
  })

  test('that was over before the installation', () => {
    expect(monthToTell({ ...always, installedAt: at('2026-12-01T00:00:00Z'), now })).toBeNull()
    expect(monthToTell({ ...always, installedAt: at('2026-11-29T00:00:00Z'), now })?.name).toBe('2026-11')
  })
})

test('each month is told of exactly once by whoever looks when one is over', () => {
  const zones = fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'America/Sao_Paulo',
    'Pacific/Auckland',
    'Asia/Kolkata',
  )
  fc.assert(
    fc.property(zones, fc.integer({ min: 0, max: 5e12 }), (zone, start) => {
      const settings = settingsWith('monthly', zone)
      const told: string[] = []
      let now = start
      for (let looks = 0; looks < 15; looks += 1) {
        now = nextReportAt({ settings, now })!
        told.push(monthToTell({ settings, history: [{ fromAt: 0, settings }], installedAt: 0, now })!.name)
      }
      expect(told.toSorted()).toEqual(told)
      expect(new Set(told).size).toBe(told.length)
    }),
    { numRuns: 30 },
  )
})
