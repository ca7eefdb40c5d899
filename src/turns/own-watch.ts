// What people do to issues of our own: a desk comes back when it is deleted, and closing an onboarding issue is a no.
import type { Ticket } from '../domain/ticket.ts'
import { findLane, ticketOfLane } from '../reading/lanes.ts'
import { wake } from '../store/agenda.ts'
import { noteDeskWanted } from '../store/desks.ts'
import { laneOf } from '../store/lanes.ts'
import { entriesOf } from '../store/ledger.ts'
import { endOnboarding } from '../store/onboarding.ts'
import { type OwnThing, ownIssue, ownParts, saveOwnThing } from '../store/own-things.ts'
import { reopenRefusals } from '../store/refusals.ts'
import { findRepository } from '../store/repositories.ts'
import { findTicketById } from '../store/tickets.ts'
import type { TurnDeps } from './deps.ts'

type Needs = Pick<TurnDeps, 'store'>
type LaneNeeds = Pick<TurnDeps, 'github' | 'app'>

/** True where the ticket is an issue of our own: it is no ticket then, and what was deleted there comes back. */
export async function watchOwnIssue(deps: Needs, ticket: Ticket): Promise<boolean> {
  const { store } = deps
  if (ticket.kind !== 'issue') return false
  const issue = await ownIssue(store.db, Number(ticket.id.split(':')[1]))
  if (!issue) return false
  if (issue.kind === 'onboarding') {
    await watchOnboarding(deps, issue, ticket)
    return true
  }
  if (issue.kind === 'lane') {
    await watchLane(deps, issue, ticket)
    return true
  }
  if (issue.state === 'lost') return true
  if (ticket.gone) {
    await saveOwnThing(store.db, { ...issue, state: 'lost' })
    await wakeDesk(deps, issue.repositoryId)
    return true
  }
  // A desk that was locked is written again once it is not.
  const ofDesk = { repositoryId: issue.repositoryId, place: issue.kind, remedy: 'unlock' } as const
  if (!ticket.locked) await reopenRefusals(store.db, ofDesk, store.now())
  if (await noteLostParts(deps, issue, ticket)) await wakeDesk(deps, issue.repositoryId)
  return true
}

/** Whether comments of ours were deleted there. */
async function noteLostParts({ store }: Needs, issue: OwnThing, ticket: Ticket): Promise<boolean> {
  const deleted = new Set<number>()
  for (const entry of await entriesOf(store.db, ticket.id)) {
    if (entry.kind === 'comment_deleted') deleted.add(entry.data.commentId ?? 0)
  }
  const parts = await ownParts(store.db, issue.issueId)
  const lost = parts.filter(({ commentId, state }) => state !== 'lost' && deleted.has(commentId ?? -1))
  for (const part of lost) await saveOwnThing(store.db, { ...part, hash: null, state: 'lost' })
  return lost.length > 0
}

/** What happens in private is a part of the ticket's story; what is deleted there stays so. */
async function watchLane(deps: Needs, issue: OwnThing, ticket: Ticket): Promise<void> {
  const { store } = deps
  const { ticketId = '' } = issue
  if (ticket.gone && issue.state !== 'lost') await saveOwnThing(store.db, { ...issue, state: 'lost' })
  if (!ticket.locked) {
    await reopenRefusals(store.db, { ticketId, place: 'lane', remedy: 'unlock' }, store.now())
  }
  await noteLostParts(deps, issue, ticket)
  await wake(store.db, { line: { kind: 'ticket', ticketId }, at: store.now() })
}

/** An issue of ours that goes on with a ticket and is not known, after a lost database: no ticket either. */
export async function adoptLane(deps: Needs & LaneNeeds, ticket: Ticket): Promise<boolean> {
  const { db, now } = deps.store
  const ticketId =
    ticket.kind === 'issue' && ticket.requester.type === 'Bot' ? ticketOfLane(ticket.body) : null
  if (ticketId === null || ticket.requester.login !== (await deps.app()).botLogin) return false
  const about = await findTicketById(db, ticketId)
  const holder = about && (await findRepository(db, ticket.repositoryId))
  const whose = about && (await findRepository(db, about.repositoryId))
  if (!holder || holder.ownerId !== whose?.ownerId || (await laneOf(db, ticketId))) return true
  if (await findLane(deps, holder, about)) await wake(db, { line: { kind: 'ticket', ticketId }, at: now() })
  return true
}

/** Whoever closes or deletes it has said no: then comes the desk. */
async function watchOnboarding({ store }: Needs, issue: OwnThing, { open, gone }: Ticket): Promise<void> {
  const { repositoryId } = issue
  if (open && !gone) return
  if (gone) await saveOwnThing(store.db, { ...issue, state: 'lost' })
  await endOnboarding(store.db, repositoryId, gone ? 'deleted' : 'closed', store.now())
  await wake(store.db, { line: { kind: 'desk', repositoryId }, at: store.now() })
}

/** The desk is written at once. */
export async function wakeDesk(deps: Needs, repositoryId: number): Promise<void> {
  const now = deps.store.now()
  await noteDeskWanted(deps.store.db, repositoryId, now)
  await wake(deps.store.db, { line: { kind: 'desk', repositoryId }, at: now })
}
