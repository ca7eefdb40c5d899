// What a reading makes of a ledger: it believes what it saw, and concludes nothing from what it could not have seen.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { statesAfter, tiesInOrder, unsettledAt } from '../../src/domain/states.ts'
import { type Entry, type EntryKind, entryOrder, type Ticket } from '../../src/domain/ticket.ts'
import { reread } from '../../src/reading/reread.ts'
import { applied, type CommentRead, type Known, type ThreadRead } from '../../src/reading/reread-parts.ts'
import { entry, OPENED_AT, ticket } from '../store/builders.ts'

const MINUTE = 60_000
const HELPER = { id: 88, login: 'helper', type: 'User' as const }
const at = (minutes: number) => OPENED_AT + minutes * MINUTE

function turned(kind: EntryKind, minutes: number, data: Entry['data'] = {}): Entry {
  const sourceKey = `${kind}:${data.label ?? data.commentId ?? ''}:88:${at(minutes) / 1000}`
  return entry({ kind, sourceKey, at: at(minutes), data })
}

function written(id: number, minutes: number, body = 'Try again.'): Entry {
  return entry({ sourceKey: `comment:${id}`, at: at(minutes), data: { commentId: id, body } })
}

function commentRead(id: number, minutes: number, change: Partial<CommentRead> = {}): CommentRead {
  const base = { id, nodeId: `IC_${id}`, parentId: null, author: HELPER, body: 'Try again.' }
  return { ...base, createdAt: at(minutes), updatedAt: at(minutes), ...change }
}

/** Reads a thread at `minutes`, and returns the ledger after it. */
function read(
  entries: Entry[],
  shown: Partial<ThreadRead> & { now?: Partial<Ticket> },
  known: Partial<Known> & { updated?: number } = {},
): { ledger: Entry[]; change: ReturnType<typeof reread> } {
  const { now = {}, ...rest } = shown
  const before: Known = {
    ticket: ticket({ updatedAt: at(known.updated ?? 10), labels: now.labels ?? [] }),
    entries: [...entries].sort(entryOrder),
    ownAct: () => null,
    labelExists: () => true,
    redact: (text) => text,
    ...known,
  }
  const change = reread(before, {
    ticket: ticket({ updatedAt: at(10), ...now }),
    comments: [],
    timeline: [],
    answer: null,
    closedAt: null,
    readAt: at(60),
    labelsFoundAt: null,
    ...rest,
  })
  return { ledger: applied(before.entries, change).sort(entryOrder), change }
}

describe('a comment', () => {
  test('that GitHub no longer has is gone, and one that it has again was never gone', () => {
    const { ledger } = read([written(1, 5)], {})
    expect(ledger.at(-1)).toMatchObject({ kind: 'comment_deleted', at: at(60), data: { found: true } })
    expect(read(ledger, { comments: [commentRead(1, 5)] }).ledger).toEqual([written(1, 5)])
  })

  test('written after what the reading saw is not missed by it', () => {
    const lagging = { now: { updatedAt: at(4) }, readAt: at(5) + 500 }
    expect(read([written(1, 5)], lagging, { updated: 5 }).change).toEqual({ drop: [], add: [] })
  })

  test('whose deletion was told stays deleted in a reading that lags', () => {
    const told = entry({
      kind: 'comment_deleted',
      sourceKey: 'comment:1:deleted',
      at: at(8),
      data: { commentId: 1 },
    })
    const { change } = read([written(1, 5), told], { comments: [commentRead(1, 5)] })
    expect(change).toEqual({ drop: [], add: [] })
  })

  test('that was edited says what it says now, since its edit', () => {
    const edited = commentRead(1, 5, { body: '/waiting', updatedAt: at(7) })
    const { ledger, change } = read([written(1, 5)], { comments: [edited] })
    expect(change.add).toMatchObject([
      { kind: 'comment_edited', at: at(7), data: { body: '/waiting', previousBody: 'Try again.' } },
    ])
    expect(read(ledger, { comments: [edited] }).change).toEqual({ drop: [], add: [] })
  })
})

