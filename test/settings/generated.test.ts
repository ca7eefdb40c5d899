// The generated files are those that the code generates, and the schema means what the parser means.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { generatedFiles } from '../../src/settings/generate.ts'
import { settingsJsonSchema } from '../../src/settings/json-schema.ts'

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
])('the JSON Schema refuses %s', (text) => expect(takes(text)).toBe(false))

function takes(text: string): boolean {
  const schema = settingsJsonSchema() as Parameters<typeof z.fromJSONSchema>[0]
  return z.fromJSONSchema(schema).safeParse(parse(text)).success
}
