// `/escalate` calls whom the tier names, in one comment each time that it counts.
import type { Facts } from '../../../domain/facts.ts'
import { escalatedMessage } from '../../../words/ticket/messages.ts'
import { standingEscalation } from '../commands/escalate.ts'
import type { Contribution } from '../plan.ts'
import { say } from '../wants.ts'
import { notifyOf } from './shared.ts'

export function escalate(facts: Facts): Contribution {
  const escalation = standingEscalation(facts)
  if (!escalation) return {}
  const { call, tier } = escalation
  const by = call.actor.id === facts.ticket.requester.id ? 'requester' : 'maintainer'
  const marker = { kind: 'escalation', key: `escalate:${call.key.slice(0, call.key.indexOf(':'))}` } as const
  const wish = {
    rank: 3,
    urgency: 'alarm',
    why: `escalated by ${by === 'requester' ? 'the requester' : 'a maintainer'}`,
  } as const
  const text = escalatedMessage(by, facts.settings.commands.prefix, notifyOf(facts, tier))
  return { wants: [say(facts, marker, text, wish)] }
}
