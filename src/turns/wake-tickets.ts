// What somebody is entitled to has changed: all their open tickets become due at once, before those of others.
import { PRIORITY, wake } from '../store/agenda.ts'
import type { Store } from '../store/open.ts'
import { openTicketsOfRequesters } from '../store/tickets.ts'

const CHUNK = 500

/** Repeating it does no harm. */
export async function wakeTicketsOf(store: Store, accountIds: readonly number[]): Promise<void> {
  const tickets = await openTicketsOfRequesters(store.db, accountIds)
  const lines = tickets.map((ticket) => ({
    line: { kind: 'ticket' as const, ticketId: ticket.id },
    at: store.now(),
    repositoryId: ticket.repositoryId,
    priority: PRIORITY.paid,
  }))
  for (let from = 0; from < lines.length; from += CHUNK) await wake(store.db, lines.slice(from, from + CHUNK))
}
