// Deliveries go through the real inbox into a ledger: an SQLite in memory, emptied between threads.

import type { Repository } from '../../src/domain/repository.ts'
import type { Entry, Ticket, TicketId } from '../../src/domain/ticket.ts'
import { parseDelivery } from '../../src/inbox/parse-delivery.ts'
import { route } from '../../src/inbox/route.ts'
import { takeTicketEvent } from '../../src/inbox/take-ticket-event.ts'
import { entriesOf } from '../../src/store/ledger.ts'
import type { Store } from '../../src/store/open.ts'
import { openStore } from '../../src/store/open-store.ts'
import { saveRepository } from '../../src/store/repositories.ts'
import { ancestorsOf } from '../../src/store/ticket-links.ts'
import { findTicketById } from '../../src/store/tickets.ts'
import type { Delivery } from './github.ts'

export class Ledger {
  private readonly store: Store
  private now = 0

  private constructor(store: Store) {
    this.store = store
  }

  static async open(): Promise<Ledger> {
    let ledger: Ledger | null = null
    const store = await openStore({ dataDir: ':memory:', role: 'server', clock: () => ledger?.now ?? 0 })
    ledger = new Ledger(store)
    return ledger
  }

  async close(): Promise<void> {
    await this.store.close()
  }

  /** Empty but for the repositories that are covered. */
  async begin(repositories: readonly Repository[]): Promise<void> {
    const { db } = this.store
    for (const table of ['entry', 'ticket', 'ticket_link', 'agenda', 'repository'] as const) {
      await db.deleteFrom(table).execute()
    }
    for (const repository of repositories) await saveRepository(db, repository)
  }

  /** The ticket that the delivery is about; null where it is about none. @throws where it cannot be understood */
  async take({ event: name, payload }: Delivery, at: number): Promise<TicketId | null> {
    this.now = at
    const line = route('github', name, payload)?.line
    if (line?.kind !== 'ticket') return null
    const read = parseDelivery('ticket', name, Buffer.from(JSON.stringify(payload)))
    if ('unreadable' in read) throw new Error(read.unreadable)
    await takeTicketEvent(this.store, read.event, { guid: `${name}-${at}`, receivedAt: at })
    return line.ticketId
  }

  async ticket(id: TicketId): Promise<Ticket | null> {
    return findTicketById(this.store.db, id)
  }

  async entries(id: TicketId): Promise<Entry[]> {
    return entriesOf(this.store.db, id)
  }

  async ancestors(id: TicketId): Promise<TicketId[]> {
    return ancestorsOf(this.store.db, id)
  }
}
