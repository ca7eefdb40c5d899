// A preview as JSON for scripts: everything, with who would have got a label. Names here are a promise (docs/preview.md).

import type {
  LabelledTickets,
  Preview,
  PromiseShare,
  ReadSpan,
  ResponseTime,
  ShownAnswer,
  Today,
} from '../../report/preview.ts'
import type { Judged } from '../../report/replay.ts'
import { targetCode } from './promise-words.ts'

export function previewAsJson(preview: Preview): string {
  const { repository, url, at, zone, maintainers, remarks, settings, hours, suggested } = preview
  const told = {
    version: 1,
    repository,
    url,
    generated_at: iso(at),
    time_zone: zone,
    time_zone_from: preview.zoneFrom,
    remarks,
    read: readOf(preview.read),
    maintainers,
    settings: {
      from: settings.from,
      path: settings.path,
      problems: settings.problems.map(({ file, line = null, column = null, level, message }) => {
        return { file, line, column, level, message }
      }),
    },
    today: todayOf(preview.today),
    labels: preview.labels.map(labelOf),
    answers: preview.answers && answersOf(preview.answers),
    promises: preview.promises.map(promiseOf),
    grid: preview.grid.map(promiseOf),
    recommended: preview.recommended && promiseOf(preview.recommended),
    maintainers_hours: hours && {
      time_zone: hours.zone,
      from: hours.from,
      to: hours.to,
      share: hours.share,
      comments: hours.comments,
    },
    suggested: { settings: suggested.settings, articles: suggested.articles, docs: suggested.docs },
  }
  return `${JSON.stringify(told, null, 2)}\n`
}

function readOf({ issues, discussions, comments, fromAt, isAll, setAside, calls }: ReadSpan) {
  const from = fromAt === null ? null : iso(fromAt)
  return { issues, discussions, comments, from, is_all: isAll, calls, set_aside: setAside }
}

function todayOf({ metrics, bounds, curve, weeks, opened, answered, byHour, byWeekday }: Today) {
  return {
    ...metrics,
    at_least_seconds: {
      first_response: bounds.firstResponse,
      next_response: bounds.nextResponse,
      resolution: bounds.resolution,
    },
    curve: curve.map(({ durationMs, share }) => ({ seconds: durationMs / 1000, share })),
    weeks: weeks.map((week) => ({
      from: iso(week.fromAt),
      opened: week.opened,
      median_seconds: week.medianSeconds,
      more_than_seconds: week.moreThanSeconds,
      met: week.met,
      missed: week.missed,
    })),
    opened_by_weekday_and_hour: opened,
    maintainers_comments_by_weekday_and_hour: answered,
    by_hour: byHour.map(responseTimeOf),
    by_weekday: byWeekday.map(responseTimeOf),
  }
}

function responseTimeOf({ opened, medianSeconds }: ResponseTime) {
  return { opened, median_seconds: medianSeconds }
}

function labelOf({ tier, label, tickets, requesters }: LabelledTickets) {
  return { tier, label, tickets, requesters }
}

function answersOf(answers: NonNullable<Preview['answers']>) {
  const { asked, linked, articles, ownWords, shown } = answers
  return {
    asked,
    answered: judgedOf(answers.answers),
    links: judgedOf(answers.links),
    linked_by_maintainers: linked,
    articles,
    own_words: ownWords,
    shown: shown.flatMap(({ number, url, question, as, confidence, isOwnWords, said }: ShownAnswer) => {
      if (said === null) return []
      const { draft, markdown } = said
      return [{ number, url, question, as, draft, confidence, own_words: isOwnWords, markdown }]
    }),
  }
}

function judgedOf({ shown, right, wrong, unjudged, precision }: Judged) {
  const interval = precision && [precision.low, precision.high]
  return { shown, right, wrong, unjudged, precision: precision?.share ?? null, interval }
}

function promiseOf({ tier, clock, target, calendar, hours, met, missed, share }: PromiseShare) {
  return { tier, clock, target: targetCode(target), calendar, hours, met, missed, share }
}

function iso(at: number): string {
  return new Date(at).toISOString()
}
