// Promises that are tried on the past: those of the settings, and usual ones for the first response.
import type { Calendar } from '../../domain/calendar.ts'
import type { ClockKind } from '../../domain/clock.ts'
import type { CalendarSettings, PromiseDuration, PromiseTargets, Settings } from '../../domain/settings.ts'
import type { MaintainersHours } from '../../report/preview.ts'
import { addOpenMs, promiseMs } from '../clocks/calendar.ts'
import { TARGETS } from '../clocks/grants.ts'

/** One target for one clock, with its hours. */
export interface Candidate {
  /** Whose it is in the settings: a tier's name or `community`; null for one that is only tried. */
  tier: string | null
  clock: ClockKind
  target: PromiseDuration
  /** The name of the calendar. */
  calendar: string
  hours: Calendar
}

const CLOCKS: readonly ClockKind[] = ['first_response', 'next_response', 'resolution']

/** Every promise of the settings: by tier, the highest first, then what is promised to everybody. */
export function promisesOf({ tiers, community, calendars }: Settings): Candidate[] {
  const all = [...tiers, { name: 'community', promise: community.promise }]
  return all.flatMap(({ name, promise }) => (promise ? targetsOf(name, promise, calendars) : []))
}

function targetsOf(
  tier: string,
  promise: PromiseTargets,
  calendars: Record<string, CalendarSettings>,
): Candidate[] {
  const { calendar } = promise
  const hours = calendar === 'always' ? calendar : calendars[calendar]
  if (!hours) throw new Error(`No calendar is named ${calendar}`)
  return CLOCKS.flatMap((clock) => {
    const target = promise[TARGETS[clock]]
    return target ? [{ tier, clock, target, calendar, hours }] : []
  })
}

const USUAL: readonly PromiseDuration[] = [
  { amount: 4, unit: 'h' },
  { amount: 8, unit: 'h' },
  { amount: 1, unit: 'd' },
  { amount: 2, unit: 'd' },
]

/** The calendar of the grid that is made of the maintainers' hours. */
const OFFICE = 'office'

/**
 * Usual promises for the first response: around the clock and, where they are known, in the maintainers' hours. The
 * tightest first: the one under which nobody waits longer, whenever they ask. So 2 days around the clock (48 hours at
 * most) come before 4 hours of an office (68 hours: who asks when it closes on Friday waits until Monday). Of two that
 * are the same, as 8 hours and a day are in an office of eight hours, the one in days comes first: it reads better.
 */
export function gridOf(hours: MaintainersHours | null): Candidate[] {
  const calendars: Calendar[] = hours ? ['always', officeOf(hours)] : ['always']
  const grid = calendars.flatMap((calendar) =>
    USUAL.map((target) => ({
      tier: null,
      clock: 'first_response' as const,
      target,
      calendar: calendar === 'always' ? calendar : calendar.name,
      hours: calendar,
    })),
  )
  const waits = new Map(grid.map((one) => [one, longestWaitMs(one.hours, one.target)]))
  const inDays = ({ target }: Candidate) => (target.unit === 'd' ? 0 : 1)
  return grid.sort((a, b) => waits.get(a)! - waits.get(b)! || inDays(a) - inDays(b))
}

/** Monday to Friday. */
export function officeOf({
  zone,
  from,
  to,
}: Pick<MaintainersHours, 'zone' | 'from' | 'to'>): CalendarSettings {
  const day = [{ from, to }]
  return {
    name: OFFICE,
    timeZone: zone,
    hours: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [], sun: [] },
    holidays: { country: null, state: null, region: null, dates: [] },
  }
}

const HALF_HOUR_MS = 1_800_000
/** A Monday; no zone changes its clock in the two weeks from it. */
const SOME_WEEK_AT = Date.UTC(2026, 5, 1)

/** How long somebody waits until the target is used up who asks at the worst moment of the week. */
export function longestWaitMs(calendar: Calendar, target: PromiseDuration): number {
  const targetMs = promiseMs(calendar, target)
  if (calendar === 'always') return targetMs
  let longest = 0
  for (let step = 0; step < 7 * 48; step += 1) {
    const askedAt = SOME_WEEK_AT + step * HALF_HOUR_MS
    const dueAt = addOpenMs(calendar, askedAt, targetMs)
    longest = Math.max(longest, dueAt === null ? Number.POSITIVE_INFINITY : dueAt - askedAt)
  }
  return longest
}
