import { expect, test } from 'vitest'
import { parseSettings } from '../../src/settings/parse.ts'
import { hoursInWords } from '../../src/words/hours.ts'

function wordsOf(calendar: string): string {
  const { settings } = parseSettings(`calendars: { ours: ${calendar} }`, {
    file: 'firstline.yml',
    owner: 'acme',
  })
  return hoursInWords(settings!.calendars.ours!)
}

test('hours are told as people say them', () => {
  expect(hoursInWords('always')).toBe('around the clock')
  expect(wordsOf('{ time_zone: Europe/Berlin, hours: { mon-fri: ["09:00-17:00"] } }')).toBe(
    'Mon–Fri 09:00–17:00, Europe/Berlin',
  )
  expect(
    wordsOf('{ time_zone: UTC, hours: { mon-thu: ["09:00-12:00", "13:00-17:00"], fri: ["09:00-15:00"] } }'),
  ).toBe('Mon–Thu 09:00–12:00 and 13:00–17:00, Fri 09:00–15:00, UTC')
  expect(
    wordsOf(
      '{ time_zone: UTC, hours: { mon: ["8:00-12:00"], wed-thu: ["8:00-12:00"] }, holidays: { country: DE } }',
    ),
  ).toBe('Mon 08:00–12:00, Wed–Thu 08:00–12:00, but for holidays, UTC')
})
