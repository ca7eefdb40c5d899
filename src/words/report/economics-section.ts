// The section of a report that is for private places alone: satisfaction, efficiency, hours, cost, and customers.
import type { CustomerMonth } from '../../report/customers.ts'
import type { Cost, MonthEconomics } from '../../report/month-economics.ts'
import type { SupportFigures } from '../../report/support.ts'
import { humanDuration, unbroken } from '../durations.ts'
import { safeInline } from '../safe-text.ts'
import { markdownTable, plural, share, tierName } from '../tables.ts'
import { monthAt, monthText } from '../zone.ts'
import type { CountedTime, ReportFacts } from './facts.ts'

/** Null where anybody may read the report. */
export function economicsSection(facts: ReportFacts): string | null {
  const { economics, before, customers } = facts
  if (!economics) return null
  const sections = [
    `### Satisfaction, cost and efficiency\n\n${figuresTable(facts, before)}`,
    economics.cost ? costSentence(economics.cost) : null,
    customers && customers.length > 0 ? customersSection(customers) : null,
  ]
  return sections.filter((section) => section !== null).join('\n\n')
}

interface Told {
  support: SupportFigures
  economics: MonthEconomics
}

const ROWS: ReadonlyArray<{ name: string; cell(told: Told): string }> = [
  { name: '**Satisfaction**', cell: ({ economics }) => figure(economics.satisfaction) },
  { name: 'Support quality (ratings)', cell: ({ support }) => figure(support.supportQuality) },
  { name: 'Solutions that helped and lasted', cell: ({ support }) => figure(support.solutionEffectiveness) },
  { name: 'Closed as completed', cell: ({ support }) => figure(support.needFulfilment) },
  { name: '**Efficiency**', cell: ({ economics }) => figure(economics.efficiency) },
  { name: 'Resolved', cell: ({ support: { resolved, total } }) => shareCell(resolved, total) },
  {
    name: 'Mean first response',
    cell: ({ support }) =>
      support.meanResponseDays === null ? '–' : unbroken(humanDuration(support.meanResponseDays * 86_400)),
  },
  { name: '**Hours**', cell: ({ support }) => hoursText(support.minutes) },
  {
    name: '**Cost**',
    cell: ({ economics: { cost } }) => (cost ? money(cost.total, cost.currency) : '–'),
  },
]

function figuresTable(facts: ReportFacts, before: CountedTime | null): string {
  const told = [facts, before].flatMap((time): Told[] =>
    time?.economics ? [{ support: time.support.all!, economics: time.economics }] : [],
  )
  const { month } = facts
  const earlier = month && monthAt(Date.parse(`${month.name}-15`), 'utc', 1)
  const head = month && earlier ? [monthText(month), monthText(earlier)] : ['In this time']
  const rows = ROWS.map(({ name, cell }) => [name, ...told.map(cell)])
  return markdownTable(['', ...head], rows)
}

function costSentence({ currency, total, items }: Cost): string {
  const parts = items.map(({ name, quantity, unitCost }, place) => {
    const what = place === 0 ? plural(Number(quantity.toFixed(2)), 'hour') : safeInline(name, 60)
    const often = place > 0 && quantity !== 1 ? ` for ${plural(Number(quantity.toFixed(2)), 'month')}` : ''
    return `${what}${often} (${money(quantity * unitCost, currency)})`
  })
  return `Cost of ${money(total, currency)}: ${parts.join(', ')}.`
}

/** With so many rows a comment can still be posted. */
const MOST_ROWS = 100

function customersSection(customers: readonly CustomerMonth[]): string {
  const rows = customers
    .toSorted((a, b) => b.tickets - a.tickets || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_ROWS)
    .map(({ name, tier, tickets, met, missed, minutes, brings, cost }) => [
      safeInline(name, 60),
      tier === null ? '–' : tierName(tier),
      `${tickets}`,
      shareCell(met, met + missed),
      hoursText(minutes),
      cost ? money(cost.total, cost.currency) : '–',
      brings ? moneys(brings) : '–',
    ])
  const head = ['Customer', 'Tier', 'Tickets', 'Promises kept', 'Hours', 'Their cost', 'Brings']
  const rest = customers.length - rows.length
  const more = rest > 0 ? `\n\nAnd ${plural(rest, 'more customer')}.` : ''
  return `### Customers\n\n${markdownTable(head, rows)}${more}`
}

function shareCell(part: number, whole: number): string {
  return whole === 0 ? '–' : unbroken(`${share(part, whole)} of ${whole}`)
}

/** From 0 to 1, in two digits. */
function figure(value: number | null): string {
  // A half is rounded up, which `toFixed` does of few: 0.815 is a little less in binary.
  return value === null ? '–' : (Math.round(Number((value * 100).toPrecision(12))) / 100).toFixed(2)
}

export function hoursText(minutes: number): string {
  return minutes === 0 ? '–' : unbroken(`${Number((minutes / 60).toFixed(2))} h`)
}

function moneys(amounts: Readonly<Record<string, number>>): string {
  return Object.entries(amounts)
    .map(([currency, amount]) => money(amount, currency))
    .join(' + ')
}

/** `1,250 EUR`. */
function money(amount: number, currency: string): string {
  const digits = Number.isInteger(amount) ? 0 : 2
  const text = amount.toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  return unbroken(`${text} ${currency}`)
}
