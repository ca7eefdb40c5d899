// Promises that run out: labels at risk and missed, and one escalation each that names whom to call.

import { escalationMessage, lateNotice } from '../../act/messages.ts'
import type { PromiseDuration, TierSettings } from '../../domain/settings.ts'
import { humanInstant } from '../../report/durations.ts'
import type { Clock } from '../clock-types.ts'
import { nextMomentAt } from '../clocks.ts'
import type { Facts } from '../facts.ts'
import { AT_RISK, MISSED } from '../labels.ts'
import type { CommentPart, Contribution } from '../plan.ts'
import { isPublicTier, keptUnread, opensAsCustomer, tierOf, wasPublicTier } from './shared.ts'

const NAMES = {
  first_response: 'first response',
  next_response: 'next response',
  resolution: 'resolution',
} as const

/** A notice that comes later than this after its moment says so. */
const LATE_AFTER_MS = 5 * 60_000

export function promise(facts: Facts): Contribution {
  const clocks = [facts.clocks.firstResponse, ...facts.clocks.nextResponses, facts.clocks.resolution]
  const again = nextMomentAt(facts.clocks, facts.now)
  if (!opensAsCustomer(facts)) return { off: [AT_RISK.name], lookAgainAt: null }
  // Without a tier's label beside them they would tell of a tier that is not shown, or is over.
  if (!isPublicTier(facts)) {
    if (keptUnread(facts)) return { lookAgainAt: again }
    return { off: facts.ticket.open ? [AT_RISK.name, MISSED.name] : [], lookAgainAt: again }
  }
  const missed = clocks.some((clock) => isMissedInPublic(facts, clock))
  const atRisk = facts.ticket.open && clocks.some((clock) => clock.atRisk)
  return {
    on: [...(missed ? [MISSED] : []), ...(atRisk ? [AT_RISK] : [])],
    off: [...(missed ? [] : [MISSED.name]), ...(atRisk ? [] : [AT_RISK.name])],
    parts: clocks.flatMap((clock) => escalations(facts, clock)),
    lookAgainAt: again,
    reasons: clocks.filter((clock) => clock.targetMs !== null).map(explain),
  }
}

/** A promise that was missed while the tier was kept quiet is not told when another tier is shown later. */
function isMissedInPublic(facts: Facts, clock: Clock): boolean {
  return clock.missed && clock.missedAt !== null && wasPublicTier(facts, clock.missedAt)
}

function escalations(facts: Facts, clock: Clock): CommentPart[] {
  const tier = tierOf(facts)
  if (!tier || clock.outcome !== 'running' || clock.deadlineAt === null) return []
  if (clock.missed && !isMissedInPublic(facts, clock)) return []
  const state = clock.missed ? 'missed' : clock.atRisk ? 'at risk' : null
  const moment = clock.missed ? clock.missedAt : clock.atRiskAt
  if (!state || moment === null) return []
  const lateMs = facts.now - moment
  const late = lateMs > LATE_AFTER_MS ? lateNotice(Math.round(lateMs / 60_000)) : null
  const text = escalationMessage({
    clock: NAMES[clock.kind],
    state,
    target: targetText(tier, clock),
    deadline: humanInstant(clock.missed ? (clock.missedAt ?? moment) : clock.deadlineAt),
    notify: tier.notify,
    late,
  })
  const started = clock.kind === 'next_response' ? `@${Math.floor((clock.startedAt ?? 0) / 1000)}` : ''
  const key = `${clock.kind}${started}:${state.replace(' ', '_')}`
  return [{ marker: { kind: 'escalation', key }, text, rank: 3, urgent: true }]
}

function targetText(tier: TierSettings, clock: Clock): string {
  const promised = {
    first_response: tier.promise?.firstResponse,
    next_response: tier.promise?.nextResponse,
    resolution: tier.promise?.resolution,
  }[clock.kind]
  const calendar = tier.promise?.calendar ?? 'always'
  return promised ? `${durationText(promised)}, ${calendar} hours` : 'as promised'
}

function durationText(duration: PromiseDuration): string {
  return `${duration.amount}${duration.unit}`
}

function explain(clock: Clock): string {
  const used = clock.usedShare === null ? '' : `, ${Math.round(clock.usedShare * 100)} % of the target used`
  const due = clock.deadlineAt === null ? '' : `, due ${humanInstant(clock.deadlineAt)}`
  return `${NAMES[clock.kind]}: ${clock.missed ? 'missed' : clock.outcome.replaceAll('_', ' ')}${used}${due}`
}
