// What open tickets are decided by has changed: of those who pay, at once; of a repository, little by little.
import type { Repository } from '../domain/repository.ts'
import { PRIORITY, wake } from '../store/agenda.ts'
import { wakeStale } from '../store/agenda-upkeep.ts'
import type { Store } from '../store/open.ts'
import { openTicketsOfRequesters } from '../store/tickets.ts'
import type { TurnDeps } from './deps.ts'

const CHUNK = 500

/** What people are entitled to has changed: their tickets come before those of others. Repeating it does no harm. */
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

/** Open tickets that were decided under another version of all that is known of their repository become due. */
export async function wakeStaleTickets(
  { store, contexts }: Pick<TurnDeps, 'store' | 'contexts'>,
  repository: Repository,
  version?: string,
): Promise<void> {
  await wakeStale(store.db, {
    rulesVersion: version ?? (await contexts.get(repository))?.version ?? 'not known yet',
    repositoryId: repository.id,
    now: store.now(),
    overMs: 60_000,
  })
}
