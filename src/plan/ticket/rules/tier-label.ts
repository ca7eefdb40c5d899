// The requester's tier label is on, the other tier labels are off.

import type { Facts } from '../../../domain/facts.ts'
import type { TierSettings } from '../../../domain/settings.ts'
import type { Want } from '../../../domain/want.ts'
import type { Contribution } from '../plan.ts'
import { keepOff, keepOn } from '../wants.ts'
import { keptUnread, opensAsCustomer, tierOf } from './shared.ts'

const ASK_AGAIN_MS = 5 * 60_000

export function tierLabel(facts: Facts): Contribution {
  const { standing, onGitHub } = facts
  if (!onGitHub.open || !opensAsCustomer(facts)) return {}
  const kept = keptUnread(facts)
  if (kept) {
    const why = `label of ${kept.name} kept: not every source has been read yet`
    return { wants: othersOff(facts, kept, why), reasons: [why], lookAgainAt: facts.now + ASK_AGAIN_MS }
  }
  const tier = tierOf(facts)
  const why = tier ? `tier ${tier.name} because of ${standing.because}` : `no tier: ${standing.because}`
  const on = tier ? [keepOn(facts, tier.label, { why })] : []
  return { wants: [...on, ...othersOff(facts, tier, why)], reasons: [why] }
}

/** The labels of the other tiers, and those that tiers had before the settings gave them others. */
function othersOff(facts: Facts, tier: TierSettings | null, why: string): Want[] {
  const others = facts.settings.tiers.filter((one) => one !== tier).map(({ label }) => label.name)
  return [...others, ...facts.formerLabels].map((label) => keepOff(facts, label, { why }))
}
