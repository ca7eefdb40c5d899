// What the handlers of the agenda's lines are given by the composition root.
import type { Logger } from 'pino'
import type { RunTime } from '../domain/run-times.ts'
import type { SourceCredentials, SourceReader } from '../entitlements/source.ts'
import type { ServedRepositories } from '../facts/served-repository.ts'
import type { GitHub } from '../github/types.ts'
import type { Store } from '../store/open.ts'

export interface TurnDeps {
  store: Store
  github: GitHub
  /** The App's numeric id and bot login, asked of GitHub once. */
  app(): Promise<{ id: number; botLogin: string }>
  contexts: ServedRepositories
  credentials: SourceCredentials
  /** Readers of who pays, by source. */
  readers: Partial<Record<string, SourceReader>>
  /** When every process was at work, this one but for its last seconds. */
  runTimes(): Promise<RunTime[]>
  /** Since when this installation of Firstline has been running without a gap, ms. */
  upSinceAt: number
  /** Spreads what would otherwise happen everywhere at once; in [0, 1). */
  random(): number
  log: Logger
}
