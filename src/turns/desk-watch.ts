// What people do to the desk issue itself: its comments come back when they are deleted, and so does the issue.
import type { Ticket } from '../domain/ticket.ts'
import { repositoryScope } from '../facts/served-repository.ts'
import type { DeskKind } from '../outbox/desk-comments.ts'
import { type Desk, type DeskSlot, rememberDesk } from '../outbox/desk-issue.ts'
import { wake } from '../store/agenda.ts'
import { entriesOf } from '../store/ledger.ts'
import { readMeta, writeMeta } from '../store/meta.ts'
import { reopenRefusals } from '../store/refusals.ts'
import type { TurnDeps } from './deps.ts'

const KINDS: readonly DeskKind[] = ['metrics', 'queue', 'note']

/** True where the ticket is the desk of some repository: it is no ticket then, and what was deleted there comes back. */
export async function watchDesk(deps: TurnDeps, ticket: Ticket): Promise<boolean> {
  const { store } = deps
  const of = await readMeta<{ repositoryId: number; slot: DeskSlot }>(store.db, ticket.id, 'desk_of')
  if (!of) return false
  const desk = await readMeta<Desk>(store.db, repositoryScope(of.repositoryId), of.slot)
  if (!desk || ticket.id !== `issue:${desk.issueId}`) return true
  if (ticket.gone) {
    await forgetDesk(deps, of.slot, desk)
    await wakeDesk(deps, of.repositoryId)
    return true
  }
  // A desk that was locked is written again once it is not.
  const ofDesk = { repositoryId: of.repositoryId, ticketId: null, remedy: 'unlock' } as const
  if (!ticket.locked) await reopenRefusals(store.db, ofDesk, store.now())
  const deleted = new Set<number>()
  for (const entry of await entriesOf(store.db, ticket.id)) {
    if (entry.kind === 'comment_deleted') deleted.add(entry.data.commentId ?? 0)
  }
  // What is not remembered as written is written again.
  const lost = KINDS.filter((kind) => desk[kind]?.text && deleted.has(desk[kind].id))
  if (lost.length === 0) return true
  const emptied = lost.map((kind) => [kind, { ...desk[kind], text: '' }] as const)
  await rememberDesk(deps, of.slot, { ...desk, ...Object.fromEntries(emptied) })
  await wakeDesk(deps, of.repositoryId)
  return true
}

/** The desk is written at once. */
export async function wakeDesk(deps: TurnDeps, repositoryId: number): Promise<void> {
  const now = deps.store.now()
  await writeMeta(deps.store.db, repositoryScope(repositoryId), 'desk_wanted_at', now, now)
  await wake(deps.store.db, { line: { kind: 'desk', repositoryId }, at: now })
}

/** The issue is gone: the next turn of the desk makes another. */
export async function forgetDesk(deps: TurnDeps, slot: DeskSlot, desk: Desk): Promise<void> {
  const scope = repositoryScope(desk.repositoryId)
  const now = deps.store.now()
  await writeMeta(deps.store.db, scope, `${slot}_lost`, desk.issueId, now)
  await writeMeta(deps.store.db, scope, slot, null, now)
}
