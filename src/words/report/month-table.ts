// The figures of a month against those of the month before.
import type { Bounds, Counted } from '../../report/metrics.ts'
import type { TierMetrics } from '../../report/metrics-schema.ts'
import { unbroken } from '../durations.ts'
import { duration, markdownTable, promiseKept, promisesOf, share } from '../tables.ts'
import { type Month, monthAt, monthText } from '../zone.ts'

interface Row {
  name: string
  cell(figures: TierMetrics, bounds: Bounds | undefined): string
}

const NOTHING = '–'

const ROWS: readonly Row[] = [
  { name: 'Tickets opened', cell: ({ opened }) => `${opened}` },
  { name: 'Answered by a maintainer', cell: ({ first_response: first }) => `${first.responded}` },
  {
    name: 'First response (median)',
    cell: ({ first_response: first }, bounds) =>
      duration(first.median_seconds, bounds?.firstResponse ?? null),
  },
  {
    name: '90 % within',
    cell: ({ first_response: first }, bounds) => duration(first.p90_seconds, bounds?.firstResponse ?? null),
  },
  { name: 'Promises kept', cell: (figures) => promiseKept(promisesOf(figures)) },
  { name: 'Resolved', cell: ({ resolution }) => `${resolution.resolved}` },
  { name: 'Still open', cell: ({ open }) => `${open}` },
  { name: 'Answered by the knowledge base', cell: ({ answers }) => counted(answers.posted) },
  { name: 'Links offered', cell: ({ answers }) => counted(answers.suggested) },
  {
    name: 'Solved by the knowledge base',
    cell: ({ answers }) => counted(answers.solved_confirmed + answers.solved_assumed),
  },
  {
    name: 'Rated 4 or 5',
    cell: ({ csat: { ratings, satisfied } }) =>
      ratings === 0 ? NOTHING : unbroken(`${share(satisfied, ratings)} of ${ratings}`),
  },
]

/** A row that tells nothing of either month is left out. */
export function monthTable(now: Counted, before: Counted, month: Month): string {
  const [current, last] = [now, before].map(({ metrics, bounds }) => ({
    figures: metrics.tiers.all!,
    bounds: bounds.all,
  })) as [Told, Told]
  const rows = ROWS.map(({ name, cell }) => [
    name,
    cell(current.figures, current.bounds),
    cell(last.figures, last.bounds),
  ]).filter(([, ...cells]) => cells.some((cell) => cell !== NOTHING))
  // In no zone: the month before has a name of its own.
  const earlier = monthAt(Date.parse(`${month.name}-15`), 'utc', 1)
  return markdownTable(['', monthText(month), monthText(earlier)], rows)
}

interface Told {
  figures: TierMetrics
  bounds: Bounds | undefined
}

function counted(amount: number): string {
  return amount === 0 ? NOTHING : `${amount}`
}
