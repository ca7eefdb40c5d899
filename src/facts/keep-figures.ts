// Keeps the figures of tickets beside the ledger: those that are missing there, or hold no longer.
import { setImmediate } from 'node:timers/promises'
import { breather } from '../agenda/gently.ts'
import type { Repository } from '../domain/repository.ts'
import type { TicketId } from '../domain/ticket.ts'
import { PRIORITY, type Wake } from '../store/agenda.ts'
import { figuresOfRequesters, keepFigures, staleFigures } from '../store/figures.ts'
import type { LifeDeps } from './earlier-lives.ts'
import { type PaymentBook, paymentBook } from './figure-payments.ts'
import { figuresVersion } from './figures-version.ts'
import type { ServedRepository } from './served-repository.ts'
import { type ToldTicket, tellTickets } from './tell-figures.ts'

/** Tickets in one transaction: a few milliseconds. */
const CHUNK = 50
/** Requesters in one statement. */
const REQUESTERS = 200

interface Stale {
  ticketId: TicketId
  changes: number
}

/** What figures rest on may have changed. Reports are right without it, and fast once it is done. */
export function figuresWake(
  { id: repositoryId, installationId }: Pick<Repository, 'id' | 'installationId'>,
  at: number,
): Wake {
  return { line: { kind: 'figures', repositoryId }, at, installationId, priority: PRIORITY.background }
}

/** Makes those of `chunks` times fifty tickets at most. Returns whether there may be more. Lets others go first. */
export async function keepSomeFigures(
  deps: LifeDeps,
  served: ServedRepository,
  { now, chunks }: { now: number; chunks: number },
): Promise<boolean> {
  const version = figuresVersion(served)
  const book = await paymentBook(deps, served)
  for (let chunk = 0; chunk < chunks; chunk += 1) {
    const stale = await nextStale(deps, served, book, { version, now })
    const told: ToldTicket[] = []
    const ids = stale.map(({ ticketId }) => ticketId)
    for await (const one of tellTickets(deps, served, book, ids, now)) told.push(one)
    // What cannot be told is no ticket any more.
    if (told.length === 0) return false
    const changes = new Map(stale.map((one) => [one.ticketId, one.changes]))
    const kept = told.map((one) => ({
      ...one,
      version,
      changes: changes.get(one.ticketId)!,
      told: one.isKept ? one.told : null,
    }))
    await setImmediate()
    await deps.store.transaction((tx) => keepFigures(tx, kept))
    await setImmediate()
  }
  return true
}

async function nextStale(
  { store }: Pick<LifeDeps, 'store'>,
  { repository }: ServedRepository,
  book: PaymentBook,
  { version, now }: { version: number; now: number },
): Promise<Stale[]> {
  const stale = await staleFigures(store.db, repository.id, { version, now, limit: CHUNK })
  if (stale.length > 0) return stale
  const named = [...book.named]
  const breathe = breather()
  for (let from = 0; from < named.length; from += REQUESTERS) {
    const rows = await figuresOfRequesters(store.db, repository.id, named.slice(from, from + REQUESTERS))
    await book.look(rows.map((row) => row.requester_id))
    const changed = rows.filter((row) => row.paid !== book.of(row.requester_id).digest)
    await breathe()
    if (changed.length > 0) {
      return changed.slice(0, CHUNK).map((row) => ({ ticketId: row.ticket_id, changes: row.changes }))
    }
  }
  return []
}
