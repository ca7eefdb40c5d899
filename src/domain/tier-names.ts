// Tiers that were renamed: whatever the settings of a moment called a tier, it goes by the name it has today.
import type { Settings, TierSettings } from './settings.ts'

type Named = Pick<Settings, 'tiers'>

/** The tier that a word means: its name, else a name that it had before. Null: none. */
export function tierNamed(tiers: readonly TierSettings[], word: string): TierSettings | null {
  return tiers.find(({ name }) => name === word) ?? tiers.find((one) => one.formerly.includes(word)) ?? null
}

/**
 * The settings over time, oldest first, with each tier under the name that it has in the end; what it was called then
 * is among its former names. A tier that nobody took over keeps its own.
 */
export function withLastNames<T extends { settings: Named }>(versions: readonly T[]): T[] {
  return versions.map((version, index) => {
    const later = versions.slice(index + 1)
    const { tiers: old } = version.settings
    if (old.every(({ name }) => lastName(name, later) === name)) return version
    const tiers = old.map((tier) => {
      const name = lastName(tier.name, later)
      // Of tiers that became one, the one that kept its name goes on, and the others ended.
      if (name === tier.name || old.some((other) => other.name === name)) return tier
      return { ...tier, name, formerly: [...tier.formerly, tier.name] }
    })
    return { ...version, settings: { ...version.settings, tiers } }
  })
}

function lastName(name: string, later: ReadonlyArray<{ settings: Named }>): string {
  let current = name
  for (const { settings } of later) {
    if (settings.tiers.some((tier) => tier.name === current)) continue
    current = settings.tiers.find((tier) => tier.formerly.includes(current))?.name ?? current
  }
  return current
}
