// Promises that run out: which clock is at risk or missed, since when, and whether that is told late. Pure.
import type { Clock, Owed } from '../../domain/clock.ts'
import type { Facts } from '../../domain/facts.ts'
import { wasDown } from '../../domain/run-times.ts'
import { safeInline } from '../../words/safe-text.ts'
import { plural } from '../../words/tables.ts'
import { lateNotice } from '../../words/ticket/messages.ts'

export const CLOCK_NAMES = {
  first_response: 'first response',
  next_response: 'next response',
  resolution: 'resolution',
} as const

/** A promise of a running clock that is nearly used up, or was. */
export interface Alarm {
  /** Tells it from every other alarm of the ticket: `first_response:at_risk`. */
  key: string
  clock: Clock
  holds: Owed
  state: 'missed' | 'at risk'
  deadlineAt: number
  /** When it came to that, ms. */
  at: number
}

export function alarmsOf({ clocks }: Pick<Facts, 'clocks'>): Alarm[] {
  return clocksOf({ clocks }).flatMap((clock): Alarm[] => {
    const { holds, deadlineAt } = clock
    if (!holds || clock.outcome !== 'running' || deadlineAt === null) return []
    const state = clock.missed ? 'missed' : clock.atRisk ? 'at risk' : null
    const at = clock.missed ? clock.missedAt : clock.atRiskAt
    if (!state || at === null) return []
    // A reopening may be told a second apart by its delivery and by GitHub's timeline; what was written is told alike.
    const asked = clock.askedAt === null ? '' : `@${Math.floor(clock.askedAt / 1000)}`
    return [{ key: `${clock.kind}${asked}:${state.replace(' ', '_')}`, clock, holds, state, deadlineAt, at }]
  })
}

export function clocksOf({ clocks }: Pick<Facts, 'clocks'>): Clock[] {
  return [clocks.firstResponse, ...clocks.nextResponses, clocks.resolution]
}

/** A notice that comes later than this after its moment says so. */
const LATE_AFTER_MS = 5 * 60_000

/** What a notice says that is told late; null where it is not. `moment`: ms. */
export function lateness({ now, runs }: Pick<Facts, 'now' | 'runs'>, moment: number): string | null {
  const lateMs = now - moment
  return lateMs > LATE_AFTER_MS ? lateNotice(Math.round(lateMs / 60_000), wasDown(runs, moment)) : null
}

/** `within 4 hours of business hours`. `named`: how the calendar's name may stand there. */
export function targetText({ target, calendar }: Owed, named = inMarkdown): string {
  const within = `within ${plural(target.amount, UNITS[target.unit])}`
  return calendar === 'always' ? within : `${within} of ${named(calendar)} hours`
}

function inMarkdown(calendar: string): string {
  return safeInline(calendar, 60)
}

const UNITS = { m: 'minute', h: 'hour', d: 'day', w: 'week' } as const
