// Tickets and entries for tests of the store; each test overrides only what matters to it.

import type { Entry, Ticket } from '../../src/domain/ticket.ts'
import { anIssue } from '../builders.ts'

export const OPENED_AT = Date.UTC(2026, 0, 15, 8)

export function ticket(override: Partial<Ticket> = {}): Ticket {
  const own = { id: 'issue:3641000001', repositoryId: 22, number: 1, nodeId: 'I_1' }
  return anIssue(OPENED_AT, { ...own, title: 'It does not start', body: 'Nothing happens.', ...override })
}

export function entry(override: Partial<Entry> = {}): Entry {
  return {
    ticketId: 'issue:3641000001',
    sourceKey: 'comment:5000000001',
    kind: 'comment',
    at: OPENED_AT + 60_000,
    actor: { id: 88, login: 'helper', type: 'User' },
    data: { commentId: 5000000001, body: 'Try again.' },
    ...override,
  }
}
