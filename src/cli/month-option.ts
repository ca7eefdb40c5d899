// The option `--month` of commands that tell of one month.
import { type Month, monthText, readMonth } from '../words/zone.ts'
import { UsageError } from './command.ts'

/** `zone`: in which the month begins. @throws UsageError where it is no month, or has not begun yet */
export function readMonthOption(word: string, zone: string, now: number): Month {
  const month = readMonth(word, zone)
  if (!month) throw new UsageError(`--month is a month such as 2026-11, not "${word}".`)
  if (month.fromAt > now) throw new UsageError(`${monthText(month)} has not begun yet.`)
  return month
}
