// `/rate`: the requester says what they think of a resolution.
import type { CommandCall } from '../../../domain/command.ts'
import { mistypedMessage } from '../../../words/ticket/mistake-words.ts'
import { notRatedMessage } from '../../../words/ticket/rating-words.ts'
import { ratingTimeAt, ratingTimes } from '../ratings/rating-times.ts'
import { type Command, languageFor } from './command.ts'

export const rate: Command = {
  name: 'rate',
  arguments: { least: 1, most: 1, like: /^\d+$/ },
  who: 'requester alone',
  usage: 'rate 1-5',
  help: 'say how well it was solved, from 1 (badly) to 5 (very well)',
  want(facts, call) {
    const { prefix } = facts.settings.commands
    if (scoreOf(call) === null) {
      return {
        mistake: mistypedMessage(
          languageFor(facts, call),
          `${prefix}rate ${call.words[0]}`,
          `${prefix}${rate.usage}`,
        ),
      }
    }
    const times = ratingTimes(facts)
    if (ratingTimeAt(times, call.at)) return { readBy: scoreOf }
    const isOver = times.some(({ untilAt }) => untilAt < call.at)
    return { mistake: notRatedMessage(languageFor(facts, call), isOver ? 'over' : 'not yet') }
  },
}

/** From 1 to 5, by one who may; null: it is no rating. */
export function scoreOf({ name, allowed, words }: CommandCall): number | null {
  return name === rate.name && allowed && /^[1-5]$/.test(words[0] ?? '') ? Number(words[0]) : null
}
