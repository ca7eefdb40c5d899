// The section of a preview about labels: on whose tickets, where nobody else reads it, and on how many elsewhere.

import type { LabelledTickets, Preview } from '../../report/preview.ts'
import { plural } from '../tables.ts'
import { type Reader, type Section, text } from './blocks.ts'

const MOST_NAMED = 12

/** Null where there was nothing to put a label on. */
export function labelsSection({ labels, today, hidden }: Preview, { isPublic }: Reader): Section | null {
  if (today.metrics.opened === 0) return null
  const title = 'Who would have got a label'
  const used = labels.filter(({ tickets }) => tickets.length > 0)
  if (used.length === 0)
    return {
      title,
      blocks: [text('No ticket: nobody who opened one is known to have paid then, or while it was open.')],
    }
  if (isPublic && hidden.settings) return { title, blocks: [text(uncalled(used))] }
  const head = ['Label', 'Tickets', ...(isPublic ? [] : ['Opened by'])]
  const rows = used.map((one) => [
    one.label,
    `${one.tickets.length}`,
    ...(isPublic ? [] : [namesOf(one.requesters)]),
  ])
  return { title, blocks: [{ kind: 'table', table: { head, rows } }] }
}

/** What the tiers of private settings are called is not for everybody. */
function uncalled(labels: readonly LabelledTickets[]): string {
  const tickets = labels.reduce((sum, one) => sum + one.tickets.length, 0)
  return `${plural(tickets, 'ticket')} would have got the label of a tier.`
}

function namesOf(requesters: LabelledTickets['requesters']): string {
  const named = requesters.slice(0, MOST_NAMED).map(({ login, tickets }) => `${login} (${tickets})`)
  const others = requesters.length - named.length
  return [...named, ...(others > 0 ? [`${plural(others, 'other')}`] : [])].join(', ')
}
