// What a repository's settings need to know of who pays: each source's line becomes due where something is new.
import type { Problem } from '../domain/problem.ts'
import type { Repository } from '../domain/repository.ts'
import type { Settings } from '../domain/settings.ts'
import { SETTINGS_PATH } from '../domain/settings-paths.ts'
import { scopesOf } from '../entitlements/scopes.ts'
import { wake } from '../store/agenda.ts'
import { setNeeds } from '../store/entitlement-needs.ts'
import type { FactsDeps } from './deps.ts'

type Needs = Pick<FactsDeps, 'store' | 'credentials'>

/** Returns what the maintainers must be told, such as a credential that does not serve this owner. */
export async function needEntitlements(
  deps: Needs,
  repository: Repository,
  settings: Settings,
): Promise<Problem[]> {
  const { needs } = scopesOf(settings, repository, deps.credentials)
  for (const scope of await setNeeds(deps.store, repository.id, needs)) {
    await wake(deps.store.db, { line: { kind: 'entitlements', scope }, at: deps.store.now() })
  }
  return payingProblems(deps, repository, settings)
}

/** What these settings wish for but may not have. */
export function payingProblems(deps: Needs, repository: Repository, settings: Settings): Problem[] {
  const { problems } = scopesOf(settings, repository, deps.credentials)
  return problems.map(({ level, message, file, line }) => {
    return { file: file ?? SETTINGS_PATH, level, message, ...(line === undefined ? {} : { line }) }
  })
}
