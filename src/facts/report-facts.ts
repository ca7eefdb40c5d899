// What the report of a month, or of any time, is made of.
import { gently } from '../agenda/gently.ts'
import type { Settings } from '../domain/settings.ts'
import { countMetrics } from '../report/metrics.ts'
import { monthEconomics } from '../report/month-economics.ts'
import type { CountedTime, ReportFacts } from '../words/report/facts.ts'
import { type Month, monthAt, monthsBetween, zoneOf } from '../words/zone.ts'
import { type CustomerCount, countCustomers } from './customer-months.ts'
import type { FactsDeps } from './deps.ts'
import { countFigures } from './each-figure.ts'
import type { View } from './figures.ts'
import { gapsOf } from './gaps.ts'
import type { ServedRepository } from './served-repository.ts'
import { countedIn } from './told-tiers.ts'

type Needs = Pick<FactsDeps, 'store' | 'contexts' | 'sentences' | 'vectors' | 'credentials'>

/** Tickets opened in [fromAt, toAt), ms. */
type Span = Pick<Month, 'fromAt' | 'toAt'>

const MOST_GAPS = 5

export interface ReportAsked {
  span: Span
  /** Null: another time than a month, which is compared with nothing. */
  month: Month | null
  now: number
  view: View
  /** For places where amounts and customers may stand: with economics and customers. */
  inside: boolean
  /** Finding them takes the knowledge base. */
  withGaps: boolean
}

export async function reportFacts(
  deps: Needs,
  served: ServedRepository,
  { span, month, now, view, inside, withGaps }: ReportAsked,
): Promise<ReportFacts> {
  const zone = zoneOf(served.settings)
  const { repository, settings, history } = served
  const asked = { repository, settings, history, credentials: deps.credentials }
  const customers = inside ? await countCustomers(deps.store, asked, span) : null
  const time = { now, view, inside, zone }
  const counted = await countTime(deps, served, { span, ...time }, customers)
  const last = month && monthAt(month.fromAt, zone, 1)
  return {
    ...counted,
    month,
    before: last && (await countTime(deps, served, { span: last, ...time }, null)),
    gaps: withGaps ? await gapsOf(deps, served, span, MOST_GAPS) : [],
    customers: (await customers?.told(counted.economics?.cost ?? null)) ?? null,
    zone,
  }
}

async function countTime(
  deps: Needs,
  served: ServedRepository,
  { span, now, view, inside, zone }: Pick<ReportAsked, 'span' | 'now' | 'view' | 'inside'> & { zone: string },
  customers: CustomerCount | null,
): Promise<CountedTime> {
  const { repository, settings } = served
  const head = { repository: `${repository.owner}/${repository.name}`, ...span, now }
  const counting = countMetrics({ ...head, tiers: settings.tiers.map(({ name }) => name) })
  await countFigures(
    deps,
    served,
    { span, now, view },
    {
      add: (ticket, requesterId) => {
        counting.add(ticket)
        customers?.add(ticket, requesterId)
      },
      correct: counting.correct,
    },
  )
  const counted = countedIn(served, view, await gently(counting.told()))
  const costs = economicsAt(served, span.toAt)
  const months = monthsBetween(span, zone)
  return { ...counted, economics: inside ? monthEconomics(counted.support.all!, costs, months) : null }
}

/** What support cost at the end of a time; where nothing was said of it then, what is said today. */
export function economicsAt(
  { history, settings }: Pick<ServedRepository, 'history' | 'settings'>,
  toAt: number,
): Settings['economics'] {
  return history.findLast(({ fromAt }) => fromAt < toAt)?.settings.economics ?? settings.economics
}
