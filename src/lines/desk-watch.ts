// What people do to the desk issue itself: its comments come back when they are deleted, and so does the issue.
import type { Repository } from '../domain/repository.ts'
import type { Ticket } from '../domain/ticket.ts'
import { wake } from '../store/agenda.ts'
import { entriesOf } from '../store/ledger.ts'
import { readMeta, writeMeta } from '../store/meta.ts'
import { reopenRefusals } from '../store/refusals.ts'
import type { LineDeps } from './deps.ts'
import type { Desk, DeskKind } from './desk-issue.ts'
import { repositoryScope } from './repository-context.ts'

const KINDS: readonly DeskKind[] = ['metrics', 'queue', 'note']

/** True where the ticket is the repository's desk: it is no ticket then, and what was deleted there is written anew. */
export async function watchDesk(deps: LineDeps, repository: Repository, ticket: Ticket): Promise<boolean> {
  const { store } = deps
  const scope = repositoryScope(repository.id)
  const desk = await readMeta<Desk>(store.db, scope, 'desk')
  if (!desk || ticket.id !== `issue:${desk.issueId}`) return false
  if (ticket.gone) {
    await forgetDesk(deps, repository.id, desk)
    await wakeDesk(deps, repository.id)
    return true
  }
  // A desk that was locked is written again once it is not.
  const ofDesk = { repositoryId: repository.id, ticketId: null, remedy: 'unlock' } as const
  if (!ticket.locked) await reopenRefusals(store.db, ofDesk, store.now())
  const deleted = new Set<number>()
  for (const entry of await entriesOf(store.db, ticket.id)) {
    if (entry.kind === 'comment_deleted') deleted.add(entry.data.commentId ?? 0)
  }
  const lost = KINDS.filter((kind) => deleted.has(desk[kind]?.id ?? -1))
  if (lost.length === 0) return true
  // What is not remembered as written is written again.
  const emptied = lost.map((kind) => [kind, { ...desk[kind], text: '' }] as const)
  await writeMeta(store.db, scope, 'desk', { ...desk, ...Object.fromEntries(emptied) }, store.now())
  await wakeDesk(deps, repository.id)
  return true
}

/** The desk is written at once. */
export async function wakeDesk(deps: LineDeps, repositoryId: number): Promise<void> {
  const now = deps.store.now()
  await writeMeta(deps.store.db, repositoryScope(repositoryId), 'desk_wanted_at', now, now)
  await wake(deps.store.db, { key: `desk:${repositoryId}`, kind: 'desk', at: now, repositoryId })
}

/** The issue is gone: the next turn of the desk makes another. */
export async function forgetDesk(deps: LineDeps, repositoryId: number, desk: Desk): Promise<void> {
  const scope = repositoryScope(repositoryId)
  const now = deps.store.now()
  await writeMeta(deps.store.db, scope, 'desk_lost', desk.issueId, now)
  await writeMeta(deps.store.db, scope, 'desk', null, now)
}
