// What the handlers of the agenda's lines are given by the composition root.
import type { RunTime } from '../domain/run-times.ts'
import type { SourceReader } from '../entitlements/source.ts'
import type { Proofs } from '../facts/proof.ts'
import type { GitHub } from '../github/types.ts'
import type { ReadingDeps } from '../reading/deps.ts'

export interface TurnDeps extends ReadingDeps {
  github: GitHub
  /** Readers of who pays, by source. */
  readers: Partial<Record<string, SourceReader>>
  /** What the knowledge bases would have answered of the past. */
  proofs: Proofs
  /** When every process was at work, this one but for its last seconds. */
  runTimes(): Promise<RunTime[]>
  /** Spreads what would otherwise happen everywhere at once; in [0, 1). */
  random(): number
}
