// A made-up project to preview: twelve weeks of 160 tickets, answered on working days by two people in Berlin.

import { DateTime } from 'luxon'
import { type Candidate, gridOf, officeOf } from '../../src/plan/backtest/candidates.ts'
import { addOpenMs, openMsBetween, promiseMs } from '../../src/plan/clocks/calendar.ts'
import { idleClock } from '../../src/plan/clocks/clock-run.ts'
import type { TicketFigures } from '../../src/report/figures.ts'
import { kaplanMeierCurve, kaplanMeierQuantile } from '../../src/report/kaplan-meier.ts'
import { computeMetrics, metricsBounds } from '../../src/report/metrics.ts'
import type { PromiseShare, ResponseTime, Today } from '../../src/report/preview.ts'
import { weeklyTrend } from '../../src/report/trend.ts'
import { hoursInWords } from '../../src/words/hours.ts'
import { DAY, figures, firstResponse, HOUR } from '../report/figures-builder.ts'

export const ZONE = 'Europe/Berlin'
/** A Thursday. */
export const AT = Date.UTC(2026, 10, 26, 14, 5)
export const TICKETS = 160
export const HOURS = { zone: ZONE, from: '09:00', to: '17:00', share: 0.84, comments: 388 }

/** The same numbers each time, from 0 to 1. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    yield state / 2 ** 31
  }
}

function sampleTickets(): TicketFigures[] {
  const chance = numbers(11)
  const office = officeOf(HOURS)
  const next = () => chance.next().value
  return Array.from({ length: TICKETS }, (_, index) => {
    const openedAt = openingAt(12 * 7 * (1 - index / TICKETS) - 0.3, next)
    const isUnanswered = next() < 0.03
    const openMs = next() < 0.015 ? (9 + 30 * next()) * HOUR : 6 * HOUR * next() ** 1.6
    const answeredAt =
      next() < 0.25 ? openedAt + 3 * HOUR * next() : (addOpenMs(office, openedAt, openMs) ?? openedAt)
    const isWaiting = answeredAt > AT || (isUnanswered && next() < 0.5)
    const endsAt = isWaiting ? AT : isUnanswered ? Math.min(AT, openedAt + 6 * DAY * next()) : answeredAt
    const outcome = isWaiting ? 'running' : isUnanswered ? 'closed_unanswered' : 'responded'
    const isResolved = outcome === 'responded' && next() < 0.7
    return figures({
      number: 310 + index,
      openedAt,
      open: !isResolved && outcome !== 'closed_unanswered',
      firstResponse: firstResponse(outcome, (endsAt - openedAt) / HOUR, {
        calendarMs: openMsBetween(office, openedAt, endsAt),
      }),
      resolution: {
        ...idleClock('resolution'),
        outcome: isResolved ? 'resolved' : 'running',
        wallMs: isResolved ? endsAt - openedAt + 3 * DAY * next() : AT - openedAt,
      },
    })
  })
}

/** Mostly by day, seldom at night or on a weekend. */
function openingAt(daysAgo: number, next: () => number): number {
  const hour = next() < 0.75 ? 8 + Math.floor(11 * (next() + next()) * 0.5) : Math.floor(24 * next())
  const day = DateTime.fromMillis(AT - daysAgo * DAY, { zone: ZONE })
  const worked = day.weekday > 5 && next() < 0.6 ? day.minus({ days: 2 }) : day
  const at = worked.set({ hour, minute: Math.floor(60 * next()) }).toMillis()
  return at < AT ? at : at - 7 * DAY
}

const tickets = sampleTickets()

export const sampleToday = madeToday()

function madeToday(): Today {
  const input = { repository: 'acme/widget', fromAt: 0, toAt: AT, now: AT, tickets, tiers: [] }
  const observations = tickets.map(observed)
  const [opened, answered] = [emptyWeek(), emptyWeek()]
  for (const { openedAt, firstResponse: first } of tickets) {
    count(opened, openedAt)
    if (first.outcome !== 'responded') continue
    count(answered, openedAt + first.wallMs)
    count(answered, openedAt + first.wallMs + 3 * HOUR)
  }
  return {
    metrics: computeMetrics(input).tiers.all!,
    bounds: metricsBounds(input).all!,
    curve: kaplanMeierCurve(observations),
    weeks: weeklyTrend(tickets, AT, ZONE),
    opened,
    answered,
    byHour: Array.from({ length: 24 }, (_, hour) => timeOf((at) => local(at).hour === hour)),
    byWeekday: Array.from({ length: 7 }, (_, day) => timeOf((at) => local(at).weekday === day + 1)),
  }
}

function observed({ firstResponse: { wallMs, outcome } }: TicketFigures) {
  return { durationMs: wallMs, happened: outcome === 'responded' }
}

function timeOf(isIn: (openedAt: number) => boolean): ResponseTime {
  const these = tickets.filter(({ openedAt }) => isIn(openedAt))
  const medianMs = kaplanMeierQuantile(these.map(observed), 0.5)
  return { opened: these.length, medianSeconds: medianMs === null ? null : Math.round(medianMs / 1000) }
}

function emptyWeek(): number[][] {
  return Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0))
}

function count(week: number[][], at: number): void {
  const { weekday, hour } = local(at)
  week[weekday - 1]![hour]! += 1
}

function local(at: number): DateTime {
  return DateTime.fromMillis(at, { zone: ZONE })
}

export const sampleGrid: readonly PromiseShare[] = gridOf(HOURS).map(samplePromise)

/** Of a tier that promises it in office hours. */
export function officePromise(tier: string, target: PromiseShare['target']): PromiseShare {
  return samplePromise({ tier, clock: 'first_response', target, calendar: 'office', hours: officeOf(HOURS) })
}

function samplePromise({ hours, ...candidate }: Candidate): PromiseShare {
  const mostMs = promiseMs(hours, candidate.target)
  const used = tickets.map(({ firstResponse: first }) => {
    const usedMs = hours === 'always' ? first.wallMs : first.calendarMs
    return { isLate: usedMs > mostMs, isAnswered: first.outcome === 'responded' }
  })
  const missed = used.filter(({ isLate }) => isLate).length
  const met = used.filter(({ isLate, isAnswered }) => isAnswered && !isLate).length
  return { ...candidate, hours: hoursInWords(hours), met, missed, share: met / (met + missed) }
}
