// What a reader of the figures wants to know, in two sentences: how long it takes, and whether promises are kept.

import type { Bounds } from '../../report/metrics.ts'
import type { Metrics } from '../../report/metrics-schema.ts'
import { humanDuration } from '../durations.ts'
import { promisesOf, share, tierName, tiersWithTickets } from '../tables.ts'

/** Per tier, the tiers in the order of the settings. */
export function headline(metrics: Metrics, bounds: Record<string, Bounds>): string {
  const rows = tiersWithTickets(metrics).filter(([tier]) => tier !== 'all')
  const asked = rows.filter(([, { opened }]) => opened > 0)
  if (asked.length === 0) return 'No ticket was opened in this time.'
  const alone = asked.length === 1
  const medians = asked.map(([tier, { first_response: first }]) => {
    const least = bounds[tier]?.firstResponse ?? 0
    const median = first.median_seconds
    const time = median === null ? `more than ${humanDuration(least)}` : humanDuration(median)
    return alone ? `**${time}**` : `**${time}** for ${tierName(tier)}`
  })
  const kept = rows.flatMap(([tier, figures]) => {
    const { met, missed } = promisesOf(figures)
    if (met + missed === 0) return []
    return [`**${share(met, met + missed)}** for ${tierName(tier)} (${met} of ${met + missed})`]
  })
  const promises = kept.length === 0 ? 'No promise was due.' : `Of the promises, ${listed(kept)} were kept.`
  return `The median time to a maintainer's first response is ${listed(medians)}. ${promises}`
}

function listed(parts: string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
