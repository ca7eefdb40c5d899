// `firstline report OWNER/REPO`: the figures of the metrics comment, for any time.
import { figuresOf } from '../lines/figures.ts'
import { computeMetrics, metricsBounds } from '../report/metrics.ts'
import { formatReport, REPORT_FORMATS, type ReportFormat } from '../report/report-formats.ts'
import { readArguments, readPositionals } from './arguments.ts'
import { type Command, UsageError } from './command.ts'
import { withRepository } from './surroundings.ts'

const DAY_MS = 86_400_000
const REPORTED_MS = 90 * DAY_MS

const OPTIONS = {
  from: {
    type: 'string',
    value: 'DATE',
    about: 'tickets opened from then on; 90 days before --to if left out',
  },
  to: { type: 'string', value: 'DATE', about: 'tickets opened before; now if left out' },
  format: { type: 'string', value: REPORT_FORMATS.join('|'), about: 'md if left out' },
  json: { type: 'boolean', about: 'the same as --format json' },
} as const

export const reportCommand: Command = {
  name: 'report',
  summary: 'print the response times of a repository',
  usage: 'firstline report OWNER/REPO [--from DATE] [--to DATE] [--format md|json|csv]',
  options: OPTIONS,
  run: async (args, io) => {
    const { values, positionals } = readArguments(args, OPTIONS)
    const [name = ''] = readPositionals(positionals, ['OWNER/REPO'])
    const format = readFormat(values.json ? 'json' : (values.format ?? 'md'))
    return withRepository(io, name, async ({ store, deps, context }) => {
      const now = store.now()
      const toAt = values.to === undefined ? now + 1 : readDate('--to', values.to)
      const fromAt = values.from === undefined ? toAt - REPORTED_MS : readDate('--from', values.from)
      if (fromAt >= toAt) throw new UsageError('--from has to be before --to')
      const tickets = await figuresOf(deps, context, { fromAt, toAt }, now)
      const { repository, settings } = context
      const tiers = settings.tiers.map((tier) => tier.name)
      const input = {
        repository: `${repository.owner}/${repository.name}`,
        fromAt,
        toAt,
        now,
        tickets,
        tiers,
      }
      io.out(`${formatReport(computeMetrics(input), metricsBounds(input), format).trimEnd()}\n`)
      return 0
    })
  },
}

function readFormat(word: string): ReportFormat {
  const found = REPORT_FORMATS.find((format) => format === word)
  if (!found) throw new UsageError(`--format is one of ${REPORT_FORMATS.join(', ')}, not "${word}"`)
  return found
}

/** A day (`2026-11-22`, its beginning in UTC) or an instant in ISO 8601. */
function readDate(option: string, word: string): number {
  const at = /^\d{4}-\d{2}-\d{2}(T.*)?$/.test(word) ? Date.parse(word) : Number.NaN
  if (Number.isNaN(at)) throw new UsageError(`${option} is a date such as 2026-11-22, not "${word}"`)
  return at
}
