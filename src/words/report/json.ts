// The report for scripts: the metrics object, and beside it what stands in private places alone.
import type { CustomerMonth } from '../../report/customers.ts'
import type { MonthEconomics } from '../../report/month-economics.ts'
import type { SupportFigures } from '../../report/support.ts'
import type { CountedTime, ReportFacts } from './facts.ts'

/** The bare metrics object where anybody may read it. */
export function reportJson(facts: ReportFacts): object {
  const { customers, before, month } = facts
  if (!facts.economics) return facts.metrics
  return {
    ...timeJson(facts),
    customers: (customers ?? []).map(customerJson),
    ...(month ? { previous: before && timeJson(before) } : {}),
  }
}

function timeJson({ metrics, support, economics }: CountedTime): object {
  const { needs, minutes } = support.all!
  return {
    ...metrics,
    needs,
    hours: hoursOf(minutes),
    cost: economics?.cost ? { [economics.cost.currency]: economics.cost.total } : null,
    economics: economics && economicsJson(support.all!, economics),
  }
}

function economicsJson(support: SupportFigures, { satisfaction, efficiency, cost }: MonthEconomics): object {
  const { resolved, total } = support
  return {
    satisfaction,
    support_quality: support.supportQuality,
    solution_effectiveness: support.solutionEffectiveness,
    need_fulfilment: support.needFulfilment,
    csat: support.csat,
    efficiency,
    resolved,
    total,
    mean_response_days: support.meanResponseDays,
    cost: cost && { [cost.currency]: cost.total },
    costs: (cost?.items ?? []).map(({ name, quantity, unitCost }) => ({
      name,
      quantity,
      unit_cost: unitCost,
      currency: cost?.currency,
    })),
  }
}

function customerJson({ name, tier, tickets, met, missed, minutes, brings, cost }: CustomerMonth): object {
  return {
    name,
    tier,
    tickets,
    met,
    missed,
    hours: hoursOf(minutes),
    cost: cost && { [cost.currency]: cost.total },
    brings,
  }
}

export function hoursOf(minutes: number): number {
  return Number((minutes / 60).toFixed(4))
}
