// The statement of a customer for a month, as people read it.
import type { ClockKind } from '../../domain/clock.ts'
import type { Statement, StatementClock, StatementTicket } from '../../report/statement.ts'
import { humanDuration, humanInstant, shortInstant, unbroken } from '../durations.ts'
import { NEED_WORDS } from '../need-names.ts'
import { safeInline } from '../safe-text.ts'
import { markdownTable, share } from '../tables.ts'
import { monthText } from '../zone.ts'
import { hoursText } from './economics-section.ts'

/** Markdown. `zone`: of its times. */
export function statementText(statement: Statement, zone: string): string {
  const { customer, month, tickets, asOfAt } = statement
  const sections = tickets.map((ticket) => ticketSection(ticket, zone))
  return [
    `# ${monthText({ name: month })}: support for ${safeInline(customer)}`,
    summary(statement),
    ...(sections.length === 0 ? ['No ticket was opened, and no clock ran.'] : sections),
    `<sub>As of ${humanInstant(asOfAt, zone)}; times are those of ${zone}. A promise counts in the month in which it was kept or missed.</sub>`,
  ].join('\n\n')
}

function summary({ owner, tiers, accounts, tickets, kept, missed, minutes }: Statement): string {
  const due = kept + missed
  const listed = (names: readonly string[]) => names.map((name) => safeInline(name, 60)).join(', ') || '–'
  const lines = [
    `Support by: ${safeInline(owner)}`,
    `Tier: ${listed(tiers)}`,
    `Accounts: ${listed(accounts)}`,
    `Tickets: ${tickets.length}`,
    `Promises kept: ${due === 0 ? 'none was due' : `**${share(kept, due)}** (${kept} of ${due})`}`,
    `Time spent: ${hoursText(minutes)}`,
  ]
  return lines.map((line) => `- ${line}`).join('\n')
}

function ticketSection(ticket: StatementTicket, zone: string): string {
  const { repository, number, url, title, requester, openedAt, open, need, severity, minutes } = ticket
  const facts = [
    `Opened ${shortInstant(openedAt, zone)} by ${safeInline(requester)}`,
    ...(need === 'technical-support' ? [] : [NEED_WORDS[need]]),
    ...(severity === null ? [] : [`severity ${severity}`]),
    open ? 'open' : 'closed',
    ...(minutes === 0 ? [] : [`${hoursText(minutes)} spent`]),
  ]
  const heading = `## [${safeInline(`${repository}#${number}`)}](${url}) ${safeInline(title, 120)}`
  const table = ticket.clocks.length === 0 ? [] : [clocksTable(ticket.clocks, zone)]
  return [heading, `${facts.join(' · ')}`, ...table].join('\n\n')
}

const CLOCKS: Record<ClockKind, string> = {
  first_response: 'First response',
  next_response: 'Next response',
  resolution: 'Resolution',
}

function clocksTable(clocks: readonly StatementClock[], zone: string): string {
  const instant = (at: number | null) => (at === null ? '–' : unbroken(shortInstant(at, zone)))
  const paused = clocks.some(({ pausedMs }) => pausedMs > 0)
  const rows = clocks.map((clock) => {
    const { kind, promise, startedAt, endedAt, wallMs, pausedMs } = clock
    return [
      CLOCKS[kind],
      resultText(clock),
      promise ? targetText(promise) : '–',
      instant(startedAt),
      instant(promise?.dueAt ?? null),
      instant(endedAt),
      unbroken(humanDuration(wallMs / 1000)),
      ...(paused ? [pausedMs === 0 ? '–' : unbroken(humanDuration(pausedMs / 1000))] : []),
    ]
  })
  const head = ['Clock', 'Promise', 'Target', 'From', 'Due', 'Ended', 'Took', ...(paused ? ['Paused'] : [])]
  return markdownTable(head, rows, 'text')
}

/** `4 h of business hours, by pro`. */
function targetText({ target, calendar, tier }: NonNullable<StatementClock['promise']>): string {
  const hours = calendar === 'always' ? '' : ` of ${safeInline(calendar, 60)} hours`
  return `${unbroken(`${target.amount} ${target.unit}`)}${hours} (${tier === null ? 'everybody' : safeInline(tier, 60)})`
}

function resultText({ result, outcome }: StatementClock): string {
  switch (result) {
    case 'kept':
      return '**kept**'
    case 'missed':
      return '**missed**'
    case 'runs':
      return 'runs'
    case 'paused':
      return 'waits for you'
    case 'neither':
      return outcome === 'closed_unanswered' ? 'closed unanswered' : 'none'
    default:
      return result satisfies never
  }
}
