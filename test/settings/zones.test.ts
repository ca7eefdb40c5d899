// Zones are places: what is none is told, with the place that was likely meant.
import { expect, test } from 'vitest'
import { parseSettings } from '../../src/settings/parse.ts'

function told(zone: string): string[] {
  const text = `calendars:\n  office: { time_zone: "${zone}", hours: { mon-fri: ["09:00-17:00"] } }`
  return parseSettings(text, { file: 'f.yml', owner: null }).problems.map(
    (one) => `${one.line}: ${one.message}`,
  )
}

test.each(['UTC', 'Europe/London', 'America/Argentina/Buenos_Aires', 'Asia/Calcutta', 'America/St_Johns'])(
  '%s is a place',
  (zone) => {
    expect(told(zone)).toEqual([])
  },
)

test.each([
  ['BST', 'Europe/London'],
  ['EST', 'America/New_York'],
  ['pst', 'America/Los_Angeles'],
  ['EST5EDT', 'America/New_York'],
  ['CET', 'Europe/Berlin'],
  ['IST', 'Asia/Kolkata'],
  ['GMT', 'UTC'],
  ['Etc/UTC', 'UTC'],
  ['Etc/GMT+5', 'America/New_York'],
  ['Etc/GMT-9', 'Asia/Tokyo'],
  ['UTC+1', 'Europe/Berlin'],
  ['+05:00', 'Asia/Karachi'],
  ['GB', 'Europe/London'],
  ['Japan', 'Asia/Tokyo'],
  ['Europe/Berln', 'Europe/Berlin'],
])('%s is none, and %s was likely meant', (zone, likely) => {
  expect(told(zone)).toEqual([
    `2: \`calendars.office.time_zone\` must be the IANA name of a place such as \`Europe/Berlin\`, or \`UTC\`; it is \`${zone}\`: did you mean \`${likely}\`?`,
  ])
})

test.each(['Narnia', 'Etc/GMT+99', '\\u0000', 'constructor'])(
  '%s is none, without a guess that would be wrong',
  (zone) => {
    expect(told(zone)).toHaveLength(1)
  },
)

test('a listed holiday can be taken out again', () => {
  const text =
    'calendars:\n  office:\n    time_zone: Europe/Berlin\n    hours: { mon-fri: ["09:00-17:00"] }\n    holidays: { country: DE, except: ["2026-04-06"], dates: ["2026-12-24"] }'
  const { settings, problems } = parseSettings(text, { file: 'f.yml', owner: null })
  expect(problems).toEqual([])
  expect(settings?.calendars.office?.holidays).toMatchObject({
    country: 'DE',
    except: ['2026-04-06'],
    dates: ['2026-12-24'],
  })
})
