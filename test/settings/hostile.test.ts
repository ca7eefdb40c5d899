// Files that mean harm, or nothing: bounded, and told clearly.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import type { Settings } from '../../src/domain/settings.ts'
import { parseSettings } from '../../src/settings/parse.ts'
import { checkWords } from '../../src/words/check-words.ts'

function parse(text: string) {
  return parseSettings(text, { file: 'firstline.yml', owner: 'acme' })
}

function bomb(): string {
  const levels = Array.from({ length: 12 }, (_, n) =>
    n === 0 ? 'l0: &l0 [x, x, x]' : `l${n}: &l${n} [${`*l${n - 1}, `.repeat(9)}]`,
  )
  return levels.join('\n')
}

describe('what is too much is refused with a clear message', () => {
  test.each([
    ['a file of 300 KB', 'a: b\n'.repeat(60_000), /too large: at most 128 KiB/],
    ['aliases of aliases of aliases', bomb(), /too many values/],
    ['an alias of itself', 'tiers: &a { gold: *a }', /too many values/],
    ['an alias of nothing', 'tiers: *gold', /`\*gold` names nothing/],
    ['lists in lists without end', '['.repeat(100_000), /nested too deeply/],
    ['maps in maps without end', '{a: '.repeat(30_000), /nested too deeply/],
    ['dashes without end', '- '.repeat(60_000), /nested too deeply/],
    ['30,001 aliases', `a: &a b\nc: [${'*a,'.repeat(30_001)}]`, /too many values/],
    ['one key 11,000 times', 'mode: live\n'.repeat(11_000), /stands here twice/],
    ['a key that changes objects', '__proto__: { mode: live }', /must be a word or a text/],
    ['a map as a key', '{ a: b }: c', /must be a word or a text/],
  ])('%s', (_, text, message) => {
    const { settings, problems } = parse(text)
    expect(settings).toBeNull()
    expect(problems.map((problem) => problem.message).join('\n')).toMatch(message)
    expect(problems.length).toBeLessThanOrEqual(200)
  })

  test('of thousands of mistakes some are told, and how many more there are', () => {
    const { problems } = parse(Array.from({ length: 5000 }, (_, n) => `wrong${n}: 1`).join('\n'))
    expect(problems).toHaveLength(200)
    expect(problems.at(-1)?.message).toBe('There are 4801 more problems.')
  })

  test('mistakes by the ten thousands cost no more than reading them, and leave errors as they were', () => {
    const { stackTraceLimit } = Error
    expect(parse('}'.repeat(120_000)).problems).toHaveLength(1)
    expect(Error.stackTraceLimit).toBe(stackTraceLimit)
  })

  test('more than fifty tiers are too many', () => {
    const tiers = Array.from({ length: 51 }, (_, n) => `  t${n}: {}`).join('\n')
    expect(parse(`tiers:\n${tiers}`).problems).toMatchObject([
      { line: 1, level: 'failure', message: '`tiers` may have at most 50 entries; there are 51.' },
    ])
  })

  test('names of inherited things are names like others', () => {
    const { problems } = parse(
      'tiers: { constructor: {} }\nentitlements: { users: { toString: sponsor, valueOf: hasOwnProperty } }',
    )
    expect(problems.map((problem) => problem.message)).toEqual([
      expect.stringContaining('`tiers.constructor` cannot be the name of a tier'),
      expect.stringContaining('`entitlements.users.toString` must be the name of a tier'),
      expect.stringContaining('`entitlements.users.valueOf` must be the name of a tier'),
    ])
  })
})

const word = fc.constantFrom(
  ...[
    'mode',
    'live',
    'tiers',
    'gold',
    'label',
    'name',
    'promise',
    'first_response',
    '4h',
    'calendar',
    'calendars',
  ],
  ...[
    'entitlements',
    'users',
    'labels',
    'kb: *',
    'hours',
    'mon-fri',
    '09:00-17:00',
    'away',
    'from',
    'until',
    '_extends',
  ],
  ...[
    '2026-12-24',
    'economics',
    'weights',
    'desk',
    'repository',
    'acme/x',
    'evil/x',
    '*',
    '',
    '@',
    '\u0000',
    '中文',
    '\r\n',
  ],
)
const leaf = fc.oneof(word, fc.string(), fc.double(), fc.integer(), fc.boolean(), fc.constant(null))
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('value'), { maxLength: 4 }), tie('map')),
  map: fc
    .array(fc.tuple(fc.oneof(word, fc.string()), tie('value')), { maxLength: 6 })
    .map(Object.fromEntries),
}))
const pieces = fc.array(
  fc.oneof(
    word,
    fc.constantFrom(': ', '\n', '  ', '- ', '[', ']', '{', '}', '&a ', '*a', '"', '|', '#', '!x ', '? '),
  ),
)

