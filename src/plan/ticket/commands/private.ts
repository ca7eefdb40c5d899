// `/private`: the ticket goes on in an issue that only the customer and the maintainers read, or the maintainers alone.
import type { CommandCall } from '../../../domain/command.ts'
import type { Facts } from '../../../domain/facts.ts'
import { type Marker, partText } from '../../../domain/marker.ts'
import { noPrivatePlaceMessage } from '../../../words/ticket/lane-words.ts'
import { isUnderWatch } from '../rules/shared.ts'
import { NOTHING } from './arguments.ts'
import type { Command } from './command.ts'

export const goPrivate: Command = {
  name: 'private',
  arguments: NOTHING,
  who: 'maintainers',
  usage: 'private',
  help: 'go on in a private issue',
  want({ lane }) {
    if (lane.isUnread) return { waits: true }
    const isPossible = lane.issue !== null || (lane.placeId !== null && lane.trouble === null)
    return isPossible ? { readBy: privateCalls } : { mistake: noPrivatePlaceMessage }
  },
}

/** Those that ask for it; in the private issue it is so already, and what could not be done is not done later. */
export function privateCalls(facts: Facts): CommandCall[] {
  return facts.commands.filter(
    (call) =>
      call.name === goPrivate.name &&
      call.allowed &&
      !call.lane &&
      isUnderWatch(facts, call.at) &&
      !wasRefused(facts, call),
  )
}

function wasRefused({ story }: Facts, { key }: CommandCall): boolean {
  const marker: Marker = { kind: 'reply', key: key.slice(0, key.indexOf(':')) }
  return story.own.some(({ body }) => partText(body, marker)?.includes(noPrivatePlaceMessage))
}
