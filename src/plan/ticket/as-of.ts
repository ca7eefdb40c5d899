// A ticket and its ledger as they stood at a moment: what has happened since is taken back. Pure.
import { type Entry, entryOrder, type Ticket } from '../../domain/ticket.ts'

/**
 * What had happened by `t` (ms), and the ticket as GitHub showed it then. Its text is today's, for edits do not say what
 * stood there before. Where nothing has happened since, GitHub's own word on the ticket stands.
 */
export function asOf(
  ticket: Ticket,
  entries: readonly Entry[],
  t: number,
): { ticket: Ticket; entries: readonly Entry[] } {
  const later = entries.filter(({ at }) => at > t)
  if (later.length === 0) return { ticket, entries }
  const then = later.sort(entryOrder).toReversed().reduce(takenBack, ticket)
  return { ticket: then, entries: entries.filter(({ at }) => at <= t) }
}

/** The moment to decide for: GitHub's clock may be ahead of ours, and what has happened has happened. */
export function momentOf(entries: readonly Entry[], clockAt: number): number {
  return entries.reduce((latest, { at }) => Math.max(latest, at), clockAt)
}

function takenBack(ticket: Ticket, { kind, data }: Entry): Ticket {
  const { label = '' } = data
  switch (kind) {
    case 'labeled':
      return { ...ticket, labels: ticket.labels.filter((one) => !isSame(one, label)) }
    case 'unlabeled':
      return ticket.labels.some((one) => isSame(one, label))
        ? ticket
        : { ...ticket, labels: [...ticket.labels, label] }
    case 'closed':
      return { ...ticket, open: true, stateReason: null }
    case 'reopened':
      return { ...ticket, open: false }
    case 'locked':
      return { ...ticket, locked: false }
    case 'unlocked':
      return { ...ticket, locked: true }
    case 'transferred':
    case 'converted':
    case 'deleted':
      return { ...ticket, gone: null }
    case 'opened':
    case 'edited':
    case 'comment':
    case 'comment_edited':
    case 'comment_deleted':
    case 'answered':
    case 'unanswered':
      return ticket
    default:
      return kind satisfies never
  }
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
