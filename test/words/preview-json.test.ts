// A preview as JSON: names that scripts can rely on, times that they can read, and all that is known.
import { expect, test } from 'vitest'
import { previewText } from '../../src/words/preview/formats.ts'
import { aNewcomer, aPreview, hostilePreview, nobodyYet } from './preview-builder.ts'

const read = (preview = aPreview()) =>
  JSON.parse(previewText(preview, 'json', { columns: 80, colours: true }))

test('the names of all fields are in small letters, with underlines', () => {
  const names = new Set<string>()
  JSON.stringify(read(aNewcomer({ answers: aPreview().answers })), (key, value) => {
    names.add(key)
    return value
  })
  expect([...names].filter((name) => !/^[a-z0-9_]*$/.test(name))).toEqual([])
  expect(names.size).toBeGreaterThan(80)
})

test('times are ISO 8601, durations seconds, shares numbers', () => {
  const told = read()
  expect(told.generated_at).toBe('2026-11-26T14:05:00.000Z')
  expect(told.read.from).toBe('2026-09-03T14:05:00.000Z')
  expect(told.today.weeks).toHaveLength(12)
  expect(told.today.weeks[0].from).toBe('2026-09-06T22:00:00.000Z')
  expect(told.today.first_response.median_seconds).toBeGreaterThan(9_000)
  expect(told.recommended).toEqual({
    tier: null,
    clock: 'first_response',
    target: '1d',
    calendar: 'office',
    hours: 'Mon–Fri 09:00–17:00, Europe/Berlin',
    met: 154,
    missed: 6,
    share: 0.9625,
  })
})

test('it names who would have got a label', () => {
  expect(read().labels[0]).toEqual({
    tier: 'pro',
    label: 'support: pro',
    tickets: [312, 340, 371, 402],
    requesters: [
      { login: 'sam', tickets: 3 },
      { login: 'ines', tickets: 1 },
    ],
  })
})

test('what is not known is null', () => {
  const told = read(nobodyYet())
  expect(told.answers).toBeNull()
  expect(told.recommended).toBeNull()
  expect(told.maintainers_hours).toBeNull()
  expect(told.read.from).toBeNull()
  expect(told.grid[0].share).toBeNull()
})

test('texts of others arrive as they are', () => {
  const text = '</style>"\n\u202e\\ 代理'
  expect(read(hostilePreview(text)).answers.shown[0].markdown).toBe(text)
})
