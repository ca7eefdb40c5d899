// Which scopes a repository's settings need, and which of its wishes are refused.

import type { Need, SourceProblem } from '../domain/need.ts'
import type { Settings } from '../domain/settings.ts'
import { sources } from './all-sources.ts'
import { mayUse, type PayingRepository, type Source, type SourceCredentials } from './source.ts'

/** Pure: what a repository may count, and what the maintainers must be told. */
export function scopesOf(
  settings: Settings,
  repository: PayingRepository,
  credentials: SourceCredentials,
): { needs: Need[]; problems: SourceProblem[] } {
  const wishes = sources.map((source) => wishOf(source, settings, repository, credentials))
  return { needs: wishes.flatMap((wish) => wish.needs), problems: wishes.flatMap((wish) => wish.problems) }
}

/** What a source would read, unless its credential may not be used for it. */
function wishOf(
  { credential, scopes }: Source,
  { entitlements }: Settings,
  repository: PayingRepository,
  credentials: SourceCredentials,
): ReturnType<Source['scopes']> {
  const wish = scopes(entitlements, repository)
  if (credential === null || wish.needs.length === 0) return wish
  const { variable, accountOf, notAllowed, missing } = credential
  if (!mayUse(repository, credentials, accountOf(entitlements))) {
    return { needs: [], problems: [notAllowed(entitlements, repository)] }
  }
  if (missing && !credentials.held.includes(variable)) return { needs: [], problems: [missing] }
  return wish
}

/** Names of the sources that the settings ask for and that nobody holds a credential for, such as `stripe`. */
export function sourcesWithoutKey(
  { entitlements }: Settings,
  repository: PayingRepository,
  { held }: SourceCredentials,
): string[] {
  return sources
    .filter(({ credential, scopes }) => {
      const lacks = credential?.missing && !held.includes(credential.variable)
      return lacks && scopes(entitlements, repository).needs.length > 0
    })
    .map(({ name }) => name)
}

/** The scope of an organisation's members. */
export function membersScope(organizationId: number): string {
  return `members:${organizationId}`
}
