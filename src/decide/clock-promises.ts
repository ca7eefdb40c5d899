// What was promised when: the standing of the requester read against the settings.

import type { StandingInterval } from '../domain/entitlement.ts'
import type { PromiseTargets, Settings } from '../domain/settings.ts'
import type { Calendar } from './calendar.ts'
import type { PromiseInterval } from './clock-types.ts'

type Terms = Pick<Settings, 'tiers' | 'community' | 'calendars'>

/** Settings as they came into force, oldest first; the first were in force before anybody looked. */
export interface TermsVersion {
  fromAt: number
  settings: Terms
}

/** The same while the settings changed: what was promised at a moment is what the settings then said. */
export function promisesOverTime(
  standings: readonly StandingInterval[],
  versions: readonly TermsVersion[],
): PromiseInterval[] {
  return versions.flatMap((version, i) => {
    const fromAt = i === 0 ? 0 : version.fromAt
    const untilAt = versions[i + 1]?.fromAt ?? Number.POSITIVE_INFINITY
    const during = standings.flatMap((standing, j) => {
      const endsAt = standings[j + 1]?.fromAt ?? Number.POSITIVE_INFINITY
      if (standing.fromAt >= untilAt || endsAt <= fromAt) return []
      return [{ ...standing, fromAt: Math.max(standing.fromAt, fromAt) }]
    })
    return promiseIntervals(during, version.settings)
  })
}

/** One interval of promise for each interval of standing. A tier that is not in the settings promises nothing. */
export function promiseIntervals(standings: readonly StandingInterval[], settings: Terms): PromiseInterval[] {
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
