// The statement of a customer for spreadsheets: a row for each clock, and one for a ticket without any.
import type { Statement, StatementClock, StatementTicket } from '../../report/statement.ts'
import { type CsvValue, csvLine } from './csv.ts'

const HEAD = [
  'customer',
  'month',
  'repository',
  'ticket',
  'url',
  'title',
  'requester',
  'opened_at',
  'state',
  'tier',
  'need',
  'severity',
  'minutes_spent',
  'clock',
  'promised_to',
  'target',
  'calendar',
  'started_at',
  'due_at',
  'ended_at',
  'outcome',
  'promise',
  'decided_at',
  'wall_seconds',
  'paused_seconds',
] as const

/** As RFC 4180 has it; times are ISO 8601 in UTC. Time that was spent stands in the first row of its ticket alone. */
export function statementCsv({ customer, month, tickets }: Statement): string {
  const rows = tickets.flatMap((ticket) => {
    const clocks = ticket.clocks.length === 0 ? [null] : ticket.clocks
    return clocks.map((clock, place) => [
      customer,
      month,
      ...ticketCells(ticket, place === 0),
      ...clockCells(clock),
    ])
  })
  return [HEAD, ...rows].map((cells) => `${csvLine(cells)}\r\n`).join('')
}

function ticketCells(ticket: StatementTicket, isFirst: boolean): CsvValue[] {
  const { repository, number, url, title, requester, openedAt, open, tier, need, severity, minutes } = ticket
  const state = open ? 'open' : 'closed'
  const told = [title.replaceAll(/[\r\n]+/g, ' '), requester, iso(openedAt), state, tier ?? 'community']
  return [repository, number, url, ...told, need, severity, isFirst ? minutes : null]
}

function clockCells(clock: StatementClock | null): CsvValue[] {
  if (!clock) return Array(12).fill(null)
  const { kind, promise, startedAt, endedAt, outcome, result, decidedAt, wallMs, pausedMs } = clock
  const target = promise && `${promise.target.amount}${promise.target.unit}`
  return [
    kind,
    promise && (promise.tier ?? 'community'),
    target,
    promise?.calendar ?? null,
    iso(startedAt),
    iso(promise?.dueAt ?? null),
    iso(endedAt),
    outcome,
    result,
    iso(decidedAt),
    Math.round(wallMs / 1000),
    Math.round(pausedMs / 1000),
  ]
}

function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString().replace('.000Z', 'Z')
}
