// The report of a month: a new comment of the desk on the first of the next one, made once and never written again.
import { markerText, partName } from '../../domain/marker.ts'
import type { Settings } from '../../domain/settings.ts'
import type { OwnPlace, Want } from '../../domain/want.ts'
import type { ReportFacts } from '../../words/report/facts.ts'
import { reportText } from '../../words/report/text.ts'
import { type Month, monthAt, zoneOf } from '../../words/zone.ts'

export interface ReportTimes {
  settings: Settings
  /** Oldest first; the last are `settings`. */
  history: ReadonlyArray<{ fromAt: number; settings: Settings }>
  /** ms. */
  installedAt: number
  now: number
}

/**
 * The month that is to be told of: the last one, in the zone of the desk, if its end was seen here and settings wanted a
 * report then as they do now. One that came late is told of until the next is over. Null: none.
 */
export function monthToTell({ settings, history, installedAt, now }: ReportTimes): Month | null {
  if (settings.desk.report === 'off') return null
  const month = monthAt(now, zoneOf(settings), 1)
  const atItsEnd = history.findLast(({ fromAt }) => fromAt < month.toAt)
  return atItsEnd?.settings.desk.report === 'monthly' && installedAt < month.toAt ? month : null
}

/** When the month that runs is over; null where nobody wants to be told of it. */
export function nextReportAt({ settings, now }: Pick<ReportTimes, 'settings' | 'now'>): number | null {
  return settings.desk.report === 'off' ? null : monthAt(now, zoneOf(settings)).toAt
}

/** What its comment is called among those of a desk. */
export function reportKey(month: Month): string {
  return partName({ kind: 'report', key: month.name })
}

export function tellReport(place: OwnPlace, month: Month, facts: ReportFacts): Want {
  const mark = reportKey(month)
  const text = `${reportText(facts)}\n\n${markerText({ kind: 'report', key: month.name })}`
  return {
    key: `${place.kind} of ${place.repositoryId} in ${place.placeId}|${mark}`,
    place: { in: 'own_thing', ...place },
    urgency: 'answer',
    what: { do: 'keep_comment', kind: mark, mark, text, tells: text, once: true },
    why: `${month.name} is over`,
  }
}
