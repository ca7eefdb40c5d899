// What was promised when: the standing of the requester read against the settings.

import type { StandingInterval } from '../domain/entitlement.ts'
import type { PromiseTargets, Settings } from '../domain/settings.ts'
import type { Calendar } from './calendar.ts'
import type { PromiseInterval } from './clock-types.ts'

/** One interval of promise for each interval of standing. A tier that is not in the settings promises nothing. */
export function promiseIntervals(
  standings: readonly StandingInterval[],
  settings: Pick<Settings, 'tiers' | 'community' | 'calendars'>,
): PromiseInterval[] {
  return standings.map(({ fromAt, tier }) => {
    const terms = tier === null ? settings.community : settings.tiers.find(({ name }) => name === tier)
    const promise = terms?.promise ?? null
    return {
      fromAt,
      tier,
      promise,
      calendar: calendarOf(promise, settings.calendars),
      warnAt: terms?.warnAt ?? 1,
    }
  })
}

function calendarOf(promise: PromiseTargets | null, calendars: Settings['calendars']): Calendar {
  if (!promise || promise.calendar === 'always') return 'always'
  const calendar = calendars[promise.calendar]
  if (!calendar) throw new Error(`No calendar is named ${promise.calendar}`)
  return calendar
}
