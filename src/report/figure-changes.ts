// Which figures differ between two tellings of the same tickets.
import type { Metrics } from './metrics-schema.ts'

export interface FigureChange {
  /** As in the metrics object: a tier's name, `community` or `all`. */
  tier: string
  /** Where it stands in the figures of a tier: `opened`, `first_response.met`. */
  figure: string
  /** Counts, or seconds where the name says so; null: not known. */
  was: number | null
  is: number | null
}

/** In the order of the metrics object; a tier that one of them lacks has nothing there. */
export function figureChanges(before: Metrics, after: Metrics): FigureChange[] {
  const changes: FigureChange[] = []
  for (const tier of tiersOf(before, after)) {
    const was = flat(before.tiers[tier] ?? {})
    const is = flat(after.tiers[tier] ?? {})
    for (const figure of new Set([...is.keys(), ...was.keys()])) {
      const [old, now] = [valueIn(was, figure), valueIn(is, figure)]
      if (old !== now) changes.push({ tier, figure, was: old, is: now })
    }
  }
  return changes
}

/** Tiers that are told no more go before the sums, which are last. */
function tiersOf(before: Metrics, after: Metrics): string[] {
  const names = Object.keys(after.tiers)
  const gone = Object.keys(before.tiers).filter((name) => !names.includes(name))
  return [...names.slice(0, -2), ...gone, ...names.slice(-2)]
}

function flat(figures: object, prefix = ''): Map<string, number | null> {
  const found = new Map<string, number | null>()
  for (const [name, value] of Object.entries(figures)) {
    if (typeof value === 'object' && value !== null) {
      for (const [inner, of] of flat(value, `${prefix}${name}.`)) found.set(inner, of)
    } else found.set(prefix + name, value)
  }
  return found
}

/** Counts that are left out are none. */
function valueIn(figures: ReadonlyMap<string, number | null>, figure: string): number | null {
  return figures.get(figure) ?? (figure.endsWith('_seconds') ? null : 0)
}
