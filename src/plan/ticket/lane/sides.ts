// A ticket and its private issue are open or closed together: whoever closed or opened one last, the other follows. Pure.
import type { Facts } from '../../../domain/facts.ts'
import type { TicketKind } from '../../../domain/ticket.ts'
import type { Want } from '../../../domain/want.ts'
import { partedText } from '../../../words/ticket/lane-words.ts'
import { once, say } from '../wants.ts'
import { isTransition } from './lane-entries.ts'

const WHY = 'the other side of the private lane'

/** One Want at most, once for each time that either side was closed or opened. */
export function followOtherSide(facts: Facts): Want[] {
  const { lane, story, onGitHub, ticket } = facts
  const last = facts.entries.findLast(isTransition)
  if (!last || !lane.issue) return []
  const isTold = last.data.lane === true
  if ((isTold ? onGitHub.open : lane.issue.open) === story.open) return []
  const reason = story.closes.at(-1)?.reason ?? null
  const kind = isTold ? ticket.kind : 'issue'
  const what = story.open
    ? ({ do: 'reopen' } as const)
    : ({ do: 'close', reason: reasonOn(kind, reason) } as const)
  const want = once(facts, `lane ${last.sourceKey}`, what, { why: WHY })
  return [isTold ? want : { ...want, place: { in: 'lane', ticketId: ticket.id } }]
}

/** The ticket is no longer where it was: whoever works in private is told, for nothing that comes of it is seen there. */
export function tellOfParting(facts: Facts): Want[] {
  const { lane, onGitHub, ticket } = facts
  if (onGitHub.gone === null || !lane.issue || lane.trouble !== null) return []
  const marker = { kind: 'private', key: `${ticket.id} ${onGitHub.gone}` } as const
  const want = say(facts, marker, partedText(onGitHub.gone), {
    rank: 1,
    why: `the ticket was ${onGitHub.gone}`,
  })
  return [{ ...want, place: { in: 'lane', ticketId: ticket.id } }]
}

const ON_DISCUSSION: Record<string, string> = { completed: 'resolved', not_planned: 'outdated' }
const ON_ISSUE: Record<string, string> = { resolved: 'completed', outdated: 'not_planned' }

/** GitHub has other words for the same on discussions. */
function reasonOn(kind: TicketKind, reason: string | null): string {
  const words = kind === 'issue' ? ON_ISSUE : ON_DISCUSSION
  if (reason === null) return kind === 'issue' ? 'completed' : 'resolved'
  return words[reason] ?? reason
}
