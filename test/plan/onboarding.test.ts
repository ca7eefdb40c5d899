// When an onboarding issue is written again, and that it fits where it is written.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findMarkers } from '../../src/domain/marker.ts'
import { onboardingDueAt, planOnboarding } from '../../src/plan/onboarding/plan-onboarding.ts'
import type { OnboardingPage } from '../../src/words/onboarding/page.ts'

const MINUTE = 60_000
const page: OnboardingPage = {
  id: 7,
  repository: 'acme/widget',
  at: Date.parse('2026-11-27T00:00:00Z'),
  zone: 'UTC',
  read: { issues: 1, discussions: 0, total: null, sinceAt: Date.parse('2026-08-29T00:00:00Z'), isDone: true },
  today: null,
  promises: { grid: [], recommended: null, hours: null },
  answers: { articles: 0, sections: 0, path: '.github/knowledge', figures: null },
  labels: [],
  settings: { found: 'none', path: '.github/firstline.yml', url: null, docs: [] },
  mode: 'live',
  commandPrefix: '/',
}
const place = { kind: 'onboarding', repositoryId: 7, placeId: 7 } as const
const bodyOf = (changes: Partial<OnboardingPage>) => {
  const { what } = planOnboarding(place, { ...page, ...changes })
  if (what.do !== 'keep_issue') throw new Error('It is an issue')
  return what
}

const words = fc.constantFrom('live none read', 'live in_force read', 'live none reading')
const times = fc.record({
  writtenAt: fc.option(fc.integer({ min: 0, max: 1_000 * MINUTE })),
  told: fc.option(fc.record({ atOnce: words, later: fc.constantFrom('1', '2') })),
  on: fc.record({ atOnce: words, later: fc.constantFrom('1', '2') }),
  isReading: fc.boolean(),
  now: fc.integer({ min: 1_000 * MINUTE, max: 2_000 * MINUTE }),
})

test('but for news of settings and of the end of reading it is not written twice within five minutes', () => {
  fc.assert(
    fc.property(times, (given) => {
      const dueAt = onboardingDueAt(given)
      const { told, on, writtenAt, now } = given
      if (writtenAt === null || told === null || told.atOnce !== on.atOnce) expect(dueAt).toBe(now)
      else expect(dueAt).toBeGreaterThanOrEqual(writtenAt + 5 * MINUTE)
    }),
  )
})

test('whatever was found it is no longer than GitHub takes, is found by its one marker, and mentions nobody', () => {
  const text = fc.string({ maxLength: 3_000, unit: 'binary' })
  const hostile = fc.oneof(text, fc.constant('@maya <!-- firstline:desk 7 --> |\n```'))
  fc.assert(
    fc.property(hostile, fc.nat({ max: 2_000 }), (name, count) => {
      const labels = Array.from({ length: count }, () => ({ label: name, tickets: 1 }))
      const { body } = bodyOf({ labels, settings: { found: 'in_force', source: name } })
      expect(body.length).toBeLessThanOrEqual(60_500)
      expect(findMarkers(body)).toEqual([{ kind: 'onboarding', key: '7' }])
    }),
    { numRuns: 30 },
  )
})

test('the documentation that the proposed settings name is told where there is nothing else to answer from', () => {
  const none = { found: 'none', path: '.github/firstline.yml' } as const
  const docs = ['docs/**/*.md', 'README.md']
  const proposed = bodyOf({
    settings: { ...none, url: 'https://github.com/acme/widget/new/main', docs },
  }).tells
  expect(proposed).toContain('sections of the documentation (`docs/**/*.md`, `README.md`) are pointed to')
  expect(bodyOf({ settings: { ...none, url: null, docs } }).tells).not.toContain('are pointed to')
})

test('a day later the same is no news', () => {
  expect(bodyOf({ at: page.at + 86_400_000 }).tells).toBe(bodyOf({}).tells)
})
