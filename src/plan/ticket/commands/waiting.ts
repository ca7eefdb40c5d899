// `/waiting`: the ticket waits for its requester, who is reminded if a time was given and it has passed.
import type { CommandCall } from '../../../domain/command.ts'
import type { Facts } from '../../../domain/facts.ts'
import { reminderMessage, wrongDurationMessage } from '../../../words/ticket/messages.ts'
import { parseDurationMs } from '../../clocks/duration.ts'
import { WAITING } from '../labels/labels.ts'
import { type Contribution, together } from '../plan.ts'
import { isUnderWatch, requesterActedSince } from '../rules/shared.ts'
import { putOn, sameLabel, say } from '../wants.ts'
import { ONE_TIME } from './arguments.ts'
import type { Command } from './command.ts'

export const waiting: Command = {
  name: 'waiting',
  arguments: ONE_TIME,
  who: 'maintainers',
  usage: 'waiting [14d]',
  help: 'wait for the requester, clocks paused; with a time, remind when it has passed',
  want(_, { words }) {
    const mistake = mistakeIn(words)
    return mistake === null ? { readBy: waitingCalls } : { mistake }
  },
}

function mistakeIn(words: readonly string[]): string | null {
  return words[0] !== undefined && parseDurationMs(words[0]) === null ? wrongDurationMessage(words[0]) : null
}

/** Those that count, in order. */
export function waitingCalls(facts: Facts): CommandCall[] {
  return facts.commands.filter(
    ({ name, allowed, at, words }) =>
      name === waiting.name && allowed && isUnderWatch(facts, at) && mistakeIn(words) === null,
  )
}

/** What the calls ask for: the label, unless the requester has replied before it could be put on, and the reminder. */
export function waitByCommand(facts: Facts): Contribution {
  const calls = waitingCalls(facts)
  const on = calls
    .filter(({ at }) => !requesterActedSince(facts, at))
    .map(({ key }) => putOn(facts, `waiting:${key}`, WAITING, { why: 'a command says so' }))
  // Who says it again sets another time.
  const last = calls.at(-1)
  return together([{ wants: on }, last ? remind(facts, last) : {}])
}

function remind(facts: Facts, call: CommandCall): Contribution {
  const waitMs = call.words[0] === undefined ? null : parseDurationMs(call.words[0])
  if (waitMs === null || !facts.story.waitingForRequester || !facts.onGitHub.open) return {}
  // The wait begins when it shows: a command that is obeyed late does not remind at once.
  const shownAt = facts.story.labels.findLast((span) => sameLabel(span.label, WAITING.name))?.fromAt ?? 0
  const dueAt = Math.max(call.at, shownAt) + waitMs
  if (dueAt > facts.now) return { lookAgainAt: dueAt }
  const marker = { kind: 'reminder', key: String(call.commentId) } as const
  const text = reminderMessage(facts.ticket.requester)
  return { wants: [say(facts, marker, text, { rank: 4, why: 'the requester has not replied in time' })] }
}
