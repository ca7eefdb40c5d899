// Labels on a ticket that were a tier's and are no longer: the settings have given the tier another one, or ended it.
import type { TierSettings } from '../../../domain/settings.ts'
import type { LabelSpan } from '../../../domain/story.ts'
import type { TermsBook } from '../../clocks/terms.ts'

/**
 * Names of labels that come off. One that a maintainer put on stays where its tier has ended: only what the tier is
 * shown by now can take its place.
 */
export function formerTierLabels(
  labels: readonly LabelSpan[],
  tiers: readonly TierSettings[],
  book: TermsBook,
): string[] {
  const isCurrent = (name: string) =>
    tiers.some(({ label }) => label.name.toLowerCase() === name.toLowerCase())
  return labels.flatMap((span) => {
    if (span.untilAt !== null || isCurrent(span.label)) return []
    const tier = book.tierOfLabel(span.label, span.fromAt)?.tier
    if (tier === undefined) return []
    return span.role === 'self' || tiers.some(({ name }) => name === tier) ? [span.label] : []
  })
}
