// A line and the key it is stored under say the same.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keyOf, type Line, lineAt } from '../../src/domain/line.ts'

const id = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })
const line: fc.Arbitrary<Line> = fc.oneof(
  fc.record({
    kind: fc.constant('ticket' as const),
    ticketId: fc.tuple(fc.constantFrom('issue', 'discussion'), id).map((parts) => parts.join(':')),
  }),
  fc.record({
    kind: fc.constantFrom('repository', 'docs', 'history', 'desk', 'feedback', 'figures'),
    repositoryId: id,
  }),
  fc.record({ kind: fc.constant('installation' as const), installationId: id }),
  fc.record({ kind: fc.constant('entitlements' as const), scope: fc.string() }),
  fc.record({ kind: fc.constantFrom('app', 'sponsorships', 'unreadable') }),
)

test('a key leads back to its line', () => {
  fc.assert(
    fc.property(line, (one) => {
      expect(lineAt(keyOf(one))).toEqual(one)
    }),
  )
})

test('a text that is the key of no line leads nowhere', () => {
  for (const key of [
    '',
    'repository',
    'repository:x',
    'repository:1:2',
    'app:1',
    'sections:1',
    'installation:1.5',
  ])
    expect(lineAt(key)).toBeNull()
  fc.assert(
    fc.property(fc.string(), (key) => {
      const found = lineAt(key)
      if (found) expect(keyOf(found)).toBe(key)
    }),
  )
})
