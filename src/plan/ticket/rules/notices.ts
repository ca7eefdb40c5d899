// Channels that the settings name are told of what a ticket comes to, each once of each moment.
import { channelsNamed } from '../../../domain/channels-named.ts'
import type { Facts } from '../../../domain/facts.ts'
import type { Notice, NoticeKind } from '../../../domain/notice.ts'
import type { SettingsThen } from '../../../domain/terms.ts'
import type { Want } from '../../../domain/want.ts'
import { momentsOf } from '../moments.ts'
import type { Contribution } from '../plan.ts'
import { once } from '../wants.ts'

export function notices(facts: Facts): Contribution {
  if (channelsNamed(facts.settings).length === 0) return {}
  return {
    wants: momentsOf(facts).flatMap(({ name, ...notice }) => {
      const named = channelsFor(facts.settings, notice)
      const told = named.filter((channel) => notice.at >= namedSince(facts, channel, notice))
      return told.map((channel) => tell(facts, channel, name, notice))
    }),
  }
}

function tell(facts: Facts, channel: string, name: string, notice: Notice): Want {
  const why = `the channel ${channel} is told of it (${notice.event.replaceAll('_', ' ')})`
  const what = { do: 'notify', channel, notice, isShown: true } as const
  const want = once(facts, `notice ${channel} ${name}`, what, { why, urgency: 'alarm' })
  return { ...want, place: { in: 'channel', name: channel } }
}

/** What the channels of a tier are told of: what its escalations tell. */
const OF_TIERS: readonly NoticeKind[] = ['at_risk', 'missed', 'escalated', 'low_rating']

type Naming = Pick<SettingsThen['settings'], 'tiers' | 'community' | 'desk'>

/** Each once, wherever it is named. */
function channelsFor(
  { tiers, community, desk }: Naming,
  { event, tier }: Pick<Notice, 'event' | 'tier'>,
): string[] {
  const ofTier =
    tier === null ? community.channels : (tiers.find(({ name }) => name === tier)?.channels ?? [])
  const ofDesk = Object.entries(desk.channels).filter(([, events]) => events.some((one) => one === event))
  return [...new Set([...(OF_TIERS.includes(event) ? ofTier : []), ...ofDesk.map(([name]) => name)])]
}

/**
 * Since when the settings have the channel told of such a moment: what was before is history to it. Of what happened in
 * preview mode only a preview tells.
 */
function namedSince({ history, settings: { mode } }: Facts, channel: string, notice: Notice): number {
  const names = ({ settings }: SettingsThen) =>
    (settings.mode === 'live' || settings.mode === mode) && channelsFor(settings, notice).includes(channel)
  const before = history.findLastIndex((version) => !names(version))
  return before < 0 ? Number.NEGATIVE_INFINITY : (history[before + 1]?.fromAt ?? Number.POSITIVE_INFINITY)
}
