// What people do to issues of our own: a desk comes back when it is deleted, and closing an onboarding issue is a no.
import type { Ticket } from '../domain/ticket.ts'
import { wake } from '../store/agenda.ts'
import { noteDeskWanted } from '../store/desks.ts'
import { entriesOf } from '../store/ledger.ts'
import { endOnboarding } from '../store/onboarding.ts'
import { type OwnThing, ownIssue, ownParts, saveOwnThing } from '../store/own-things.ts'
import { reopenRefusals } from '../store/refusals.ts'
import type { TurnDeps } from './deps.ts'

type Needs = Pick<TurnDeps, 'store'>

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
  if (issue.state === 'lost') return true
  if (ticket.gone) {
    await saveOwnThing(store.db, { ...issue, state: 'lost' })
    await wakeDesk(deps, issue.repositoryId)
    return true
  }
  // A desk that was locked is written again once it is not.
  const ofDesk = { repositoryId: issue.repositoryId, place: issue.kind, remedy: 'unlock' } as const
  if (!ticket.locked) await reopenRefusals(store.db, ofDesk, store.now())
  const deleted = new Set<number>()
  for (const entry of await entriesOf(store.db, ticket.id)) {
    if (entry.kind === 'comment_deleted') deleted.add(entry.data.commentId ?? 0)
  }
  const parts = await ownParts(store.db, issue.issueId)
  const lost = parts.filter(({ commentId, state }) => state !== 'lost' && deleted.has(commentId ?? -1))
  for (const part of lost) await saveOwnThing(store.db, { ...part, hash: null, state: 'lost' })
  if (lost.length > 0) await wakeDesk(deps, issue.repositoryId)
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
