// How every scope of who pays fares, for /readyz, /metrics, the desk and the command line.
import { type ScopeState, scopeStates } from '../store/entitlement-scopes.ts'
import type { Store } from '../store/open.ts'
import type { SourceProblem } from './source.ts'

export interface ScopeHealth {
  scope: string
  source: string
  /** `waiting`: never read yet; `failing`: the last attempt failed; `stale`: nothing went well for a day. */
  status: 'ok' | 'waiting' | 'failing' | 'stale'
  lastOkAt: number | null
  failingSince: number | null
  /** Names no customer and holds no token: an error's own words. */
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
export function healthOf(state: ScopeState, now: number): ScopeHealth {
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

/** Whether each scope was read, or failed visibly, since `sinceAt`: then the start has done its part. */
export async function scopesSettled(store: Store, sinceAt: number): Promise<boolean> {
  const states = await scopeStates(store)
  return states.every((state) => (state.lastOkAt ?? 0) >= sinceAt || state.lastError !== null)
}

function statusOf(state: ScopeState, now: number): ScopeHealth['status'] {
  if (state.failingSince !== null) {
    const lastGoodAt = state.lastOkAt ?? state.failingSince
    return now - lastGoodAt >= STALE_AFTER_MS ? 'stale' : 'failing'
  }
  if (state.lastOkAt === null) return 'waiting'
  return 'ok'
}
