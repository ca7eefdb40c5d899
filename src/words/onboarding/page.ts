// What the onboarding issue of a repository tells. Everything is fit for all who may read the repository.
import type { Bounds } from '../../report/metrics.ts'
import type { TierMetrics } from '../../report/metrics-schema.ts'
import type { Preview } from '../../report/preview.ts'
import type { ReplayFigures } from '../../report/replay.ts'

export interface OnboardingPage {
  /** The repository's GitHub id, and `owner/name`. */
  id: number
  repository: string
  /** As of when, ms; `zone` is the one of every date. */
  at: number
  zone: string
  read: HistoryRead
  /** Over what was read of the last 90 days; null while nothing was. */
  today: { metrics: TierMetrics; bounds: Bounds } | null
  promises: Pick<Preview, 'grid' | 'recommended' | 'hours'>
  answers: AnswersFound
  /** What tiers' labels would have been put on, as counts: nobody is named. */
  labels: ReadonlyArray<{ label: string; tickets: number }>
  settings: SettingsFound
  mode: 'live' | 'preview'
  commandPrefix: string
}

export interface HistoryRead {
  issues: number
  discussions: number
  /** Of the issues and discussions that GitHub lists, how many there are to be read; null: not known. */
  total: number | null
  sinceAt: number
  isDone: boolean
}

export interface AnswersFound {
  articles: number
  /** Sections of documentation. */
  sections: number
  /** Where the articles are to be, for who has none; null where not everybody who reads this may know. */
  path: string | null
  /** Null where there is nothing to answer with, or too little was asked. Examples name articles that all readers may know of. */
  figures: ReplayFigures | null
}

export type SettingsFound =
  /** `url` opens the file ready to commit; null: there is nothing to propose. `docs`: the globs of documentation in it. */
  | { found: 'none'; url: string | null; path: string; docs: readonly string[] }
  /** `source`: where they come from; null where not everybody who reads this may know. */
  | { found: 'in_force' | 'with_mistakes'; source: string | null }
