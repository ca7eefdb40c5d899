// How long clocks go on as they are: they run on, and miss what they owe, but nothing else happens to them by itself.

import type { TicketClocks } from '../../domain/clock.ts'
import type { TierFrom } from '../../domain/entitlement.ts'
import type { TermsVersion } from '../../domain/terms.ts'

interface Steady {
  clocks: TicketClocks
  payment: readonly TierFrom[]
  history: readonly TermsVersion[]
  now: number
}

/**
 * The first moment after `now` at which another promise may begin on a clock that has not ended; null where none will.
 * Until then a running clock counts on, the deadline that holds stays the earliest, and one that stands still stays so.
 */
export function steadyUntil({ clocks, payment, history, now }: Steady): number | null {
  const all = [clocks.firstResponse, ...clocks.nextResponses, clocks.resolution]
  if (!all.some(({ outcome }) => outcome === 'running' || outcome === 'paused')) return null
  const moments = [...payment, ...history].map(({ fromAt }) => fromAt).filter((at) => at > now)
  return moments.length === 0 ? null : Math.min(...moments)
}
