// `firstline report OWNER/REPO`: the figures of the metrics comment, for any time.
import { reportFacts } from '../facts/report-facts.ts'
import { historyProgress } from '../store/history-parts.ts'
import { historyText } from '../words/history-progress.ts'
import { formatReport, REPORT_FORMATS, type ReportFormat } from '../words/report/formats.ts'
import { type Month, readInstant, zoneOf } from '../words/zone.ts'
import { readArguments, readFormatOption, readPositionals } from './arguments.ts'
import { type Command, UsageError } from './command.ts'
import { readMonthOption } from './month-option.ts'
import { withRepository } from './with-store.ts'

const DAY_MS = 86_400_000
const REPORTED_MS = 90 * DAY_MS

const OPTIONS = {
  from: {
    type: 'string',
    value: 'DATE',
    about: 'tickets opened from then on (in the zone of the first calendar); 90 days before --to if left out',
  },
  to: { type: 'string', value: 'DATE', about: 'tickets opened before; now if left out' },
  month: { type: 'string', value: 'YYYY-MM', about: 'in place of --from and --to' },
  format: { type: 'string', value: REPORT_FORMATS.join('|'), about: 'md if left out' },
  json: { type: 'boolean', about: 'the same as --format json' },
  public: {
    type: 'boolean',
    about: 'as anybody may see it: private sponsors count as community, and no hours, cost or customers',
  },
} as const

export const reportCommand: Command = {
  usage:
    'firstline report OWNER/REPO [--from DATE] [--to DATE] [--month YYYY-MM] [--format md|json|csv] [--public]',
  options: OPTIONS,
  run: async (args, io) => {
    const { values, positionals } = readArguments(args, OPTIONS)
    const [name = ''] = readPositionals(positionals, ['OWNER/REPO'])
    const format = readFormat(readFormatOption(values) ?? 'md')
    return withRepository(io, name, async ({ store, deps, context }) => {
      const { repository, settings } = context
      const now = store.now()
      const { span, month } = readSpan(values, zoneOf(settings), now)
      const isPublic = values.public ?? false
      const facts = await reportFacts(deps, context, {
        span,
        month,
        now,
        view: isPublic ? 'shown' : 'known',
        inside: !isPublic,
        withGaps: format === 'md' && month !== null,
      })
      const text = formatReport(facts, format)
      const reading = await historyProgress(store.db, repository.id)
      if (reading) {
        io.err(
          `History is still being read: ${historyText(reading)}. Until then these figures lack the rest.\n`,
        )
      }
      io.out(`${text.trimEnd()}\n`)
      return 0
    })
  },
}

interface Times {
  from?: string | undefined
  to?: string | undefined
  month?: string | undefined
}

/** Tickets opened in [from, to); without a word the last 90 days. */
function readSpan(
  times: Times,
  zone: string,
  now: number,
): { span: { fromAt: number; toAt: number }; month: Month | null } {
  if (times.month !== undefined) {
    if (times.from !== undefined || times.to !== undefined) {
      throw new UsageError('--month stands for --from and --to: give either.')
    }
    const month = readMonthOption(times.month, zone, now)
    return { span: month, month }
  }
  const toAt = times.to === undefined ? now + 1 : readDate('--to', times.to, zone)
  const fromAt = times.from === undefined ? toAt - REPORTED_MS : readDate('--from', times.from, zone)
  if (fromAt >= toAt) throw new UsageError('--from has to be before --to.')
  return { span: { fromAt, toAt }, month: null }
}

function readFormat(word: string): ReportFormat {
  const found = REPORT_FORMATS.find((format) => format === word)
  if (!found) throw new UsageError(`--format is one of ${REPORT_FORMATS.join(', ')}, not "${word}".`)
  return found
}

function readDate(option: string, word: string, zone: string): number {
  const at = readInstant(word, zone)
  if (at === null) throw new UsageError(`${option} is a date such as 2026-11-22, not "${word}".`)
  return at
}
