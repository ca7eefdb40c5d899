// How every scope of who pays fares, for /readyz, /metrics, the desk and the command line.

import type { SourceProblem } from '../domain/need.ts'
import { type ScopeState, scopeStates } from '../store/entitlement-scopes.ts'
import type { Store } from '../store/open.ts'
import { sourceNamed } from './all-sources.ts'

export interface ScopeHealth {
  scope: string
  source: string
  /** `waiting`: never read yet; `failing`: the last attempt failed; `stale`: nothing went well for a day. */
  status: 'ok' | 'waiting' | 'failing' | 'stale'
  lastOkAt: number | null
  failingSince: number | null
  /** An error's own words, without tokens: for private places, for it may name a list of customers. */
  lastError: string | null
  attempts: number
  problems: SourceProblem[]
}

const STALE_AFTER_MS = 86_400_000

export async function scopeHealth(store: Store, now: number): Promise<ScopeHealth[]> {
  const states = await scopeStates(store)
  return states.map((state) => healthOf(state, now))
}

/** Pure: the health of one scope. Unknown is not no: a stale scope's tiers stay as they were last known. */
function healthOf(state: ScopeState, now: number): ScopeHealth {
  const { scope, source, lastOkAt, failingSince, lastError, attempts, problems } = state
  return {
    scope,
    source,
    status: statusOf(state, now),
    lastOkAt,
    failingSince,
    lastError,
    attempts,
    problems,
  }
}

/** What ails a source, in words that anybody may read; null where nothing does. */
export function publicError({ source, lastError }: Pick<ScopeHealth, 'source' | 'lastError'>): string | null {
  if (lastError === null || sourceNamed(source)?.errorsArePublic) return lastError
  return 'it could not be read; `npx firstline entitlements list` on the server says why.'
}

function statusOf(state: ScopeState, now: number): ScopeHealth['status'] {
  if (state.failingSince !== null) {
    const lastGoodAt = state.lastOkAt ?? state.failingSince
    return now - lastGoodAt >= STALE_AFTER_MS ? 'stale' : 'failing'
  }
  if (state.lastOkAt === null) return 'waiting'
  return 'ok'
}
