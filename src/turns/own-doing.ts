// Deliveries of what Firstline did itself on a ticket: the ledger has them, and often nothing follows.
import { isDeepStrictEqual } from 'node:util'
import type { Ticket } from '../domain/ticket.ts'
import type { Apply, Follows } from '../inbox/drain.ts'
import type { EventFor } from '../inbox/events/all-events.ts'
import { type Saved, takeTicketEvent } from '../inbox/take-ticket-event.ts'
import { followsFromComment, followsFromLabel } from '../plan/ticket/labels/echo.ts'
import { labelsWithin } from '../store/ledger.ts'
import type { Db } from '../store/open.ts'
import { ownDoings } from '../store/own-doings.ts'
import { ownIssue } from '../store/own-things.ts'

const SECOND_MS = 1_000

/** `botLogin`: our own, of whose doing often nothing follows; null: the ticket is looked at in any case. */
export function takingTicketEvents(botLogin: string | null): Apply<'ticket'> {
  return async (store, event, delivery) => {
    const saved = await takeTicketEvent(store, event, delivery)
    const isOwn = botLogin !== null && event.sender?.login === botLogin
    return isOwn ? followsFromOwn(store.db, event, saved) : 'a look'
  }
}

/**
 * A delivery shows the whole ticket: whatever else is new in it is looked at. So is a label that went on or off in one
 * second with another, for then only GitHub knows the order.
 */
async function followsFromOwn(
  db: Db,
  event: EventFor<'ticket'>,
  { before, after, isNew }: Saved,
): Promise<Follows> {
  if (before === null) return 'a look'
  // In private that is a copy, or an answer to a command: nothing that was said.
  if (event.event === 'issue_comment' && event.action === 'created' && (await isLane(db, after)))
    return 'nothing'
  switch (event.event) {
    case 'issue_comment':
    case 'discussion_comment': {
      if (event.action !== 'created' || isNew || !showsTheSame(before, after, null)) return 'a look'
      return followsFromComment(await ownDoings(db, after.id), event.comment.id) ? 'a look' : 'nothing'
    }
    case 'issues':
    case 'discussion': {
      const { action, label } = event
      if (!label || (action !== 'labeled' && action !== 'unlabeled')) return 'a look'
      const isOn = action === 'labeled'
      if (!showsTheSame(before, after, label.name) || after.labels.includes(label.name) !== isOn)
        return 'a look'
      const at = (event.event === 'issues' ? event.issue : event.discussion).updated_at
      if (followsFromLabel(await ownDoings(db, after.id), label.name, isOn)) return 'a look'
      const isTied = await labelsWithin(db, after.id, { fromAt: at, untilAt: at + SECOND_MS })
      return isTied ? 'a look' : 'nothing'
    }
    default:
      return event satisfies never
  }
}

async function isLane(db: Db, { id }: Ticket): Promise<boolean> {
  return (await ownIssue(db, Number(id.split(':')[1])))?.kind === 'lane'
}

/** But for this label, and the time. */
function showsTheSame(before: Ticket, after: Ticket, label: string | null): boolean {
  const shown = ({ updatedAt: _, labels, ...rest }: Ticket) => ({
    ...rest,
    labels: labels.filter((name) => name !== label).sort(),
  })
  return isDeepStrictEqual(shown(before), shown(after))
}