describe('an issue', () => {
  test('has done to it what its timeline tells, and nothing else', () => {
    const kept = turned('labeled', 2, { label: 'bug' })
    const { ledger } = read([kept, turned('closed', 3), turned('locked', 4)], {
      timeline: [kept, turned('reopened', 4)],
      now: { labels: ['bug'] },
    })
    expect(ledger).toEqual([kept, turned('reopened', 4)])
  })

  test('keeps what happened after the last update that was seen', () => {
    const late = turned('closed', 12)
    const lagging = { readAt: at(12) + 500, now: { updatedAt: at(10) } }
    expect(read([late], lagging, { updated: 12 }).ledger).toEqual([late])
  })

  test('turned both ways in one second as GitHub tells it', () => {
    const both = [turned('reopened', 5), turned('closed', 5), turned('reopened', 5)]
    const { ledger } = read([turned('closed', 5), turned('reopened', 5)], { timeline: both })
    expect(ledger.map(({ kind }) => kind)).toEqual(['reopened', 'closed', 'reopened'])
    expect(unsettledAt(ledger)).toBeNull()
    expect(unsettledAt([turned('closed', 5), turned('reopened', 5)])).toBe(at(5))
  })
})

describe('a discussion', () => {
  const KINDS: EntryKind[] = ['labeled', 'unlabeled', 'closed', 'reopened', 'answered', 'unanswered']
  const happenings = fc.array(
    fc.record({ kind: fc.constantFrom(...KINDS), minutes: fc.integer({ min: 1, max: 9 }) }),
    { maxLength: 12 },
  )
  const shown = fc.record({ open: fc.boolean(), labelled: fc.boolean(), answered: fc.boolean() })

  test('is in the ledger as it was read, whatever was known, and reading it again changes nothing', () => {
    fc.assert(
      fc.property(happenings, shown, (told, { open, labelled, answered }) => {
        const entries = told.map(({ kind, minutes }) => {
          const data = kind.endsWith('labeled')
            ? { label: 'bug' }
            : kind.endsWith('answered')
              ? { commentId: 1 }
              : {}
          return turned(kind, minutes, data)
        })
        const unique = [...new Map(entries.map((one) => [one.sourceKey, one])).values(), written(1, 0.5)]
        const answer = {
          commentId: 1,
          author: HELPER,
          writtenAt: at(0.5),
          chosenAt: at(9.5),
          chosenBy: HELPER,
        }
        const reading = {
          timeline: null,
          comments: [commentRead(1, 0.5)],
          now: { kind: 'discussion' as const, open, labels: labelled ? ['bug'] : [] },
          closedAt: open ? null : at(9.5),
          answer: answered ? answer : null,
        }
        const { ledger } = read(unique, reading)
        const states = statesAfter(tiesInOrder(ledger))
        expect(states.get('closed') ?? false).toBe(!open)
        expect(states.get('label bug') ?? false).toBe(labelled)
        expect(states.get('answered') ?? false).toBe(answered)
        expect(read(ledger, { ...reading, readAt: at(90) }).change).toEqual({ drop: [], add: [] })
      }),
    )
  })

  test('has labels that were found by a maintainer’s hand, but for Firstline’s own and deleted ones', () => {
    const on = { timeline: null, now: { labels: ['bug'] } }
    expect(read([], on).change.add).toMatchObject([{ kind: 'labeled', data: { byMaintainer: true } }])
    const own = { id: null, login: 'firstline[bot]', type: 'Bot' as const }
    const byUs = read([], on, { ownAct: () => own }).change.add
    expect(byUs).toMatchObject([{ actor: own }])
    expect(byUs[0]?.data.byMaintainer).toBeUndefined()
    const off = { timeline: null, now: { labels: [] } }
    const gone = read([turned('labeled', 2, { label: 'bug' })], off, { labelExists: () => false }).change.add
    expect(gone).toMatchObject([{ kind: 'unlabeled' }])
    expect(gone[0]?.data.byMaintainer).toBeUndefined()
  })
})
