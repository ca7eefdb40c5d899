// The moments of a ticket that channels are told of. Pure.
import type { Facts } from '../../domain/facts.ts'
import type { Notice } from '../../domain/notice.ts'
import {
  escalatedNotice,
  needsHumanNotice,
  openedNotice,
  promiseNotice,
  ratingNotice,
} from '../../words/notice-words.ts'
import { zoneOf } from '../../words/zone.ts'
import { standingAt } from '../clocks/standing.ts'
import { type Alarm, alarmsOf, CLOCK_NAMES, clocksOf, lateness, targetText } from './clock-alarms.ts'
import { standingEscalation } from './commands/escalate.ts'
import { NEEDS_HUMAN } from './labels/labels.ts'
import { isLow, ratingsOf } from './ratings/ratings.ts'
import { isUnderWatch, keptUnread, lastingLabel, opensAsCustomer } from './rules/shared.ts'
import { sameLabel } from './wants.ts'

export interface Moment extends Notice {
  /** Tells it from every other moment of the ticket. */
  name: string
}

/** All that were reached, also those that were told before. */
export function momentsOf(facts: Facts): Moment[] {
  const reached = [
    ...opened(facts),
    ...alarms(facts),
    ...escalated(facts),
    ...lowRatings(facts),
    ...needsHuman(facts),
  ]
  return reached.map((moment) => {
    const late = lateness(facts, moment.at)
    return { ...moment, says: late === null ? moment.says : `${moment.says} ${late}`, isLate: late !== null }
  })
}

type Reached = Omit<Moment, 'isLate'>

/** So long after its opening it is told who opened it: a source may learn late who pays. */
const TOLD_WITHIN_MS = 86_400_000
/** Who begins to pay this soon after opening has asked as a customer. */
const BEGINS_WITHIN_MS = 3_600_000

function opened(facts: Facts): Reached[] {
  const { ticket, standings, now } = facts
  const { openedAt } = ticket
  const isNew =
    ticket.origin === 'opened' && isUnderWatch(facts, openedAt) && now - openedAt <= TOLD_WITHIN_MS
  if (!isNew || !opensAsCustomer(facts)) return []
  const until = Math.min(now, openedAt + BEGINS_WITHIN_MS)
  const paid = standings.find(({ because, tier, fromAt }) => {
    return tier !== null && fromAt <= until && because !== '/tier' && because !== 'label by hand'
  })
  if (!paid || paid.tier === null) return []
  const { tier } = paid
  const deadlineAt = nextDeadlineAt(facts)
  return [
    { name: 'paid_opened', event: 'paid_opened', tier, deadlineAt, at: openedAt, says: openedNotice(tier) },
  ]
}

/** As escalations tell them, each with the tier whose deadline it is. */
function alarms(facts: Facts): Reached[] {
  if (!opensAsCustomer(facts) || keptUnread(facts)) return []
  return alarmsOf(facts).map(({ key, clock, holds, state, deadlineAt, at }: Alarm): Reached => {
    const { tier } = holds
    const says = promiseNotice({
      clock: CLOCK_NAMES[clock.kind],
      target: targetText(holds, (calendar) => calendar),
      zone: zoneOf(facts.settings),
      ...{ state, deadlineAt, tier },
    })
    return { name: key, event: state === 'missed' ? 'missed' : 'at_risk', tier, deadlineAt, at, says }
  })
}

/** Until a maintainer has answered. */
function escalated(facts: Facts): Reached[] {
  const escalation = standingEscalation(facts)
  if (!escalation) return []
  const { call, tier } = escalation
  const by = call.actor.id === facts.ticket.requester.id ? 'requester' : 'maintainer'
  const [name, event] = [`escalate:${call.key}`, 'escalated'] as const
  return [
    { name, event, tier, deadlineAt: nextDeadlineAt(facts), at: call.at, says: escalatedNotice(by, tier) },
  ]
}

/** A change of mind is another one. */
function lowRatings(facts: Facts): Reached[] {
  return ratingsOf(facts).flatMap((rating, place): Reached[] => {
    const { score, at } = rating
    if (!isLow(rating)) return []
    return [
      {
        name: `low_rating ${place} ${score}`,
        event: 'low_rating',
        tier: standingAt(facts.standings, at).tier,
        deadlineAt: nextDeadlineAt(facts),
        at,
        says: ratingNotice(score),
      },
    ]
  })
}

/** Each time the label goes on. */
function needsHuman(facts: Facts): Reached[] {
  const on = lastingLabel(facts, NEEDS_HUMAN.name)
  const isOurs = on?.role === 'self' || on?.role === 'maintainer'
  if (!on || !isOurs || !isUnderWatch(facts, on.fromAt)) return []
  const times = facts.story.labels.filter(({ label }) => sameLabel(label, NEEDS_HUMAN.name)).length
  return [
    {
      name: `needs_human ${times}`,
      event: 'needs_human',
      tier: facts.standing.tier,
      deadlineAt: nextDeadlineAt(facts),
      at: on.fromAt,
      says: needsHumanNotice(NEEDS_HUMAN.name),
    },
  ]
}

/** Of the clocks that run, ms. */
function nextDeadlineAt(facts: Facts): number | null {
  const running = clocksOf(facts).filter(({ outcome }) => outcome === 'running')
  const deadlines = running.flatMap(({ deadlineAt }) => deadlineAt ?? [])
  return deadlines.length === 0 ? null : Math.min(...deadlines)
}
