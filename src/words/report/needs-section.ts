// The section of the metrics comment about how often maintainers left a ticket under the need that Firstline put it under.
import type { NeedKind } from '../../domain/triage.ts'
import { plural } from '../tables.ts'

/** How many tickets Firstline put under a kind, and how many of these are still there. */
export type NeedCounts = Partial<Record<NeedKind, { put: number; left: number }>>

/** Null where it put none under any. */
export function needsSection(counts: NeedCounts): string | null {
  const told = Object.entries(counts).map(([kind, { put, left }]) => {
    const share = Math.round((100 * left) / put)
    return `${plural(put, 'ticket')} under \`${kind}\`, of which maintainers left ${left} so (${share} %)`
  })
  return told.length === 0
    ? null
    : `### Training and consulting\n\nIn the last 90 days Firstline put ${told.join('; ')}.`
}
