// Reads what a ticket was before it was transferred or converted, so that it goes on as the same ticket.

import type { Ticket } from '../domain/ticket.ts'
import { entitlementsOf } from '../entitlements/resolve.ts'
import { type EarlierLife, withEarlierLives } from '../plan/ticket/earlier-lives.ts'
import type { Stored } from '../plan/ticket/gather.ts'
import { effectsOf } from '../store/effects.ts'
import { entriesOf } from '../store/ledger.ts'
import { ratedRequests } from '../store/reactions.ts'
import { findRepository } from '../store/repositories.ts'
import { ancestorsOf } from '../store/ticket-links.ts'
import { findTicketById } from '../store/tickets.ts'
import type { FactsDeps } from './deps.ts'

export type LifeDeps = Pick<FactsDeps, 'store' | 'contexts' | 'credentials'>

/** It was, or may have been, another ticket before. */
export function continuesAnother({ origin }: Pick<Ticket, 'origin'>): boolean {
  return origin === 'transferred' || origin === 'converted'
}

/** A life in a repository that is not served here is not known. */
export async function withItsPast(deps: LifeDeps, stored: Stored): Promise<Stored> {
  const { id } = stored.ticket
  if (!continuesAnother(stored.ticket)) return stored
  const lives: EarlierLife[] = []
  const written = new Set(stored.written)
  for (const ancestor of await ancestorsOf(deps.store.db, id)) {
    const life = await readLife(deps, ancestor)
    if (!life) break
    lives.push(life)
    for (const name of await toldNames(deps, ancestor)) written.add(name)
  }
  return withEarlierLives({ ...stored, written }, lives)
}

/** What channels were told of it, by the names of the Wants: comments come along, and tell by themselves. */
async function toldNames({ store: { db } }: LifeDeps, id: string): Promise<string[]> {
  const told = (await effectsOf(db, id)).filter(({ kind }) => kind === 'notify')
  return told.map(({ key }) => key.slice(id.length + 1))
}

async function readLife({ store, credentials, contexts }: LifeDeps, id: string): Promise<EarlierLife | null> {
  const ticket = await findTicketById(store.db, id)
  const repository = ticket && (await findRepository(store.db, ticket.repositoryId))
  const context = repository && (await contexts.get(repository))
  if (!ticket || !context) return null
  const { settings, history, roleOf } = context
  const asked = { repository, settings, history, credentials }
  const requesterId = ticket.requester.id
  const { entitlements } =
    requesterId === null ? { entitlements: [] } : await entitlementsOf(store, asked, requesterId)
  const rated = (await ratedRequests(store.db, [id])).get(id) ?? []
  return { ticket, entries: await entriesOf(store.db, id), history, entitlements, roleOf, rated }
}
