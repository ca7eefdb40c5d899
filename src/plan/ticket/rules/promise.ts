// Promises that run out: labels at risk and missed, and one escalation each that names whom to call.

import type { Clock, Owed } from '../../../domain/clock.ts'
import type { Facts } from '../../../domain/facts.ts'
import type { LabelSpec } from '../../../domain/label.ts'
import { wasDown } from '../../../domain/run-times.ts'
import type { Want } from '../../../domain/want.ts'
import { humanInstant } from '../../../words/durations.ts'
import { escalationMessage, lateNotice } from '../../../words/messages.ts'
import { safeInline } from '../../../words/safe-text.ts'
import { plural } from '../../../words/tables.ts'
import { zoneOf } from '../../../words/zone.ts'
import { nextMomentAt } from '../../clocks/clocks.ts'
import { AT_RISK, MISSED } from '../labels.ts'
import type { Contribution } from '../plan.ts'
import { keepOff, keepOn, say } from '../wants.ts'
import { keptUnread, opensAsCustomer } from './shared.ts'

const NAMES = {
  first_response: 'first response',
  next_response: 'next response',
  resolution: 'resolution',
} as const

/** A notice that comes later than this after its moment says so. */
const LATE_AFTER_MS = 5 * 60_000

export function promise(facts: Facts): Contribution {
  const clocks = [facts.clocks.firstResponse, ...facts.clocks.nextResponses, facts.clocks.resolution]
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
      ...clocks.flatMap((clock) => escalations(facts, clock)),
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

function escalations(facts: Facts, clock: Clock): Want[] {
  const { holds } = clock
  if (!holds || clock.outcome !== 'running' || clock.deadlineAt === null) return []
  const state = clock.missed ? 'missed' : clock.atRisk ? 'at risk' : null
  const moment = clock.missed ? clock.missedAt : clock.atRiskAt
  if (!state || moment === null) return []
  const text = escalationMessage({
    clock: NAMES[clock.kind],
    state,
    target: targetText(holds),
    deadline: humanInstant(clock.deadlineAt, zoneOf(facts.settings)),
    notify: notifyOf(facts, holds),
    late: lateness(facts, moment),
  })
  // A reopening may be told a second apart by its delivery and by GitHub's timeline; what was written is told alike.
  const asked = clock.askedAt === null ? '' : `@${Math.floor(clock.askedAt / 1000)}`
  const key = `${clock.kind}${asked}:${state.replace(' ', '_')}`
  const why = `the ${NAMES[clock.kind]} is ${state}`
  return [say(facts, { kind: 'escalation', key }, text, { rank: 3, urgency: 'alarm', why })]
}

function lateness({ now, runs }: Facts, moment: number): string | null {
  const lateMs = now - moment
  return lateMs > LATE_AFTER_MS ? lateNotice(Math.round(lateMs / 60_000), wasDown(runs, moment)) : null
}

/** Whom the tier calls whose deadline it is. */
function notifyOf({ settings }: Facts, { tier }: Owed): string[] {
  if (tier === null) return settings.community.notify
  return settings.tiers.find(({ name }) => name === tier)?.notify ?? []
}

/** `within 4 hours of business hours`. */
export function targetText({ target, calendar }: Owed): string {
  const within = `within ${plural(target.amount, UNITS[target.unit])}`
  return calendar === 'always' ? within : `${within} of ${safeInline(calendar, 60)} hours`
}

const UNITS = { m: 'minute', h: 'hour', d: 'day', w: 'week' } as const

function explain(clock: Clock, holds: Owed, zone: string): string {
  const used = clock.usedShare === null ? '' : `, ${Math.round(clock.usedShare * 100)} % of the target used`
  const due = clock.deadlineAt === null ? '' : `, due ${humanInstant(clock.deadlineAt, zone)}`
  const state = clock.missed ? 'missed' : clock.outcome.replaceAll('_', ' ')
  return `${NAMES[clock.kind]}: ${state}${used}${due}, promised by ${holds.tier ?? 'community'}`
}
