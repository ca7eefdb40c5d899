// The parts of an onboarding issue: what was read, how people are answered, what could be promised, what would be answered.
import { humanDay, humanDuration } from '../durations.ts'
import { hoursOfWeek } from '../hours.ts'
import { couldPromise, noPromiseYet } from '../preview/promise-words.ts'
import { replaySentence } from '../replay-words.ts'
import { quietUrl, safeCode, safeInline } from '../safe-text.ts'
import { duration, folded, markdownTable, plural } from '../tables.ts'
import type { OnboardingPage } from './page.ts'
import { AIM, promiseChart } from './promise-chart.ts'

export function readSection({ read, zone }: OnboardingPage): string {
  const { issues, discussions, total, sinceAt, isDone } = read
  const since = humanDay(sinceAt, zone)
  const parts = [plural(issues, 'issue'), ...(discussions > 0 ? [plural(discussions, 'discussion')] : [])]
  const many = parts.join(' and ')
  if (isDone) {
    const all =
      issues + discussions === 0 ? 'no issue and no discussion that changed' : `${many}, all that changed`
    return `### What was read\n\nEverything since ${since}: ${all} in these 90 days.`
  }
  const of = total !== null && total > issues + discussions ? ` of about ${total}` : ''
  return `### What was read\n\nThe history since ${since} is being read: ${many}${of} so far. The figures below change until it is complete.`
}

export function todaySection({ today }: OnboardingPage): string | null {
  if (today === null || today.metrics.opened === 0) return null
  const { first_response: first, opened } = today.metrics
  const time = (seconds: number | null) => duration(seconds, today.bounds.firstResponse)
  const asked = `${plural(opened, 'question or report', 'questions and reports')}`
  const half =
    first.responded === 0
      ? 'None of them has had an answer from a maintainer yet'
      : first.median_seconds === null
        ? `It takes **${time(null)}** until half of them have a first answer from a maintainer`
        : `Half of them had a first answer from a maintainer within **${time(first.median_seconds)}**`
  const nine =
    first.p90_seconds === null ? '' : `, nine in ten within **${humanDuration(first.p90_seconds)}**`
  const waiting =
    first.waiting === 0
      ? ''
      : first.waiting === 1
        ? ' One of them still waits, and counts for as long as it has waited.'
        : ` ${first.waiting} of them still wait, and count for as long as they have waited.`
  return `### How fast people are answered today\n\nIn the last 90 days ${asked} came from people who are no maintainers. ${half}${nine}.${waiting}`
}

export function promisesSection({ promises, read, settings }: OnboardingPage): string | null {
  const { grid, recommended, hours } = promises
  const shown = promiseChart(grid, recommended)
  if (!shown) return null
  const isNew = settings.found === 'none'
  const advice =
    recommended === null
      ? `${safeInline(noPromiseYet(grid), 400)}${isNew ? ' The proposed settings promise nothing.' : ''}`
      : `**${safeInline(couldPromise(recommended), 400)}** It is the tightest of these with at least ${AIM}: the one in green, with a ✓.`
  const office =
    hours === null
      ? []
      : [
          `The office hours are a guess from ${plural(hours.comments, 'comment')} of maintainers: ${safeInline(hoursOfWeek(hours))}.`,
        ]
  return [
    '### What you could promise',
    `Had everybody been promised a first response within so much time${read.isDone ? ', for all of these 90 days' : ''}, this share would have come in time:`,
    shown.chart,
    shown.table,
    [advice, ...office].join(' '),
    isNew
      ? 'Nothing is promised to anybody until you commit it.'
      : 'These are only tried on the past: what is promised to whom, the settings say.',
  ].join('\n\n')
}

const MOST_EXAMPLES = 5

const MOST_GLOBS = 3

/** What the proposed settings would answer from, while there is nothing yet. */
function proposedDocs(settings: OnboardingPage['settings']): string {
  if (settings.found !== 'none' || settings.url === null || settings.docs.length === 0) return ''
  const named = settings.docs.slice(0, MOST_GLOBS).map((glob) => safeCode(glob, 80))
  const others = settings.docs.length > MOST_GLOBS ? ' and others' : ''
  return ` With the proposed settings, sections of the documentation (${named.join(', ')}${others}) are pointed to where they answer a question.`
}

export function answersSection({ answers, repository, settings }: OnboardingPage): string {
  const head = '### What would have been answered'
  const { articles, sections, path, figures } = answers
  if (articles + sections === 0) {
    const folder = path === null ? 'the folder that the settings name' : safeCode(path)
    return `${head}\n\nNothing yet: there are no articles.${proposedDocs(settings)} Put the answers that you give again and again into ${folder}, one Markdown file each, and the questions that they answer are answered with them. \`npx firstline kb suggest ${repository}\` drafts some from questions that were answered here.`
  }
  const from = [
    ...(articles > 0 ? [plural(articles, 'article')] : []),
    ...(sections > 0 ? [`${plural(sections, 'section')} of the documentation`] : []),
  ].join(' and ')
  const sentence = figures && replaySentence(figures)
  if (!figures || !sentence) {
    return `${head}\n\nThere is ${from} to answer from. Too few questions are known to say how many of them that would have answered.`
  }
  const examples = figures.examples.filter(({ shown }) => shown !== null).slice(0, MOST_EXAMPLES)
  const lines = examples.map(({ number, url, question, shown }) => {
    const what = (shown?.articles ?? []).map(({ title }) => safeInline(title, 80)).join(', ')
    return `- ${safeCode(question, 80)} ([#${number}](${quietUrl(url)})): ${shown?.as === 'links' ? 'links to ' : ''}${what}`
  })
  const listed = lines.length === 0 ? [] : [folded('Examples', lines.join('\n'))]
  return [head, `${sentence} That is from ${from}.`, ...listed].join('\n\n')
}

export function labelsSection({ labels }: OnboardingPage): string | null {
  const some = labels.filter(({ tickets }) => tickets > 0)
  if (some.length === 0) return null
  const rows = some.map(({ label, tickets }) => [safeCode(label), `${tickets}`])
  return [
    '### Labels of those who pay',
    'So many of these tickets would carry the label of a tier. Nobody is named here.',
    markdownTable(['Label', 'Tickets'], rows),
  ].join('\n\n')
}
