// A ticket that Firstline closed because nobody answered is opened again when its requester does.
import type { Facts } from '../../../domain/facts.ts'
import type { Contribution } from '../plan.ts'
import { once } from '../wants.ts'
import { lastingClose } from './shared.ts'

const REOPENS_WITHIN_MS = 30 * 86_400_000
/** The comment that says so comes just before the close itself; a limit of GitHub may come between them. */
const UNTIL_CLOSED_MS = { self: 7 * 86_400_000, unknown: 2 * 3_600_000 }
/** Clocks may differ. */
const CLOCKS_DIFFER_MS = 10 * 60_000

export function reopen(facts: Facts): Contribution {
  const { ticket, onGitHub, story } = facts
  const close = onGitHub.open ? null : lastingClose(facts)
  if (!close || !isAfterWait(facts, close)) return {}
  const reply = story.comments.find(
    (one) =>
      one.author.id === ticket.requester.id &&
      !one.onlyCommands &&
      one.writtenAt >= close.fromAt &&
      one.writtenAt <= close.fromAt + REOPENS_WITHIN_MS,
  )
  if (!reply || ticket.requester.id === null) return {}
  const why = 'opened again: the requester replied'
  return { wants: [once(facts, `reopen:${reply.id}`, { do: 'reopen' }, { why })] }
}

/** Firstline closed it, saying that a wait was over. Who closed a discussion is not told by its history. */
function isAfterWait({ story }: Facts, close: Facts['story']['closes'][number]): boolean {
  if (close.role !== 'self' && close.by.id !== null) return false
  const within = UNTIL_CLOSED_MS[close.role === 'self' ? 'self' : 'unknown']
  const reopenedAt = story.closes.at(-2)?.untilAt ?? Number.NEGATIVE_INFINITY
  return story.own.some(
    ({ markers, writtenAt }) =>
      writtenAt > reopenedAt &&
      writtenAt >= close.fromAt - within &&
      writtenAt <= close.fromAt + CLOCKS_DIFFER_MS &&
      markers.some(({ kind, key }) => kind === 'label-rule' && key.endsWith(':closed')),
  )
}
