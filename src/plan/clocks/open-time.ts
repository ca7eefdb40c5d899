// Time that counts: the open hours of a calendar, less the absences that are a part of it.

import type { OpenTime } from '../../domain/calendar.ts'
import { addOpenMs, openMsBetween } from './calendar.ts'
import { joinSpans, withoutSpans } from './clock-spans.ts'

/** Time that counts between two instants, in ms. */
export function countedBetween({ calendar, absences }: OpenTime, fromAt: number, untilAt: number): number {
  if (untilAt <= fromAt) return 0
  const spans = withoutSpans({ fromAt, untilAt }, joinSpans(absences))
  return spans.reduce((total, span) => total + openMsBetween(calendar, span.fromAt, span.untilAt!), 0)
}

/** The first instant at which `ms` have counted since `fromAt`; null where that never comes. */
export function countedUntil({ calendar, absences }: OpenTime, fromAt: number, ms: number): number | null {
  if (ms <= 0) return fromAt
  let leftMs = ms
  for (const span of withoutSpans({ fromAt, untilAt: null }, joinSpans(absences))) {
    const at = addOpenMs(calendar, span.fromAt, leftMs)
    // Used up when an absence begins is used up before it, as at closing time.
    if (span.untilAt === null || (at !== null && at <= span.untilAt)) return at
    leftMs -= openMsBetween(calendar, span.fromAt, span.untilAt)
  }
  return null
}
