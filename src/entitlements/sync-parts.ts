// What the turns of a scope work with.

import type { Need } from '../domain/need.ts'
import type { DrainDeps } from '../inbox/drain.ts'
import type { ScopeState } from '../store/entitlement-scopes.ts'
import type { SourceReader } from './source.ts'

export interface SyncParts extends DrainDeps {
  /** By source name, and `members`. */
  readers: Partial<Record<string, SourceReader>>
  /** Makes the open tickets of these accounts due in one batch, paid ones first. Repeating it does no harm. */
  wakeTicketsOf(accountIds: number[]): Promise<void>
  /** Whether something happens, or is due, in the repository. */
  isBusy(repositoryId: number, now: number): Promise<boolean>
  /** In [0, 1): spreads what would otherwise happen everywhere at once. */
  random(): number
}

export interface Turn {
  state: ScopeState
  needs: Need[]
  reader: SourceReader
}
