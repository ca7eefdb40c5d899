// What is wrong with the channels that settings name: the server has none of the name, or what is sent there fails.
import type { Channels } from '../channels/channels.ts'
import { channelsNamed } from '../domain/channels-named.ts'
import type { Problem } from '../domain/problem.ts'
import type { Repository } from '../domain/repository.ts'
import type { Settings } from '../domain/settings.ts'
import { SETTINGS_PATH } from '../domain/settings-paths.ts'
import { channelTroubles } from '../store/notice-channels.ts'
import type { Db } from '../store/open.ts'
import { channelTroubleText, unknownChannelMessage } from '../words/channel-words.ts'
import type { View } from './figures.ts'

/** A problem of one channel. */
export interface ChannelProblem extends Problem {
  channel: string
}

/** Channels of other owners are none: whether there are any is not told. */
export function unknownChannels(
  channels: Pick<Channels, 'find'>,
  { owner }: Pick<Repository, 'owner'>,
  settings: Settings,
): ChannelProblem[] {
  const unknown = channelsNamed(settings).filter((name) => channels.find(owner, name) === null)
  return unknown.map((channel) => {
    return { channel, file: SETTINGS_PATH, level: 'warning', message: unknownChannelMessage(channel, owner) }
  })
}

/** What could not be told of this repository. `shown`: nothing that only a private payment led to. */
export async function failingChannels(db: Db, repositoryId: number, view: View): Promise<ChannelProblem[]> {
  const which = view === 'shown' ? { repositoryId, isShown: true as const } : { repositoryId }
  const troubles = await channelTroubles(db, which)
  return troubles.map((one) => {
    return { channel: one.name, file: SETTINGS_PATH, level: 'warning', message: channelTroubleText(one) }
  })
}
