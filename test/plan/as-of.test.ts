// A ticket as it stood at a moment: the facts of any moment are those that were gathered then.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EntryKind, Ticket } from '../../src/domain/ticket.ts'
import { asOf, momentOf } from '../../src/plan/ticket/as-of.ts'
import { aTicket, comment, entry, HOUR, MONDAY, maintainer, requester } from './ledger-builder.ts'

const states: EntryKind[] = ['labeled', 'unlabeled', 'closed', 'reopened', 'locked', 'unlocked']
const someStates = fc
  .array(fc.tuple(fc.constantFrom(...states), fc.constantFrom('bug', 'Help wanted')), { maxLength: 12 })
  .map((list) =>
    list.map(([kind, label], hours) =>
      entry(kind, hours, maintainer, kind.endsWith('labeled') ? { label } : {}),
    ),
  )

/** What GitHub shows after something happened. */
function shown(ticket: Ticket, { kind, data }: ReturnType<typeof entry>): Ticket {
  const rest = ticket.labels.filter((one) => one !== data.label)
  if (kind === 'labeled') return { ...ticket, labels: [...rest, data.label ?? ''] }
  if (kind === 'unlabeled') return { ...ticket, labels: rest }
  if (kind === 'closed' || kind === 'reopened') return { ...ticket, open: kind === 'reopened' }
  return { ...ticket, locked: kind === 'locked' }
}

/** Repeating a state is nothing: only what turns one is told by GitHub. */
function told(entries: ReturnType<typeof entry>[]) {
  let ticket = aTicket({ labels: [] })
  const turns = entries.filter((one) => {
    const next = shown(ticket, one)
    const turned = JSON.stringify([...next.labels].sort()) !== JSON.stringify([...ticket.labels].sort())
    const isTurn = turned || next.open !== ticket.open || next.locked !== ticket.locked
    ticket = next
    return isTurn
  })
  return { ticket, turns }
}

describe('a ticket as of a moment', () => {
  it('is what GitHub showed then', () => {
    fc.assert(
      fc.property(someStates, fc.integer({ min: -1, max: 13 }), (entries, hours) => {
        const { ticket, turns } = told(entries)
        const t = MONDAY + hours * HOUR
        const before = turns.filter(({ at }) => at <= t).reduce(shown, aTicket({ labels: [] }))
        const then = asOf(ticket, turns, t)
        expect(then.ticket.labels.toSorted()).toEqual(before.labels.toSorted())
        expect([then.ticket.open, then.ticket.locked]).toEqual([before.open, before.locked])
        expect(then.entries).toEqual(turns.filter(({ at }) => at <= t))
      }),
    )
  })

  it("is GitHub's own word where nothing has happened since, whatever the ledger says", () => {
    const ticket = aTicket({ labels: ['put on before anybody looked'], open: false })
    const entries = [comment(1, requester)]
    expect(asOf(ticket, entries, MONDAY + HOUR)).toEqual({ ticket, entries })
  })
})

it("what GitHub's clock says to have happened has happened, also where ours is behind", () => {
  expect(momentOf([comment(2, requester)], MONDAY + HOUR)).toBe(MONDAY + 2 * HOUR)
  expect(momentOf([comment(2, requester)], MONDAY + 3 * HOUR)).toBe(MONDAY + 3 * HOUR)
})
