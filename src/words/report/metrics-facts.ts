// What the metrics comment is made of.
import type { HistoryProgress } from '../../domain/history.ts'
import type { OwnBar } from '../../domain/learned.ts'
import type { Bounds } from '../../report/metrics.ts'
import type { Metrics } from '../../report/metrics-schema.ts'
import type { ReplayFigures } from '../../report/replay.ts'
import type { TrendWeek } from '../../report/trend.ts'
import type { Gap } from './gap-section.ts'
import type { NeedCounts } from './needs-section.ts'

export interface TopArticle {
  slug: string
  title: string
  /** Null where the reader may not see the file. */
  url: string | null
  posted: number
  helpful: number
  unhelpful: number
}

export interface MetricsFacts {
  metrics: Metrics
  bounds: Record<string, Bounds>
  trend: readonly TrendWeek[]
  /** Most used first. */
  articles: readonly TopArticle[]
  needs: NeedCounts
  /** Null: the shipped one. */
  bar: OwnBar | null
  /** Largest first. */
  gaps: readonly Gap[]
  /** The newest questions asked again; null: there is nothing to tell. */
  proof: ReplayFigures | null
  /** The reading of history that is under way; null: none is. */
  history: HistoryProgress | null
  /** IANA zone of days and times. */
  zone: string
}
