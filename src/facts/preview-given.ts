// What a preview is told beside what was read into its store.
import type { SponsorsTier } from '../github/types.ts'
import type { Preview, ReadSpan } from '../report/preview.ts'
import type { Backtest } from './backtest.ts'

export interface PreviewGiven extends Pick<Preview, 'maintainers' | 'settings'> {
  /** Tickets that are in the store from another time, opened before `read.fromAt`, are not looked at. */
  read: ReadSpan
  /** What reading found that may be off, one sentence each: they come first. */
  remarks: readonly string[]
  /** Every file of the default branch; empty where there is none, or where that was not asked. */
  paths: readonly string[]
  /** Empty where there is no listing, or GitHub does not tell. */
  sponsorTiers: readonly SponsorsTier[]
  /** What was found when it was asked before (`Replay`). */
  kept?: Backtest['kept']
  /** Told how far it is with what takes long. */
  onProgress?: (what: PreviewStep, done: number, total: number) => void
}

export type PreviewStep = 'labels' | 'answers' | 'promises' | 'articles'
