// What a report is made of.
import type { CustomerMonth } from '../../report/customers.ts'
import type { Counted } from '../../report/metrics.ts'
import type { MonthEconomics } from '../../report/month-economics.ts'
import type { Month } from '../zone.ts'
import type { Gap } from './gap-section.ts'

export interface ReportFacts extends CountedTime {
  /** The month that it tells of; null: another time. */
  month: Month | null
  /** The month before; null where there is nothing to compare with. */
  before: CountedTime | null
  /** Largest first. */
  gaps: readonly Gap[]
  /** By name; null where anybody may read it. */
  customers: readonly CustomerMonth[] | null
  /** IANA zone of days and times. */
  zone: string
}

export interface CountedTime extends Counted {
  /** Null where anybody may read it. */
  economics: MonthEconomics | null
}
