// `/tier`: a maintainer sets the ticket's tier by hand, or gives the decision back to the entitlements.
import type { CommandCall } from '../../../domain/command.ts'
import type { TierSettings } from '../../../domain/settings.ts'
import type { SettingsThen } from '../../../domain/terms.ts'
import { tierNamed } from '../../../domain/tier-names.ts'
import { unknownTierMessage } from '../../../words/ticket/messages.ts'
import type { TierCommand } from '../../clocks/hand.ts'
import type { Command } from './command.ts'

export const tier: Command = {
  name: 'tier',
  arguments: { least: 1, most: 1, like: /^[\p{L}\p{N}][\p{L}\p{N}_-]*$/u },
  who: 'maintainers',
  usage: 'tier NAME|none|auto',
  help: 'set the tier of this ticket by hand, or let the entitlements decide',
  want({ settings: { tiers }, settingsAreHidden }, { words: [word = ''] }) {
    const given = word.toLowerCase()
    if (given === 'none' || given === 'auto' || tierMeant(tiers, word)) return { readBy: tierCommands }
    return { mistake: unknownTierMessage(word, settingsAreHidden ? null : tiers.map(({ name }) => name)) }
  },
}

/**
 * For the standing: each goes by the tiers of its time. Commands that were given before anybody listened, `since`
 * (ms), were given to nobody.
 */
export function tierCommands(
  calls: readonly CommandCall[],
  { history, since }: { history: readonly SettingsThen[]; since: number },
): TierCommand[] {
  const commands: TierCommand[] = []
  for (const { name, allowed, at, words } of calls) {
    if (name !== tier.name || !allowed || at < since) continue
    const word = words[0] ?? ''
    const given = word.toLowerCase()
    const inForce = history.findLast(({ fromAt }) => fromAt <= at) ?? history[0]
    const named = tierMeant(inForce?.settings.tiers ?? [], word)
    if (given === 'auto') commands.push({ at, set: 'auto' })
    else if (given === 'none') commands.push({ at, set: { tier: null } })
    else if (named) commands.push({ at, set: { tier: named.name } })
  }
  return commands
}

/** Nobody minds the case of a name that is typed. */
function tierMeant(tiers: readonly TierSettings[], word: string): TierSettings | null {
  const lower = word.toLowerCase()
  return tierNamed(tiers, word) ?? tiers.find(({ name }) => name.toLowerCase() === lower) ?? null
}
