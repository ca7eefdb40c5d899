// What a delivery about a ticket changes: the ticket as it now is, its ledger, and what it came from or became.
import type { Ticket } from '../domain/ticket.ts'
import { redactSecrets } from '../knowledge/index.ts'
import { wake } from '../store/agenda.ts'
import { appendEntries } from '../store/ledger.ts'
import type { Db, Store } from '../store/open.ts'
import { reopenRefusals, unlockedOn } from '../store/refusals.ts'
import { findRepository } from '../store/repositories.ts'
import { knownBefore } from '../store/ticket-in-turn.ts'
import { linkTickets } from '../store/ticket-links.ts'
import { findTicketById, upsertTicket } from '../store/tickets.ts'
import { discussionBehind, issueBehind } from '../store/twins.ts'
import type { Taken } from './drain.ts'
import { openedEntry } from './entries.ts'
import type { EventFor } from './events/all-events.ts'
import { type Translation, translate, withDeparture } from './translate.ts'
import { Uncovered } from './uncovered.ts'

/** What a delivery made of the ticket, and whether it told anything that the ledger had not. */
export interface Saved {
  before: Ticket | null
  after: Ticket
  isNew: boolean
}

export async function takeTicketEvent(
  { db, now }: Store,
  event: EventFor<'ticket'>,
  { receivedAt }: Taken,
): Promise<Saved> {
  const told = withDeparture(translate(event, redactSecrets), receivedAt)
  const { id: repositoryId } = event.repository
  const known = await knownBefore(db, { ticketId: told.ticket.id, repositoryId })
  if (!known) throw new Uncovered(repositoryId)
  const saved = await saveTranslation(db, told, known)
  if (isUnlocking(told, saved)) await reopenRefusals(db, unlockedOn(saved.after.id), now())
  return saved
}

/** Only what is told anew counts: GitHub may hold a thread for locked of which nobody has told it. */
function isUnlocking({ entries }: Translation, { before, after, isNew }: Saved): boolean {
  return (before?.locked && !after.locked) || (isNew && entries.some(({ kind }) => kind === 'unlocked'))
}

async function saveTranslation(
  tx: Db,
  translation: Translation,
  { ticket: known, installedAt }: { ticket: Ticket | null; installedAt: number },
): Promise<Saved> {
  const { ticket, opening, transferredIn } = translation
  const twin = opening && ticket.kind === 'discussion' ? await issueBehind(tx, ticket) : null
  const live = opening && !transferredIn && !twin && ticket.openedAt >= installedAt
  const origin: Ticket['origin'] = transferredIn
    ? 'transferred'
    : twin
      ? 'converted'
      : ticket.openedAt < installedAt
        ? 'before_installation'
        : 'opened'
  const labels = ticket.labels ?? labelsAfter(known?.labels ?? [], translation)
  const firstSeen = known?.firstSeen ?? (live ? 'live' : 'history')
  const after = await upsertTicket(tx, { ...ticket, labels, firstSeen, origin }, { stored: known })
  const added = await appendEntries(tx, translation.entries)
  if (twin) await linkTickets(tx, twin.id, ticket.id)
  await followConversion(tx, translation)
  if (translation.predecessorId) await linkTickets(tx, translation.predecessorId, ticket.id)
  if (translation.successor) await follow(tx, ticket.id, translation.successor)
  return { before: known, after, isNew: added > 0 }
}

/** Where its new repository is served too, the ticket goes on there, whether or not a delivery comes from there. */
async function follow(tx: Db, fromId: string, { ticketId, shown }: NonNullable<Translation['successor']>) {
  await linkTickets(tx, fromId, ticketId)
  const repository = shown && (await findRepository(tx, shown.repositoryId))
  if (!repository) return
  const known = await findTicketById(tx, ticketId)
  const labels = shown.labels ?? known?.labels ?? []
  await upsertTicket(tx, { ...shown, labels, firstSeen: 'history', origin: 'transferred' }, { stored: known })
  await appendEntries(tx, [openedEntry(shown)])
  const { id: repositoryId, installationId } = repository
  await wake(tx, { line: { kind: 'ticket', ticketId }, repositoryId, installationId, at: shown.updatedAt })
}

/** Converting an issue closes and locks it; the delivery of the discussion may have come before that. */
async function followConversion(tx: Db, { ticket, entries }: Translation): Promise<void> {
  if (ticket.kind !== 'issue' || ticket.open || !entries.some(({ kind }) => kind === 'locked')) return
  const discussion = await discussionBehind(tx, ticket)
  if (!discussion) return
  await linkTickets(tx, ticket.id, discussion.id)
  await upsertTicket(tx, { ...discussion, origin: 'converted' })
  const { repositoryId } = discussion
  await wake(tx, {
    line: { kind: 'ticket', ticketId: discussion.id },
    repositoryId,
    at: discussion.updatedAt,
  })
}

/** The labels as they were, with what this delivery says of one of them. */
function labelsAfter(before: string[], { entries }: Translation): string[] {
  const labels = new Set(before)
  for (const { kind, data } of entries) {
    if (kind === 'labeled' && data.label !== undefined) labels.add(data.label)
    if (kind === 'unlabeled' && data.label !== undefined) labels.delete(data.label)
  }
  return [...labels]
}
