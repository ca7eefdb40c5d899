// Promises that run out: labels at risk and missed, and one escalation each that names whom to call.

import type { Clock, Owed } from '../../../domain/clock.ts'
import type { Facts } from '../../../domain/facts.ts'
import type { LabelSpec } from '../../../domain/label.ts'
import type { Want } from '../../../domain/want.ts'
import { humanInstant } from '../../../words/durations.ts'
import { escalationMessage } from '../../../words/ticket/messages.ts'
import { zoneOf } from '../../../words/zone.ts'
import { nextMomentAt } from '../../clocks/clocks.ts'
import { type Alarm, alarmsOf, CLOCK_NAMES, clocksOf, lateness, targetText } from '../clock-alarms.ts'
import { AT_RISK, MISSED } from '../labels/labels.ts'
import type { Contribution } from '../plan.ts'
import { keepOff, keepOn, say } from '../wants.ts'
import { keptUnread, notifyOf, opensAsCustomer } from './shared.ts'

export function promise(facts: Facts): Contribution {
  const clocks = clocksOf(facts)
  const lookAgainAt = nextChangeAt(facts)
  const kept = (label: LabelSpec, isOn: boolean, why: string) =>
    isOn ? keepOn(facts, label, { why, urgency: 'alarm' }) : keepOff(facts, label.name, { why })
  if (!opensAsCustomer(facts)) return { wants: [kept(AT_RISK, false, 'nothing is promised here')] }
  if (keptUnread(facts)) return { lookAgainAt }
  const missed = clocks.some((clock) => clock.missed)
  const atRisk = facts.onGitHub.open && clocks.some((clock) => clock.atRisk)
  return {
    wants: [
      kept(MISSED, missed, missed ? 'a promise is missed' : 'no promise is missed'),
      kept(AT_RISK, atRisk, atRisk ? 'a promise is at risk' : 'no promise is at risk'),
      ...alarmsOf(facts).map((alarm) => escalation(facts, alarm)),
    ],
    lookAgainAt,
    reasons: clocks.flatMap((clock) =>
      clock.holds ? [explain(clock, clock.holds, zoneOf(facts.settings))] : [],
    ),
  }
}

/** The next moment at which a clock is at risk or missed, or something else is paid for. */
function nextChangeAt({ clocks, payment, now }: Facts): number | null {
  const paid = payment.find(({ fromAt }) => fromAt > now)?.fromAt ?? null
  const moments = [nextMomentAt(clocks, now), paid].filter((at) => at !== null)
  return moments.length === 0 ? null : Math.min(...moments)
}

function escalation(facts: Facts, { clock, holds, state, deadlineAt, key, at }: Alarm): Want {
  const name = CLOCK_NAMES[clock.kind]
  const text = escalationMessage({
    clock: name,
    state,
    target: targetText(holds),
    deadline: humanInstant(deadlineAt, zoneOf(facts.settings)),
    notify: notifyOf(facts, holds.tier),
    late: lateness(facts, at),
  })
  const wish = { rank: 3, urgency: 'alarm', why: `the ${name} is ${state}` } as const
  return say(facts, { kind: 'escalation', key }, text, wish)
}

function explain(clock: Clock, holds: Owed, zone: string): string {
  const used = clock.usedShare === null ? '' : `, ${Math.round(clock.usedShare * 100)} % of the target used`
  const due = clock.deadlineAt === null ? '' : `, due ${humanInstant(clock.deadlineAt, zone)}`
  const state = clock.missed ? 'missed' : clock.outcome.replaceAll('_', ' ')
  return `${CLOCK_NAMES[clock.kind]}: ${state}${used}${due}, promised by ${holds.tier ?? 'community'}`
}
