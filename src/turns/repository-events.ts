// What was delivered about a repository itself: pushes want check runs, and what was read may no longer hold.
import type { Repository } from '../domain/repository.ts'
import { notePushed } from '../facts/asked.ts'
import type { Apply, Follows } from '../inbox/drain.ts'
import type { EventFor } from '../inbox/events/all-events.ts'
import { noteMoves } from '../outbox/label-book.ts'
import { noteMove, wakeDependents } from '../reading/dependents.ts'
import { wake } from '../store/agenda.ts'
import { forgetLabels, type LabelMove } from '../store/labels.ts'
import { ticketsInLanesOf } from '../store/lanes.ts'
import { dropMembers } from '../store/roles.ts'
import { servedBy } from '../store/serving.ts'
import { notePush } from './checks.ts'
import type { TurnDeps } from './deps.ts'
import { wakeDesk } from './own-watch.ts'

type Needs = Pick<TurnDeps, 'store'>

/** `botLogin`: our own, whose labels are known already. */
export function takeRepositoryEvent(
  deps: Needs,
  repository: Repository,
  botLogin: string,
): Apply<'repository'> {
  return async (store, event, { receivedAt }) => {
    const within = { ...deps, store }
    switch (event.event) {
      case 'push':
        // Check runs are wanted, though nothing is to be read again.
        if (!(await notePush(within, repository, event))) return 'a look'
        await notePushed(within, repository.id, receivedAt)
        await wakeDependents(within, repository)
        break
      case 'label':
        return takeLabel(within, repository, event, { botLogin, receivedAt })
      case 'member':
        await dropMembers(store.db, [repository.id], receivedAt)
        break
      case 'repository': {
        const { installationId } = repository
        // One that is hidden now may be what others point to.
        await wakeDependents(within, repository)
        await wake(store.db, { line: { kind: 'installation', installationId }, at: store.now() })
        await wakeWhatIsPrivateThere(within, repository)
        break
      }
      default:
        return event satisfies never
    }
    await noteMove(within, repository.id)
    return 'a look'
  }
}

/** Whoever writes there in private looks at once whether it still may. */
async function wakeWhatIsPrivateThere({ store }: Needs, { id, owner, name }: Repository): Promise<void> {
  for (const one of await servedBy(store.db, `${owner}/${name}`)) await wakeDesk({ store }, one)
  for (const ticketId of await ticketsInLanesOf(store.db, id)) {
    await wake(store.db, { line: { kind: 'ticket', ticketId }, at: store.now() })
  }
}

/** A label that is renamed or deleted is so on every ticket, of which GitHub sends nothing else. */
async function takeLabel(
  { store }: Needs,
  repository: Repository,
  { action, sender, label, changes }: Extract<EventFor<'repository'>, { event: 'label' }>,
  { botLogin, receivedAt: at }: { botLogin: string; receivedAt: number },
): Promise<Follows> {
  if (action === 'created' && sender?.login === botLogin) return 'nothing'
  await forgetLabels(store.db, repository.id)
  const move = moveOf(action, label.name, changes?.name?.from)
  if (move) await noteMoves(store.db, repository, [{ ...move, at }], store.now())
  return 'a look'
}

function moveOf(action: string, name: string, before: string | undefined): Omit<LabelMove, 'at'> | null {
  if (action === 'created') return { from: null, to: name }
  if (action === 'deleted') return { from: name, to: null }
  return action === 'edited' && before !== undefined ? { from: before, to: name } : null
}
