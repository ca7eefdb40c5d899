// What is wrong with the sources of who pays, as a desk may tell it.
import type { Problem } from '../domain/problem.ts'
import type { Repository } from '../domain/repository.ts'
import { SETTINGS_PATH } from '../domain/settings-paths.ts'
import { publicError, scopeHealth } from '../entitlements/health.ts'
import { entitlementProblems } from '../entitlements/problems.ts'
import { needsOf } from '../store/entitlement-needs.ts'
import { staleMessage } from '../words/desk-text.ts'
import type { FactsDeps } from './deps.ts'
import type { ServedRepository } from './served-repository.ts'

/** Everything about who pays in private; in public only that a source could not be read for a day. */
export async function sourceTroubles(
  deps: Pick<FactsDeps, 'store' | 'credentials'>,
  served: ServedRepository,
  place: Repository,
): Promise<string[]> {
  const { repository, settings } = served
  const now = deps.store.now()
  if (place.private) {
    const asked = { repository, settings, credentials: deps.credentials }
    const problems = await entitlementProblems(deps.store, asked, now)
    return problems.map((one) => problemText({ ...one, file: one.file ?? SETTINGS_PATH }))
  }
  const stale = (await scopeHealth(deps.store, now)).filter((health) => health.status === 'stale')
  const troubles: string[] = []
  for (const health of stale) {
    const needs = await needsOf(deps.store, health.scope)
    if (!needs.some((need) => need.repositoryId === repository.id)) continue
    troubles.push(staleMessage(health.source, publicError(health)))
  }
  return [...new Set(troubles)]
}

/** With its place. */
export function problemText({ file, line, message }: Pick<Problem, 'file' | 'line' | 'message'>): string {
  return `${file}${line === undefined ? '' : `, line ${line}`}: ${message}`
}
