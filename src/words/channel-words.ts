// What is said of channels that cannot be told anything. No addresses.
import { plural } from './tables.ts'

export interface TroubleOfChannel {
  name: string
  /** Notices that were tried in vain and wait, and those that were given up. */
  waiting: number
  dropped: number
  /** Why the last of each was not taken. */
  waitsBecause: string | null
  droppedBecause: string | null
  /** It answered 410. */
  isEnded: boolean
}

export function unknownChannelMessage(name: string, owner: string): string {
  return `The server has no channel \`${name}\` for repositories of ${owner}, so nothing is told there. Whoever runs it names channels in NOTIFY_CHANNELS.`
}

/** Sentences for maintainers, the desk and `/readyz`. */
export function channelTroubleText({
  name,
  waiting,
  dropped,
  isEnded,
  ...because
}: TroubleOfChannel): string {
  const said: string[] = []
  if (isEnded) {
    said.push(
      `The channel \`${name}\` has ended: its receiver answered 410, which means that it is gone. Nothing is sent there until the server is started with another address in NOTIFY_CHANNELS.`,
    )
  }
  if (waiting > 0) {
    const why = because.waitsBecause ?? 'it was not reached'
    said.push(
      `The channel \`${name}\` did not take ${plural(waiting, 'notice')}: ${why}. Each is tried again for 24 hours.`,
    )
  }
  if (dropped > 0) {
    const why = because.droppedBecause ?? 'nobody took them'
    said.push(
      `${plural(dropped, 'notice')} for the channel \`${name}\` in the last 7 days went nowhere: ${why}.`,
    )
  }
  return said.join(' ')
}
