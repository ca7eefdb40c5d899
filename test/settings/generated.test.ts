// The generated files are those that the code generates, and the schema means what the parser means.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { generatedFiles } from '../../src/generate.ts'
import { settingsJsonSchema } from '../../src/settings/json-schema.ts'
import { parseSettings } from '../../src/settings/parse.ts'

const ROOT = new URL('../../', import.meta.url)

test.each(Object.entries(generatedFiles()))('%s is up to date (else run: npm run generate)', (path, text) => {
  expect(readFileSync(new URL(path, ROOT), 'utf8')).toBe(text)
})

test('the JSON Schema takes the example, and what may be empty or alone', () => {
  const example = readFileSync(new URL('src/settings/example.yml', ROOT), 'utf8')
  expect(takes(example)).toBe(true)
  expect(takes('{ mode: ~, tiers: { gold: ~ }, bots: octocat, _extends: base }')).toBe(true)
})

test.each([
  'mod: live',
  'mode: lve',
  'tiers: { a: { warn_at: 2 } }',
  'entitlements: { grace: 7 }',
  'tiers: []',
  'tiers: { none: {} }',
  'tiers: { "a b": {} }',
  'tiers: { a: { label: { name: " x" } } }',
  `tiers: { a: { label: { name: ${'x'.repeat(51)} } } }`,
  'calendars: { always: { time_zone: UTC, hours: { mon: "9:00-10:00" } } }',
  'calendars: { a: { time_zone: CET, hours: { mon: "9:00-10:00" } } }',
  'calendars: { a: { time_zone: Etc/GMT+1, hours: { mon: "9:00-10:00" } } }',
  'calendars: { a: { time_zone: UTC, hours: { monday: "9:00-10:00" } } }',
  'calendars: { a: { time_zone: UTC, hours: { mon: "9-17" } } }',
  'calendars: { a: { time_zone: UTC, hours: { mon: "9:00-10:00" }, holidays: { country: Germany } } }',
  'entitlements: { customers: { repository: acme } }',
  'entitlements: { customers: { repository: acme/x, path: ../x } }',
  'labels: { "a*b": {} }',
  'labels: { x: { answer: "a b" } }',
  'commands: { prefix: bot }',
  '_extends: a/b/c',
])('the JSON Schema refuses %s, as the program does', (text) => {
  expect(takes(text)).toBe(false)
  expect(parseSettings(text, { file: 'x', owner: null }).settings).toBeNull()
})

test.each([
  'tiers: { größe: {}, 金: { label: { name: "支持：金 🔥" } } }',
  'labels: { "kb: *": { answer: "*" }, "a b": { answer: install_it.now, add: ["x: y"] } }',
  'calendars: { Büro: { time_zone: Europe/Berlin, hours: { MON - fri: "9:00 - 24:00" }, holidays: { country: de } } }',
  '{ commands: { prefix: "!" }, _extends: x:y.yml, knowledge_base: { path: acme/x:kb } }',
  'entitlements: { customers: { repository: acme/x, path: a/b..c.yml } }',
])('the JSON Schema takes %s, as the program does', (text) => {
  expect(takes(text)).toBe(true)
  expect(parseSettings(text, { file: 'x', owner: null }).settings).not.toBeNull()
})

test('every pattern means the same to whoever reads it with Unicode and without', () => {
  const text = JSON.stringify(settingsJsonSchema())
  const patterns = [...text.matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)].map(([, json]) => JSON.parse(json!))
  expect(patterns.length).toBeGreaterThan(20)
  for (const pattern of patterns) {
    expect(pattern).not.toMatch(/\\p\{|\\u\{/)
    expect(() => new RegExp(pattern, 'u')).not.toThrow()
  }
})

function takes(text: string): boolean {
  const schema = settingsJsonSchema() as Parameters<typeof z.fromJSONSchema>[0]
  return z.fromJSONSchema(schema).safeParse(parse(text)).success
}
