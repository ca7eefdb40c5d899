// Everything about who pays that a repository's maintainers should know: refused wishes, unknown names and prices.
import { scopeStates } from '../store/entitlement-scopes.ts'
import { seenScope } from '../store/entitlements.ts'
import type { Store } from '../store/open.ts'
import { sourceOf } from './pieces.ts'
import { sourceNamed } from './register.ts'
import { type Asked, foldKeys } from './resolve.ts'
import { scopesOf } from './scopes.ts'
import type { SourceProblem } from './source.ts'

const STALE_AFTER_MS = 86_400_000

/**
 * From the store only. Some name customers' files, seats and subscriptions: show them on the command line, in a private
 * repository and on the server's own pages, never in public.
 */
export async function entitlementProblems(store: Store, asked: Asked, now: number): Promise<SourceProblem[]> {
  const { needs, problems } = scopesOf(asked.settings, asked.repository, asked.credentials)
  const found = [...problems]
  const states = await scopeStates(store)
  for (const need of needs) {
    const state = states.find((one) => one.scope === need.scope)
    if (!state) continue
    const names = new Set(need.names.map((name) => name.toLowerCase()))
    found.push(...state.problems.filter((one) => one.name === undefined || names.has(one.name.toLowerCase())))
    if (state.lastError === null) continue
    const stale = now - (state.lastOkAt ?? state.failingSince ?? now) >= STALE_AFTER_MS
    const since = stale ? ' Nothing could be read for a day; what was known before stays in force.' : ''
    found.push({ level: 'warning', message: `entitlements.${need.source}: ${state.lastError}${since}` })
  }
  for (const need of needs) found.push(...(await unresolved(store, asked, need.scope, now)))
  return [...new Map(found.map((one) => [`${one.file}:${one.line}:${one.message}`, one])).values()]
}

async function unresolved(store: Store, asked: Asked, scope: string, now: number): Promise<SourceProblem[]> {
  const source = sourceNamed(sourceOf({ scope }))
  if (source?.name !== 'stripe' && source?.name !== 'customers') return []
  const intervals = await foldKeys(store, await seenScope(store, scope))
  return intervals
    .filter((interval) => interval.untilAt === null || interval.untilAt > now)
    .flatMap((interval) => source.tierOf(interval, asked.settings).problem ?? [])
}
