// Everything about who pays that a repository's maintainers should know: refused wishes, unknown names and prices.

import type { Need, SourceProblem } from '../domain/need.ts'
import { needsOf, scopesNeededBy } from '../store/entitlement-needs.ts'
import { type ScopeState, scopeStates } from '../store/entitlement-scopes.ts'
import { seenScope } from '../store/entitlements.ts'
import type { Store } from '../store/open.ts'
import { sourceNamed } from './all-sources.ts'
import { permissionProblems } from './permissions.ts'
import { sourceOf } from './pieces.ts'
import { foldKeys } from './resolve.ts'
import { scopesOf } from './scopes.ts'
import type { EntitlementQuery } from './source.ts'

const STALE_AFTER_MS = 86_400_000

/**
 * From the store only. Some name customers' files, seats and subscriptions: show them on the command line, in a private
 * repository and on the server's own pages, never in public.
 */
export async function entitlementProblems(
  store: Store,
  asked: EntitlementQuery,
  now: number,
): Promise<SourceProblem[]> {
  const { needs, problems } = scopesOf(asked.settings, asked.repository, asked.credentials)
  const found = [...problems, ...(await permissionProblems(store, asked))]
  const states = await scopeStates(store)
  for (const need of [...needs, ...(await memberNeeds(store, asked))]) {
    const state = states.find((one) => one.scope === need.scope)
    if (!state) continue
    const names = new Set(need.names.map((name) => name.toLowerCase()))
    found.push(...state.problems.filter((one) => one.name === undefined || names.has(one.name.toLowerCase())))
    if (state.lastError !== null) found.push(failureOf(need, state, now))
  }
  for (const need of needs) found.push(...(await unresolved(store, asked, need.scope, now)))
  return [...new Map(found.map((one) => [`${one.file}:${one.line}:${one.message}`, one])).values()]
}

/** Who belongs to the organisations that pay is read beside what the settings name. */
async function memberNeeds(store: Store, { repository }: EntitlementQuery): Promise<Need[]> {
  const scopes = (await scopesNeededBy(store.db, repository.id)).filter((one) => one.startsWith('members:'))
  const needs = await Promise.all(scopes.map((scope) => needsOf(store, scope)))
  return needs.flat().filter((need) => need.repositoryId === repository.id)
}

/** A source that cannot be read now, since when, and what that means. */
function failureOf(need: Need, state: ScopeState, now: number): SourceProblem {
  const { lastError, failingSince, lastOkAt } = state
  const what = need.source === 'members' ? `members of ${need.names[0]}` : `entitlements.${need.source}`
  const words = (lastError ?? '').replace(/\.?\s*$/, '')
  const stale = now - (lastOkAt ?? failingSince ?? now) >= STALE_AFTER_MS
  const since = stale ? 'Nothing could be read for a day; what' : 'What'
  const effect =
    need.source === 'members'
      ? `${since} was known before stays in force; who joined since has no tier yet. Check that the App is installed on ${need.names[0]} and may read its members; it is asked again by itself.`
      : `${since} was known before stays in force; it is asked again by itself.`
  return { level: 'warning', message: `${what}: ${words}. ${effect}` }
}

async function unresolved(
  store: Store,
  asked: EntitlementQuery,
  scope: string,
  now: number,
): Promise<SourceProblem[]> {
  const source = sourceNamed(sourceOf({ scope }))
  if (!source?.namesUnknown) return []
  const intervals = await foldKeys(store, await seenScope(store, scope))
  return intervals
    .filter((interval) => interval.untilAt === null || interval.untilAt > now)
    .flatMap((interval) => source.tierOf(interval, asked.settings).problem ?? [])
}
