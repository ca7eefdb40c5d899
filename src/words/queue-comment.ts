// The queue comment: open tickets that wait for a maintainer, the most urgent on top.

import type { QueueTicket } from '../domain/decision.ts'
import { markerText } from '../domain/marker.ts'
import { humanDay, shortInstant, unbroken } from './durations.ts'
import { quietUrl, safeCode, safeInline } from './safe-text.ts'
import { markdownTable, plural } from './tables.ts'

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
  const sorted = tickets.map((ticket) => (drafts ? ticket : { ...ticket, drafts: [] })).sort(byUrgency)
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
  const human = count(({ needsHuman }) => needsHuman)
  const facts = [
    ...(missed > 0 ? [`**${missed} late**`] : []),
    ...(atRisk > 0 ? [`**${atRisk} at risk** of being late`] : []),
    ...(human > 0 ? [`${human} where the automatic answer did not help`] : []),
  ]
  const waiting = tickets.length === 1 ? '1 ticket waits' : `${tickets.length} tickets wait`
  const times = tickets.some(({ dueAt }) => dueAt !== null) ? ` Times are those of ${zone}.` : ''
  return `${waiting}${facts.length > 0 ? `: ${facts.join(', ')}` : ''}.${times}`
}

/** Broken and endangered promises; then whom the automatic answer did not help; then by promise, and by waiting time. */
function byUrgency(a: QueueTicket, b: QueueTicket): number {
  const rank = ({ state, needsHuman }: QueueTicket) => (state !== null ? 0 : needsHuman ? 1 : 2)
  const deadline = (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity)
  return (
    rank(a) - rank(b) ||
    (Number.isNaN(deadline) ? 0 : deadline) ||
    a.waitingSinceAt - b.waitingSinceAt ||
    a.number - b.number ||
    (a.kind < b.kind ? -1 : 1)
  )
}

/** Two columns, for a phone has no room for more: when, and all else under the ticket. */
function queueTable(tickets: readonly QueueTicket[], zone: string): string {
  const withDue = tickets.some(({ dueAt }) => dueAt !== null)
  const since = ({ waitingSinceAt }: QueueTicket) => unbroken(humanDay(waitingSinceAt, zone))
  const rows = tickets.map((ticket) => {
    const facts = [
      ...(ticket.needsHuman ? ['**needs a human**'] : []),
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
