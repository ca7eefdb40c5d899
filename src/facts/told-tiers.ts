// What tiers are called where everybody reads: those of a private file by their labels alone, which everybody sees.
import type { QueueTicket } from '../domain/decision.ts'
import { labelOfTier } from '../domain/tier-names.ts'
import type { Counted } from '../report/metrics.ts'
import type { View } from './figures.ts'
import type { ServedRepository } from './served-repository.ts'

/** What is counted apart from all tiers. */
const NO_TIERS: ReadonlySet<string> = new Set(['community', 'all'])

/** What a tier is called in this view; null: by its name. */
function callingIn(
  { settings, settingsAreHidden }: ServedRepository,
  view: View,
): ((tier: string) => string) | null {
  return settingsAreHidden && view === 'shown' ? (tier) => labelOfTier(settings.tiers, tier) : null
}

/** A row of the queue. */
export function rowIn(served: ServedRepository, view: View, row: QueueTicket): QueueTicket {
  const called = callingIn(served, view)
  return called && row.tier !== null ? { ...row, tier: called(row.tier) } : row
}

/** Figures; tiers that nobody had yet are left out where not even their labels were seen. */
export function countedIn<C extends Partial<Counted> & Pick<Counted, 'metrics'>>(
  served: ServedRepository,
  view: View,
  counted: C,
): C {
  const called = callingIn(served, view)
  if (!called) return counted
  const { metrics, bounds, support } = counted
  const told = Object.keys(metrics.tiers).filter((tier) => NO_TIERS.has(tier) || isSeen(metrics, tier))
  const rename = <T>(by: Record<string, T>): Record<string, T> =>
    Object.fromEntries(
      told.flatMap((tier) => {
        const value = by[tier]
        return value === undefined ? [] : [[NO_TIERS.has(tier) ? tier : called(tier), value]]
      }),
    )
  return {
    ...counted,
    metrics: { ...metrics, tiers: rename(metrics.tiers) },
    ...(bounds && { bounds: rename(bounds) }),
    ...(support && { support: rename(support) }),
  }
}

function isSeen({ tiers }: Counted['metrics'], tier: string): boolean {
  const figures = tiers[tier]
  if (!figures) return false
  const { first_response: first, next_response: next, resolution } = figures
  return figures.opened > 0 || [first, next, resolution].some(({ met, missed }) => met + missed > 0)
}
