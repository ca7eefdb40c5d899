// What somebody is entitled to has changed: all their open tickets become due at once, the paid ones first.
import { PRIORITY, wake } from '../store/agenda.ts'
import { openTicketsOfRequester } from '../store/ledger.ts'
import type { Store } from '../store/open.ts'

/** Repeating it does no harm. */
export async function wakeTicketsOf(store: Store, accountIds: readonly number[]): Promise<void> {
  for (const accountId of accountIds) {
    const tickets = await openTicketsOfRequester(store.db, accountId)
    const lines = tickets.map((ticket) => ({
      key: ticket.id,
      kind: 'ticket',
      at: store.now(),
      repositoryId: ticket.repositoryId,
      priority: PRIORITY.paid,
    }))
    await wake(store.db, lines)
  }
}
