// An outbox whose places are values: it notes what was sent, and refuses what it is told to.
import type { Place, Urgency, Want } from '../../src/domain/want.ts'
import { GitHubError } from '../../src/github/errors.ts'
import type { Door, Outbox } from '../../src/outbox/outbox.ts'
import { claim, wake } from '../../src/store/agenda.ts'
import type { Store } from '../../src/store/open.ts'
import { openStore } from '../../src/store/open-store.ts'

export interface StandIn {
  outbox: Outbox
  store: Store
  /** What was sent, such as `addLabels bug`, and how soon it had to go. */
  sent: Array<{ what: string; urgency: Urgency | undefined }>
  /** What is refused: begins with one of these. */
  refused: string[]
  /** Places that are not there yet. */
  closed: Set<Place['in']>
}

export const TICKET = { in: 'ticket', ticketId: 'issue:1' } as const

export async function openOutbox(): Promise<StandIn> {
  const store = await openStore({ dataDir: ':memory:', role: 'command' })
  await wake(store.db, { line: { kind: 'ticket', ticketId: 'issue:1' }, at: store.now() })
  const [line] = await claim(store, { token: 't', limit: 1, leaseMs: 600_000 })
  const sent: StandIn['sent'] = []
  const refused: string[] = []
  const closed: StandIn['closed'] = new Set()
  const door = doorOver(sent, refused)
  const open = async (place: Place) => (closed.has(place.in) ? null : door)
  const handOver: Outbox['handOver'] = async (_tx, _key, { channel }) => {
    sent.push({ what: `notify ${channel}`, urgency: undefined })
  }
  const outbox = { store, claim: line!.claim, repositoryId: 1, ticketId: 'issue:1', open, handOver }
  return { outbox, store, sent, refused, closed }
}

function doorOver(sent: StandIn['sent'], refused: readonly string[]): Door {
  const send = async (what: string, urgency?: Urgency) => {
    if (refused.some((start) => what.startsWith(start))) {
      throw new GitHubError(`x: refused ${what}`, { kind: 'forbidden', status: 403 })
    }
    sent.push({ what, urgency })
  }
  const named = async (name: string) => ({ name, nodeId: name })
  const github = {
    addLabels: (_: unknown, [label]: Array<{ name: string }>, urgency: Urgency) =>
      send(`addLabels ${label?.name}`, urgency),
    removeLabel: (_: unknown, label: { name: string }, urgency: Urgency) =>
      send(`removeLabel ${label.name}`, urgency),
    createComment: async (_: unknown, body: string, options: { urgency: Urgency }) => {
      await send(`createComment ${body}`, options.urgency)
      const author = { id: 1, login: 'firstline[bot]', type: 'Bot' }
      return { id: sent.length, nodeId: 'C', body, author, createdAt: 0 }
    },
    close: (_: unknown, reason: string, urgency: Urgency) => send(`close ${reason}`, urgency),
    lock: (_: unknown, urgency: Urgency) => send('lock', urgency),
  }
  const labels = { find: named, ensure: ({ name }: { name: string }) => named(name) }
  return { github, labels, thread: {}, refresh: () => send('refresh') } as unknown as Door
}

export function want(name: string, what: Want['what'], urgency: Urgency = 'answer'): Want {
  return { key: `issue:1|${name}`, place: TICKET, what, urgency, why: 'a test' }
}
