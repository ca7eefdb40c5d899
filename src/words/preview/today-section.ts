// The section of a preview about how fast tickets are answered today.

import type { Preview, ResponseTime, Today } from '../../report/preview.ts'
import type { TrendWeek } from '../../report/trend.ts'
import { humanDay, humanDuration, wholeDuration } from '../durations.ts'
import { duration, plural } from '../tables.ts'
import { type Bar, type Block, type Section, text, WEEKDAYS } from './blocks.ts'
import { curveBlock } from './curve.ts'

/** The newest: more would be no picture any more. */
const MOST_WEEKS = 26

export function todaySection({ today, zone }: Preview): Section | null {
  if (today.metrics.opened === 0) return null
  const blocks = [
    text(counts(today)),
    weeks(today.weeks, zone),
    curveBlock(today.curve),
    weekdays(today.byWeekday),
    hours(today.byHour, zone),
    heat(today, zone),
  ]
  return { title: 'How fast you answer today', blocks: blocks.filter((block) => block !== null) }
}

function counts({ metrics: { opened, first_response: first, resolution } }: Today): string {
  const { responded, closed_unanswered: closed, waiting } = first
  const others = [
    ...(closed === 0 ? [] : [`${closed} ${closed === 1 ? 'was' : 'were'} closed without an answer`]),
    ...(waiting === 0 ? [] : [`${waiting} ${waiting === 1 ? 'waits' : 'wait'} for the first one`]),
    ...(resolution.resolved === 0
      ? []
      : [`${resolution.resolved} ${resolution.resolved === 1 ? 'is' : 'are'} resolved`]),
  ]
  return [
    `Of ${plural(opened, 'ticket')} that no maintainer opened, ${[`${responded} got a maintainer's answer`, ...others].join(', ')}.`,
    'The unanswered count too, as waiting for as long as they have been (Kaplan–Meier).',
  ].join(' ')
}

/** Newest first. */
function weeks(all: readonly TrendWeek[], zone: string): Block | null {
  const shown = all.slice(-MOST_WEEKS).toReversed()
  if (!shown.some(({ opened }) => opened > 0)) return null
  const most = mostOfWeeks(shown)
  return {
    kind: 'bars',
    chart: {
      title: 'Median time to first response, by week',
      isMain: true,
      bars: shown.map((week) => weekBar(week, { zone, most })),
      most,
      line: null,
      markedAs: null,
      table: {
        head: ['Week from', 'Median', 'Opened'],
        rows: shown.map((week) => [humanDay(week.fromAt, zone), median(week), `${week.opened}`]),
      },
    },
  }
}

/** What is only known to be more than months would make ticks of all that was measured: such bars end with the longest. */
function mostOfWeeks(weeks: readonly TrendWeek[]): number {
  const measured = weeks.map(({ medianSeconds }) => medianSeconds)
  if (measured.some((seconds) => seconds !== null)) return mostOf(measured)
  return mostOf(weeks.map(({ moreThanSeconds }) => moreThanSeconds))
}

function weekBar(week: TrendWeek, { zone, most }: { zone: string; most: number }): Bar {
  const { fromAt, medianSeconds, moreThanSeconds, opened } = week
  const isMeasured = medianSeconds !== null
  const time = isMeasured ? humanDuration(medianSeconds) : `more than ${wholeDuration(moreThanSeconds ?? 0)}`
  return {
    name: humanDay(fromAt, zone),
    value: medianSeconds ?? (moreThanSeconds === null ? null : Math.min(moreThanSeconds, most)),
    told: opened === 0 ? 'nothing opened' : `${time} (${plural(opened, 'ticket')})`,
    short: `${humanDay(fromAt, zone)}: ${opened === 0 ? 'none' : time}`,
    tone: isMeasured || opened === 0 ? 'plain' : 'unsure',
  }
}

function median({ medianSeconds, moreThanSeconds }: TrendWeek): string {
  return duration(medianSeconds, moreThanSeconds)
}

function weekdays(byWeekday: readonly ResponseTime[]): Block | null {
  if (!byWeekday.some(({ medianSeconds }) => medianSeconds !== null)) return null
  const bars = byWeekday.map((one, day): Bar => {
    const name = WEEKDAYS[day] ?? ''
    const short = `${name}: ${medianCell(one)}`
    return { name, value: one.medianSeconds, told: timeTold(one), short, tone: 'plain' }
  })
  const rows = byWeekday.map((one, day) => [WEEKDAYS[day] ?? '', medianCell(one), `${one.opened}`])
  return {
    kind: 'bars',
    chart: {
      title: 'Median time to first response, by weekday',
      isMain: false,
      bars,
      most: mostOf(byWeekday.map(({ medianSeconds }) => medianSeconds)),
      line: null,
      markedAs: null,
      table: { head: ['Opened on', 'Median', 'Opened'], rows },
    },
  }
}

function hours(byHour: readonly ResponseTime[], zone: string): Block | null {
  const most = Math.max(0, ...byHour.map(({ medianSeconds }) => medianSeconds ?? 0))
  if (most === 0) return null
  const rows = byHour.flatMap((one, hour) =>
    one.opened === 0 ? [] : [[clockHour(hour), medianCell(one), `${one.opened}`]],
  )
  return {
    kind: 'columns',
    chart: {
      title: `Median time to first response, by hour of opening (${zone})`,
      columns: byHour.map(({ medianSeconds }, hour) => {
        return { axis: hour % 6 === 0 ? `${hour}` : '', value: medianSeconds }
      }),
      mostTold: humanDuration(most),
      table: { head: ['Opened from', 'Median', 'Opened'], rows },
    },
  }
}

function heat({ opened, answered }: Today, zone: string): Block | null {
  if (![...opened, ...answered].flat().some((count) => count > 0)) return null
  return {
    kind: 'heat',
    charts: [
      { title: `Tickets opened (${zone})`, days: opened },
      { title: 'Comments of maintainers', days: answered },
    ],
  }
}

function timeTold({ opened, medianSeconds }: ResponseTime): string {
  if (opened === 0) return 'nothing opened'
  const time = medianSeconds === null ? 'not known yet' : humanDuration(medianSeconds)
  return `${time} (${plural(opened, 'ticket')})`
}

function medianCell({ opened, medianSeconds }: ResponseTime): string {
  if (opened === 0) return '–'
  return medianSeconds === null ? 'not known yet' : humanDuration(medianSeconds)
}

function clockHour(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`
}

function mostOf(values: ReadonlyArray<number | null>): number {
  return Math.max(1, ...values.map((value) => value ?? 0))
}