/** What holds for any text at all. */
function holds(text: string): void {
  const { settings, problems } = parse(text)
  const lines = text.split('\n').length
  for (const problem of problems) {
    expect(problem.line).toBeGreaterThanOrEqual(1)
    expect(problem.line).toBeLessThanOrEqual(lines)
    expect(problem.column).toBeGreaterThanOrEqual(1)
    expect(problem.message).not.toMatch(/[\r\n]/)
  }
  expect(settings === null).toBe(problems.some((problem) => problem.level === 'failure'))
  expect(checkWords(problems).annotations.length).toBeLessThanOrEqual(50)
}

describe('whatever the text, reading it ends with settings or with mistakes inside the file', () => {
  test('any text', () => fc.assert(fc.property(fc.string({ unit: 'binary' }), holds), { numRuns: 60 }))
  test('pieces of YAML', () =>
    fc.assert(
      fc.property(
        pieces.map((parts) => parts.join('')),
        holds,
      ),
      { numRuns: 100 },
    ))
  test('any value', () =>
    fc.assert(
      fc.property(
        value.map((one) => stringify(one)),
        holds,
      ),
      { numRuns: 60 },
    ))
})

const duration = fc
  .tuple(fc.integer({ min: 1, max: 99 }), fc.constantFrom('m', 'h', 'd', 'w'))
  .map((parts) => parts.join(''))
const name = fc
  .stringMatching(/^[a-z][a-z0-9-]{0,8}$/)
  .filter((one) => !['none', 'all', 'auto', 'community'].includes(one) && !(one in {}))
const valid = fc.uniqueArray(name, { minLength: 1, maxLength: 4 }).chain((tiers) =>
  fc.record({
    mode: fc.constantFrom('live', 'preview', 'off'),
    tiers: fc
      .tuple(
        ...tiers.map((tier) =>
          fc.tuple(
            fc.constant(tier),
            fc.record({
              promise: fc.record({ first_response: duration }),
              warn_at: fc.constantFrom(0, 0.5, 1),
            }),
          ),
        ),
      )
      .map(Object.fromEntries),
    entitlements: fc.record({
      grace: duration,
      users: fc.dictionary(fc.stringMatching(/^[a-z0-9]{1,8}$/), fc.constantFrom(...tiers)),
    }),
    knowledge_base: fc.record({
      precision: fc.double({ min: 0.5, max: 0.999, noNaN: true }),
      path: fc.constantFrom('kb', 'acme/docs:kb'),
    }),
    commands: fc.record({ prefix: fc.constantFrom('/', '!', '::', '%%%') }),
  }),
)

/** Names like `y` or `12e3` are read as a text in quotes only. */
const QUOTED = { defaultKeyType: 'QUOTE_DOUBLE', defaultStringType: 'QUOTE_DOUBLE' } as const

test('valid settings come back as they were written, in YAML and in JSON', () => {
  fc.assert(
    fc.property(valid, (input) => {
      const { settings, problems } = parse(stringify(input, QUOTED))
      expect(problems).toEqual([])
      expect(parse(JSON.stringify(input, null, 1)).settings).toEqual(settings)
      expect(written(settings!)).toEqual({
        ...input,
        entitlements: { grace: ms(input.entitlements.grace), users: { ...input.entitlements.users } },
      })
      expect(settings?.tiers.map((tier) => tier.name)).toEqual(Object.keys(input.tiers))
    }),
    { numRuns: 40 },
  )
})

function written(settings: Settings) {
  const { mode, tiers, entitlements, knowledgeBase, commands } = settings
  return {
    mode,
    tiers: Object.fromEntries(
      tiers.map(({ name, promise, warnAt }) => {
        const target = promise?.firstResponse
        return [name, { promise: { first_response: `${target?.amount}${target?.unit}` }, warn_at: warnAt }]
      }),
    ),
    entitlements: { grace: entitlements.graceMs, users: entitlements.users },
    knowledge_base: { precision: knowledgeBase.precision, path: knowledgeBase.path },
    commands,
  }
}

function ms(text: string): number {
  const unit = { m: 1, h: 60, d: 24 * 60, w: 7 * 24 * 60 }[text.slice(-1)] ?? Number.NaN
  return Number.parseInt(text, 10) * unit * 60_000
}
