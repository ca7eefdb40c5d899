// The queue comment: open tickets that wait for a maintainer, the most urgent on top.

import type { QueueTicket } from '../../domain/decision.ts'
import { markerText } from '../../domain/marker.ts'
import { humanDay, shortInstant, unbroken } from '../durations.ts'
import { quietUrl, safeCode, safeInline } from '../safe-text.ts'
import { markdownTable, plural } from '../tables.ts'
import { startOfDay } from '../zone.ts'

export interface QueueInput {
  tickets: readonly QueueTicket[]
  /** Drafts are for maintainers: in public they are shown only where there is no private desk. */
  drafts: boolean
  commandPrefix: string
  /** IANA zone of days and times. */
  zone: string
}

/** More rows than anybody reads would make the comment too long for GitHub. */
const MAX_ROWS = 100

/** The whole comment. The same input gives the same text: times are those of tickets, never of writing. */
export function queueComment({ tickets, drafts, commandPrefix, zone }: QueueInput): string {
  const sorted = byUrgency(
    tickets.map((ticket) => (drafts ? ticket : { ...ticket, drafts: [] })),
    zone,
  )
  const shown = sorted.slice(0, MAX_ROWS)
  const more = sorted.length - shown.length
  return [
    '## Waiting for a maintainer',
    summary(sorted, zone),
    shown.length === 0 ? null : queueTable(shown, zone),
    more > 0 ? `And ${plural(more, 'more ticket')}.` : null,
    draftsNote(shown, commandPrefix),
    markerText({ kind: 'queue', key: 'desk' }),
  ]
    .filter((section) => section !== null)
    .join('\n\n')
}

/** `4 tickets wait: 1 late, 1 at risk of being late.` */
function summary(tickets: readonly QueueTicket[], zone: string): string {
  if (tickets.length === 0) return 'Nothing is waiting.'
  const count = (test: (ticket: QueueTicket) => boolean) => tickets.filter(test).length
  const missed = count(({ state }) => state === 'missed')
  const atRisk = count(({ state }) => state === 'at risk')
  const escalated = count((ticket) => ticket.escalated)
  const rated = count((ticket) => ticket.rated !== null)
  const human = count((ticket) => ticket.needsHuman && ticket.rated === null)
  const facts = [
    ...(escalated > 0 ? [`**${escalated} escalated**`] : []),
    ...(missed > 0 ? [`**${missed} late**`] : []),
    ...(atRisk > 0 ? [`**${atRisk} at risk** of being late`] : []),
    ...(rated > 0 ? [`${rated} with a low rating`] : []),
    ...(human > 0 ? [`${human} where the automatic answer did not help`] : []),
  ]
  const waiting = tickets.length === 1 ? '1 ticket waits' : `${tickets.length} tickets wait`
  const times = tickets.some(({ dueAt }) => dueAt !== null) ? ` Times are those of ${zone}.` : ''
  return `${waiting}${facts.length > 0 ? `: ${facts.join(', ')}` : ''}.${times}`
}

/**
 * Whoever was called by `/escalate`; broken and endangered promises; whom nothing has helped yet; then by promise, and by
 * waiting time. What is due on one day is equally urgent: there the graver goes first.
 */
function byUrgency(tickets: readonly QueueTicket[], zone: string): QueueTicket[] {
  const rankOf = ({ escalated, state, needsHuman }: QueueTicket) =>
    escalated ? 0 : state !== null ? 1 : needsHuman ? 2 : 3
  const known = tickets.map((ticket) => {
    const day = ticket.dueAt === null ? null : startOfDay(ticket.dueAt, zone)
    return { ticket, rank: rankOf(ticket), day, dueAt: ticket.dueAt ?? Infinity }
  })
  known.sort((one, other) => {
    const [a, b] = [one.ticket, other.ticket]
    return (
      one.rank - other.rank ||
      (one.day === other.day ? gravity(a) - gravity(b) : one.dueAt - other.dueAt) ||
      (one.dueAt === other.dueAt ? 0 : one.dueAt - other.dueAt) ||
      a.waitingSinceAt - b.waitingSinceAt ||
      a.number - b.number ||
      (a.kind < b.kind ? -1 : 1)
    )
  })
  return known.map(({ ticket }) => ticket)
}

/** What nobody has judged comes last. */
function gravity({ severity }: QueueTicket): number {
  return severity ?? 5
}

/** Two columns, for a phone has no room for more: when, and all else under the ticket. */
function queueTable(tickets: readonly QueueTicket[], zone: string): string {
  const withDue = tickets.some(({ dueAt }) => dueAt !== null)
  const since = ({ waitingSinceAt }: QueueTicket) => unbroken(humanDay(waitingSinceAt, zone))
  const rows = tickets.map((ticket) => {
    const facts = [
      ...(ticket.escalated ? ['**escalated**'] : []),
      ...(ticket.needsHuman ? ['**needs a human**'] : []),
      ...(ticket.rated === null ? [] : [`rated ${ticket.rated} of 5`]),
      ...(ticket.severity === null ? [] : [`severity ${ticket.severity}`]),
      ...(ticket.tier === null ? [] : [safeInline(ticket.tier, 60)]),
      ...(withDue ? [`waits since ${since(ticket)}`] : []),
      ...(ticket.drafts.length === 0 ? [] : [draftsText(ticket.drafts)]),
    ]
    return [withDue ? dueCell(ticket, zone) : since(ticket), ticketLink(ticket) + under(facts)]
  })
  return markdownTable([withDue ? 'Due' : 'Waits since', 'Ticket'], rows, 'text')
}

function under(facts: readonly string[]): string {
  return facts.length === 0 ? '' : `<br>${facts.join(' · ')}`
}

function ticketLink({ number, title, url }: QueueTicket): string {
  return `[#${number} ${safeInline(breakable(title), 80)}](${quietUrl(url)})`
}

/** A name of a class, or an address, would make the column wider than a phone: it may be broken after some signs. */
function breakable(title: string): string {
  return title.replace(/\S{20,}/gu, (word) =>
    word.replace(/([./:_-]|\p{Ll}(?=\p{Lu}))(?=[^\s./:_-]{3})/gu, '$1\u200b'),
  )
}

/** The state in a line of its own, so that the column is as narrow as a date. */
function dueCell({ dueAt, state }: QueueTicket, zone: string): string {
  if (dueAt === null) return '–'
  const time = unbroken(shortInstant(dueAt, zone))
  return state === null ? time : `**${unbroken(state)}**<br>${time}`
}

function draftsText(drafts: QueueTicket['drafts']): string {
  const told = drafts.map(({ slug, title }) => {
    const name = slug === null ? '' : ` (${safeCode(slug)})`
    return `${safeInline(breakable(title), 60)}${name}`
  })
  return `${told.length === 1 ? 'draft' : 'drafts'}: ${told.join(', ')}`
}

function draftsNote(tickets: readonly QueueTicket[], prefix: string): string | null {
  if (!tickets.some((ticket) => ticket.drafts.length > 0)) return null
  return `To post a draft, comment ${safeCode(`${prefix}answer`)} on its ticket; ${safeCode(`${prefix}answer SLUG`)} posts another article.`
}
