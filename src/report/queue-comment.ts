// The queue comment: open tickets that wait for a maintainer, the promise that runs out first on top.

import { markerText } from '../domain/marker.ts'
import { humanDay, humanInstant } from './durations.ts'
import { quietUrl, safeCode, safeInline } from './safe-text.ts'
import { markdownTable, plural } from './tables.ts'

export interface QueueTicket {
  number: number
  kind: 'issue' | 'discussion'
  title: string
  url: string
  /** Tier in force; null for community. */
  tier: string | null
  /** The tier comes only from private sponsors, who are to stay unseen. */
  private: boolean
  /** Since when a maintainer's response is due. */
  waitingSinceAt: number
  /** Of the promise that runs out first; null where nothing is promised. */
  deadlineAt: number | null
  missed: boolean
  /** `support: needs human`: the automatic answer did not help. */
  needsHuman: boolean
  /** The candidate answer that waits for `/answer`. */
  draft: { slug: string; title: string } | null
}

export interface QueueInput {
  tickets: readonly QueueTicket[]
  /** Where the comment is to be read: in public it shows nothing that labels do not show. */
  public: boolean
  commandPrefix: string
}

/** More rows than anybody reads would make the comment too long for GitHub. */
const MAX_ROWS = 100

/** The whole comment. The same input gives the same text: times are those of tickets, never of writing. */
export function queueComment({ tickets, public: isPublic, commandPrefix }: QueueInput): string {
  const shown = tickets
    .map((ticket) => (isPublic && ticket.private ? asCommunity(ticket) : ticket))
    .sort(byUrgency)
  return [
    '## Waiting for a maintainer',
    shown.length === 0 ? 'Nothing is waiting. 🎉' : queueTable(shown),
    draftsNote(shown, commandPrefix),
    markerText({ kind: 'queue', key: 'desk' }),
  ]
    .filter((section) => section !== null)
    .join('\n\n')
}

/** A private sponsor's row looks like everybody else's, also in its place. */
function asCommunity(ticket: QueueTicket): QueueTicket {
  return { ...ticket, tier: null, deadlineAt: null, missed: false }
}

/** Promises first, by deadline; then those whom the automatic answer did not help; then by waiting time. */
function byUrgency(a: QueueTicket, b: QueueTicket): number {
  const deadline = (a.deadlineAt ?? Infinity) - (b.deadlineAt ?? Infinity)
  if (!Number.isNaN(deadline) && deadline !== 0) return deadline
  if (a.needsHuman !== b.needsHuman) return a.needsHuman ? -1 : 1
  return a.waitingSinceAt - b.waitingSinceAt || a.number - b.number || (a.kind < b.kind ? -1 : 1)
}

function queueTable(tickets: readonly QueueTicket[]): string {
  const rows = tickets
    .slice(0, MAX_ROWS)
    .map((ticket) => [
      ticketCell(ticket),
      ticket.tier === null ? '–' : safeInline(ticket.tier, 60),
      dueCell(ticket),
      humanDay(ticket.waitingSinceAt),
      ticket.draft === null ? '–' : `${safeInline(ticket.draft.title, 60)} (${safeCode(ticket.draft.slug)})`,
    ])
  const table = markdownTable(['Ticket', 'Tier', 'Due', 'Waiting since', 'Draft'], rows, 'text')
  const more = tickets.length - MAX_ROWS
  return more > 0 ? `${table}\n\nAnd ${plural(more, 'more ticket')}.` : table
}

function ticketCell({ number, title, url, needsHuman }: QueueTicket): string {
  const link = `[#${number} ${safeInline(title, 80)}](${quietUrl(url)})`
  return needsHuman ? `${link} · needs a human` : link
}

function dueCell({ deadlineAt, missed }: QueueTicket): string {
  if (deadlineAt === null) return missed ? '**missed**' : '–'
  return missed ? `**missed** ${humanInstant(deadlineAt)}` : humanInstant(deadlineAt)
}

function draftsNote(tickets: readonly QueueTicket[], prefix: string): string | null {
  if (!tickets.some((ticket) => ticket.draft !== null)) return null
  return `To post a draft, comment ${safeCode(`${prefix}answer`)} on its ticket; ${safeCode(`${prefix}answer SLUG`)} posts another article.`
}
