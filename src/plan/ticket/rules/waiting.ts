// `waiting: requester` comes off with the requester's next comment or edit; a command puts it on.

import type { Facts } from '../../../domain/facts.ts'
import { waitByCommand, waitingCalls } from '../commands/waiting.ts'
import { WAITING } from '../labels.ts'
import { type Contribution, together } from '../plan.ts'
import { keepOff, sameLabel } from '../wants.ts'
import { requesterActedSince } from './shared.ts'

export function waiting(facts: Facts): Contribution {
  const isOn = facts.ticket.labels.some((name) => sameLabel(name, WAITING.name))
  const isOver = isOn && hasReplied(facts)
  const off = isOver ? [keepOff(facts, WAITING.name, { why: 'the requester replied' })] : []
  return together([{ wants: off }, waitByCommand(facts)])
}

/** Where a command put the label on, its wait began with the command. */
function hasReplied(facts: Facts): boolean {
  const last = facts.story.labels.findLast((span) => sameLabel(span.label, WAITING.name))
  if (last?.untilAt !== null) return false
  const call = last.role === 'self' ? waitingCalls(facts).findLast(({ at }) => at <= last.fromAt) : undefined
  return requesterActedSince(facts, call?.at ?? last.fromAt)
}
