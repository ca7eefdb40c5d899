// `firstline statement CUSTOMER --month YYYY-MM`: a customer's tickets, promises and hours of a month.
import { findCustomer, type NoCustomer } from '../facts/find-customer.ts'
import { customerStatement } from '../facts/statement.ts'
import { statementText } from '../words/report/statement.ts'
import { statementCsv } from '../words/report/statement-csv.ts'
import { zoneOf } from '../words/zone.ts'
import { readArguments, readPositionals } from './arguments.ts'
import { type Command, UsageError } from './command.ts'
import { readMonthOption } from './month-option.ts'
import { withRepositories } from './with-store.ts'

const FORMATS = ['md', 'csv'] as const

const OPTIONS = {
  month: { type: 'string', value: 'YYYY-MM', about: 'the month, such as 2026-11' },
  format: { type: 'string', value: FORMATS.join('|'), about: 'md if left out' },
  owner: {
    type: 'string',
    value: 'OWNER',
    about: 'whose customer, where several owners have one of this name',
  },
} as const

export const statementCommand: Command = {
  usage: 'firstline statement CUSTOMER --month YYYY-MM [--format md|csv] [--owner OWNER]',
  options: OPTIONS,
  run: async (args, io) => {
    const { values, positionals } = readArguments(args, OPTIONS)
    const [asked = ''] = readPositionals(positionals, ['CUSTOMER'])
    const format = FORMATS.find((one) => one === (values.format ?? 'md'))
    if (!format) throw new UsageError(`--format is md or csv, not "${values.format}".`)
    const written = values.month
    if (written === undefined) throw new UsageError('Say which month: --month 2026-11.')
    return withRepositories(io, values.owner ?? null, async ({ store, deps, repositories }) => {
      const now = store.now()
      // What is wrong with the month is told before anything is looked up.
      readMonthOption(written, 'UTC', now + DAY_MS)
      const found = await findCustomer(deps, repositories, asked)
      if ('because' in found) throw new UsageError(whyNot(found, asked))
      const settings = found.here.map(({ served }) => served.settings)
      const zone = zoneOf(settings.find(({ calendars }) => Object.keys(calendars).length > 0) ?? settings[0]!)
      const month = readMonthOption(written, zone, now)
      const statement = await customerStatement(deps, found.here, { ...found, month, now })
      io.out(format === 'csv' ? statementCsv(statement) : `${statementText(statement, zone)}\n`)
      return 0
    })
  },
}

const DAY_MS = 86_400_000

function whyNot(no: NoCustomer, asked: string): string {
  switch (no.because) {
    case 'owners':
      return `"${asked}" is a customer of ${no.found.join(' and of ')}: say which with --owner.`
    case 'names':
      return `"${asked}" may be ${no.found.map((name) => `"${name}"`).join(' or ')}: write it as it stands there.`
    case 'unknown': {
      const hint = no.nearest === null ? '' : ` Did you mean "${no.nearest}"?`
      return `There is no customer "${asked}": a name in the list of customers, or @LOGIN of somebody who pays.${hint}`
    }
    default:
      return no satisfies never
  }
}
