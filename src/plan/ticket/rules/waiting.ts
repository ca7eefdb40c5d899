// `waiting: requester` goes on by command and comes off with the requester's next comment or edit; a reminder if one was asked for.

import type { CommandCall } from '../../../domain/command.ts'
import type { Facts } from '../../../domain/facts.ts'
import { reminderMessage, wrongDurationMessage } from '../../../words/messages.ts'
import { parseDurationMs } from '../../clocks/duration.ts'
import { WAITING } from '../labels.ts'
import { type Contribution, together } from '../plan.ts'
import { keepOff, putOn, sameLabel, say } from '../wants.ts'
import { isUnderWatch, requesterActedSince } from './shared.ts'

export function waiting(facts: Facts): Contribution {
  const isOn = facts.ticket.labels.some((name) => sameLabel(name, WAITING.name))
  const calls = facts.commands.filter((call) => isWaiting(facts, call))
  const replied = isOn && hasReplied(facts, calls)
  const off = replied ? [keepOff(facts, WAITING.name, { why: 'the requester replied' })] : []
  // Who has replied before the label could be put on is waited for no more.
  const on = calls
    .filter(({ at }) => !requesterActedSince(facts, at))
    .map(({ key }) => putOn(facts, `waiting:${key}`, WAITING, { why: 'a command says so' }))
  // Who says it again sets another time.
  const last = calls.at(-1)
  return together([{ wants: [...off, ...on] }, last ? remind(facts, last) : {}])
}

function isWaiting(facts: Facts, call: CommandCall): boolean {
  return (
    call.name === 'waiting' &&
    call.allowed &&
    isUnderWatch(facts, call.at) &&
    waitingMistake(call.words) === null
  )
}

/** What is wrong with a `/waiting`, or null. */
export function waitingMistake(words: string[]): string | null {
  return words[0] !== undefined && parseDurationMs(words[0]) === null ? wrongDurationMessage(words[0]) : null
}

/** Where a command put the label on, its wait began with the command. */
function hasReplied(facts: Facts, calls: readonly CommandCall[]): boolean {
  const last = facts.story.labels.findLast((span) => sameLabel(span.label, WAITING.name))
  if (last?.untilAt !== null) return false
  const call = last.role === 'self' ? calls.findLast(({ at }) => at <= last.fromAt) : undefined
  return requesterActedSince(facts, call?.at ?? last.fromAt)
}

function remind(facts: Facts, call: CommandCall): Contribution {
  const waitMs = call.words[0] === undefined ? null : parseDurationMs(call.words[0])
  if (waitMs === null || !facts.story.waitingForRequester || !facts.ticket.open) return {}
  // The wait begins when it shows: a command that is obeyed late does not remind at once.
  const shownAt = facts.story.labels.findLast((span) => sameLabel(span.label, WAITING.name))?.fromAt ?? 0
  const dueAt = Math.max(call.at, shownAt) + waitMs
  if (dueAt > facts.now) return { lookAgainAt: dueAt }
  const marker = { kind: 'reminder', key: String(call.commentId) } as const
  const text = reminderMessage(facts.ticket.requester)
  return { wants: [say(facts, marker, text, { rank: 4, why: 'the requester has not replied in time' })] }
}
