// `waiting: requester` comes off with the requester's next comment or edit; a command puts it on.

import type { Facts } from '../../../domain/facts.ts'
import { waitByCommand, waitingCalls } from '../commands/waiting.ts'
import { WAITING } from '../labels/labels.ts'
import { type Contribution, together } from '../plan.ts'
import { isOn, keepOff } from '../wants.ts'
import { lastingLabel, requesterActedSince } from './shared.ts'

export function waiting(facts: Facts): Contribution {
  const isOver = isOn(facts, WAITING.name) && hasReplied(facts)
  const off = isOver ? [keepOff(facts, WAITING.name, { why: 'the requester replied' })] : []
  return together([{ wants: off }, waitByCommand(facts)])
}

/** Where a command put the label on, its wait began with the command. */
function hasReplied(facts: Facts): boolean {
  const span = lastingLabel(facts, WAITING.name)
  if (!span) return false
  const call = span.role === 'self' ? waitingCalls(facts).findLast(({ at }) => at <= span.fromAt) : undefined
  return requesterActedSince(facts, call?.at ?? span.fromAt)
}
