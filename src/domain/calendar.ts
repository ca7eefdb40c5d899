// The hours in which time counts.

import type { CalendarSettings } from './settings.ts'
import type { Span } from './story.ts'

/** A calendar of the settings, or the built-in one that is open 24 hours on 7 days. */
export type Calendar = CalendarSettings | 'always'

export interface OpenTime {
  calendar: Calendar
  /** In any order; they may overlap. */
  absences: readonly Span[]
}
