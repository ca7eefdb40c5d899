// Satisfaction, cost and efficiency of the tickets of a month.
import type { Settings } from '../domain/settings.ts'
import { efficiency, satisfaction, supportCost } from './economics.ts'
import type { SupportFigures } from './support.ts'

/** One line of what support cost. `hours`: of work; else a resource, by its name in the settings. */
export interface CostItem {
  name: string
  /** Hours, or months. */
  quantity: number
  unitCost: number
}

export interface MonthEconomics {
  satisfaction: number | null
  efficiency: number | null
  /** Null where the settings do not say what anything costs. */
  cost: Cost | null
}

export interface Cost {
  /** ISO 4217. */
  currency: string
  total: number
  items: CostItem[]
}

/** `months`: how long the time is of which `support` tells. Without settings everything weighs as it does by default. */
export function monthEconomics(
  support: SupportFigures,
  settings: Settings['economics'],
  months: number,
): MonthEconomics {
  const { supportQuality, solutionEffectiveness, needFulfilment } = support
  const satisfied = satisfaction(
    [supportQuality, solutionEffectiveness, needFulfilment],
    settings?.weights.satisfaction,
  )
  const { resolved, total, meanResponseDays: responseDays } = support
  return {
    satisfaction: satisfied,
    efficiency: efficiency(
      { resolved, total, responseDays, satisfaction: satisfied },
      settings?.weights.efficiency,
    ),
    cost: settings && costOf(support.minutes, settings, months),
  }
}

function costOf(minutes: number, settings: NonNullable<Settings['economics']>, months: number): Cost {
  const { currency, hourlyCost, monthly } = settings
  const resources = Object.entries(monthly).map(([name, unitCost]) => ({ name, quantity: months, unitCost }))
  const items = [{ name: 'hours', quantity: minutes / 60, unitCost: hourlyCost }, ...resources]
  return { currency, total: supportCost(items), items }
}
