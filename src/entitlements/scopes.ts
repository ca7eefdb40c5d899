// Which scopes a repository's settings need, and which of its wishes are refused.

import type { Need, SourceProblem } from '../domain/need.ts'
import type { Settings } from '../domain/settings.ts'
import { sources } from './all-sources.ts'
import type { PayingRepository, SourceCredentials } from './source.ts'

/** Pure: what a repository may count, and what the maintainers must be told. */
export function scopesOf(
  settings: Settings,
  repository: PayingRepository,
  credentials: SourceCredentials,
): { needs: Need[]; problems: SourceProblem[] } {
  const wishes = sources.map((source) => source.scopes(settings.entitlements, repository, credentials))
  return { needs: wishes.flatMap((wish) => wish.needs), problems: wishes.flatMap((wish) => wish.problems) }
}

/** The scope of an organisation's members. */
export function membersScope(organizationId: number): string {
  return `members:${organizationId}`
}
