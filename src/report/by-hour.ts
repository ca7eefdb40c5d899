// By hour and weekday, on the clock of a zone: when tickets are opened and answered, and how long their answers take.
import { DateTime } from 'luxon'
import type { TicketFigures } from './figures.ts'
import { kaplanMeierQuantile } from './kaplan-meier.ts'
import type { ResponseTime } from './preview.ts'

const HOURS = 24
const DAYS = 7

/** Seven days from Monday, 24 hours each: how many of these moments (ms) fall into each hour of the week. */
export function hoursOfWeek(moments: readonly number[], zone: string): number[][] {
  const week = Array.from({ length: DAYS }, () => Array<number>(HOURS).fill(0))
  for (const moment of moments) {
    const { weekday, hour } = DateTime.fromMillis(moment, { zone })
    week[weekday - 1]![hour]! += 1
  }
  return week
}

/** First responses by the hour of the day in which tickets were opened, and by the day of the week from Monday. */
export function responseTimesBy(
  tickets: readonly TicketFigures[],
  zone: string,
): { byHour: ResponseTime[]; byWeekday: ResponseTime[] } {
  const byHour = Array.from({ length: HOURS }, (): TicketFigures[] => [])
  const byWeekday = Array.from({ length: DAYS }, (): TicketFigures[] => [])
  for (const ticket of tickets) {
    const { weekday, hour } = DateTime.fromMillis(ticket.openedAt, { zone })
    byHour[hour]!.push(ticket)
    byWeekday[weekday - 1]!.push(ticket)
  }
  return { byHour: byHour.map(responseTime), byWeekday: byWeekday.map(responseTime) }
}

function responseTime(tickets: readonly TicketFigures[]): ResponseTime {
  const observations = tickets.map(({ firstResponse: { wallMs, outcome } }) => ({
    durationMs: wallMs,
    happened: outcome === 'responded',
  }))
  const medianMs = kaplanMeierQuantile(observations, 0.5)
  return { opened: tickets.length, medianSeconds: medianMs === null ? null : Math.round(medianMs / 1000) }
}
