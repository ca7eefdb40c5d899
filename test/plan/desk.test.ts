// The plan of a desk: its issue, its pin, and a comment for each entry of the register.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DESK_COMMENTS } from '../../src/plan/desk/all-comments.ts'
import type { DeskComment, DeskFacts } from '../../src/plan/desk/desk-facts.ts'
import { deskDueAt, planDesk } from '../../src/plan/desk/plan-desk.ts'
import { computeMetrics, metricsBounds } from '../../src/report/metrics.ts'
import { DAY, figures, NOW } from '../report/figures-builder.ts'

function factsAt(now: number, override: Partial<DeskFacts> = {}): DeskFacts {
  const span = { fromAt: NOW - 90 * DAY, toAt: NOW }
  const input = { repository: 'acme/widget', ...span, now, tickets: [figures({})], tiers: [] }
  return {
    place: { kind: 'desk', repositoryId: 1, placeId: 1 },
    repository: { id: 1, owner: 'acme', name: 'widget' },
    metrics: {
      metrics: computeMetrics(input),
      bounds: metricsBounds(input),
      trend: [],
      articles: [],
      proof: null,
      history: null,
      gaps: [],
      bar: null,
      needs: {},
      zone: 'UTC',
    },
    queue: { tickets: [], drafts: false, commandPrefix: '/', zone: 'UTC' },
    preview: null,
    problems: [],
    refused: [],
    ...override,
  }
}

const told = (facts: DeskFacts, comments?: readonly DeskComment[]) =>
  planDesk(facts, comments).flatMap(({ what }) =>
    what.do === 'keep_comment' ? [[what.kind, what.text === null ? null : what.tells] as const] : [],
  )

test('the issue comes before its pin and its comments, response times before the queue', () => {
  const wants = planDesk(factsAt(NOW))
  expect(wants.map(({ what }) => (what.do === 'keep_comment' ? what.kind : what.do))).toEqual([
    'keep_issue',
    'pin',
    'metrics',
    'queue',
    'note',
  ])
  expect(new Set(wants.map(({ key }) => key)).size).toBe(wants.length)
})

test('a note is wanted only where there is something to mend', () => {
  expect(new Map(told(factsAt(NOW))).get('note')).toBeNull()
  expect(new Map(told(factsAt(NOW, { problems: ['x: wrong'] }))).get('note')).toContain('x: wrong')
})

test('what is told stays the same when only the time of computing differs', () => {
  expect(told(factsAt(NOW))).toEqual(told(factsAt(NOW + 1_000)))
})

test('another comment is one entry of the register', () => {
  const toy: DeskComment = {
    kind: 'toy',
    mark: 'report toy',
    text: ({ repository }) => `Hello ${repository.name} <!-- firstline:report toy -->`,
  }
  expect(told(factsAt(NOW), [...DESK_COMMENTS, toy]).at(-1)).toEqual([
    'toy',
    'Hello widget <!-- firstline:report toy -->',
  ])
})

test('a desk is due once an interval, at once where it was asked for since, and never in the past', () => {
  const moment = fc.integer({ min: 0, max: 1e9 })
  fc.assert(
    fc.property(moment, moment, moment, (writtenAt, wantedAt, updateMs) => {
      const now = Math.max(writtenAt, wantedAt)
      const dueAt = deskDueAt({ wantedAt, writtenAt, updateMs, now })
      expect(dueAt).toBe(wantedAt > writtenAt ? now : writtenAt + updateMs)
    }),
  )
  expect(deskDueAt({ wantedAt: 0, writtenAt: null, updateMs: 60_000, now: 7 })).toBe(7)
})
