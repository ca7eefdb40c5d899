// Tiers that were renamed: whatever the settings of a moment called a tier, it goes by the name it has today.
import type { Settings, TierSettings } from './settings.ts'

type Named = Pick<Settings, 'tiers'>

/** The tier that a word means: its name, else a name that it had before. Null: none. */
export function tierNamed(tiers: readonly TierSettings[], word: string): TierSettings | null {
  return tiers.find(({ name }) => name === word) ?? tiers.find((one) => one.formerly.includes(word)) ?? null
}

/** What everybody sees of a tier whose name stands in a private file: its label. One that ended has none. */
export function labelOfTier(tiers: readonly TierSettings[], name: string): string {
  return tierNamed(tiers, name)?.label.name ?? 'a former tier'
}

/**
 * The settings over time, oldest first, with each tier under the name that it has in the end; what it was called then
 * is among its former names. A tier that nobody took over keeps its own.
 */
export function withLastNames<T extends { settings: Named }>(versions: readonly T[]): T[] {
  /** Names of the time that is looked at, where they are not the last ones. */
  const last = new Map<string, string>()
  return versions
    .toReversed()
    .map((version) => {
      const named = {
        ...version,
        settings: { ...version.settings, tiers: renamed(version.settings.tiers, last) },
      }
      followFormer(version.settings.tiers, last)
      return named
    })
    .reverse()
}

function renamed(tiers: readonly TierSettings[], last: ReadonlyMap<string, string>): TierSettings[] {
  return tiers.map((tier) => {
    const name = last.get(tier.name) ?? tier.name
    // Of tiers that became one, the one that kept its name goes on, and the others ended.
    if (name === tier.name || tiers.some((other) => other.name === name)) return tier
    return { ...tier, name, formerly: [...tier.formerly, tier.name] }
  })
}

/** What a tier was called before these settings is, from them on, called as they call it. */
function followFormer(tiers: readonly TierSettings[], last: Map<string, string>): void {
  const current = new Set(tiers.map(({ name }) => name))
  for (const { name, formerly } of tiers) {
    for (const old of formerly) if (!current.has(old)) last.set(old, last.get(name) ?? name)
  }
}
