// What an entitlement source is: how it is scoped, read in bulk, followed, and turned into a tier.

import type { Fact, Interval, Observation } from '../domain/fact.ts'
import type { Need, SourceProblem } from '../domain/need.ts'
import type { EntitlementSettings, Settings } from '../domain/settings.ts'
import type { SourceVariables } from '../environment/variables.ts'
import type { ClaimsBook } from '../store/profile-claims.ts'
import type { GithubApis } from './github-apis.ts'

/** The repository as far as who pays depends on it. `Repository` of the domain fits. */
export interface PayingRepository {
  id: number
  owner: string
  ownerId: number
  name: string
  installationId: number
}

/** What the server holds: the names of the variables that were set, and the owners they serve (lower case logins). */
export interface SourceCredentials {
  allowedAccounts: string[]
  held: string[]
}

/** A page of a bulk read. */
export interface Page {
  facts: Fact[]
  /** Where the next page begins; null: this was the last. */
  cursor: string | null
  view: 'full' | 'public'
  problems: SourceProblem[]
  /** Organisations whose members have to be known. */
  organizations?: Array<{ id: number; login: string }>
  /** The account that was read, so that a login that was given to somebody else is noticed. */
  subjectId?: number
}

/** An account that was resolved before. `Fact` fits. */
export interface KnownAccount {
  accountId: number
  accountType: 'User' | 'Organization'
  login: string
}

export interface BulkRead {
  scope: string
  /** When this reading began, ms. */
  startedAt: number
  needs: Need[]
  cursor: string | null
  /** Accounts that this scope has named before, by lower-case login or key: resolved once. Empty unless it `remembers`. */
  known: Map<string, KnownAccount>
  signal: AbortSignal
}

/** What a source may read with. */
export interface SourceWorld extends GithubApis {
  /** What was set of the variables of the sources. */
  variables: SourceVariables
  /** Where this server's GitHub answers GraphQL. */
  graphqlUrl: string
  installationToken(installationId: number): Promise<string>
  /** What people claimed of profiles elsewhere. */
  claims: ClaimsBook
  /** ms. */
  now(): number
}

/** What a source needs of the world is handed to its maker; here it is closed over. */
export interface SourceReader {
  /** Whether it asks for accounts by login: then what was resolved before is handed in. */
  remembers?: boolean
  /** How often it is asked; a quarter of an hour with a feed, else an hour. */
  everyMs?: number
  /** How often while nothing happens in any repository that counts it, if that is less often. */
  quietEveryMs?: number
  /** One page from `read.cursor`. Throws `UserError` where the person who runs it must act. */
  page(read: BulkRead): Promise<Page>
  /** What changed since an instant, for scopes too large to be read whole each time. */
  feed?(scope: string, needs: Need[], sinceAt: number): Promise<Observation[]>
  /** When somebody waits for the next look, `now` being just after one; null: nobody does. */
  awaitedAt?(scope: string, now: number): Promise<number | null>
  /** The present state of what an event hinted at, such as one customer. */
  hinted?(read: BulkRead, subject: string): Promise<Page>
}

/** What one fact is worth to one repository. `tier: null` is nothing; a problem says what the maintainers can do. */
export interface TierWord {
  tier: string | null
  /** Overrides the interval's own end, such as one payment's validity. */
  untilAt?: number | null
  problem?: SourceProblem
}

/** What the person who runs the server lends to repositories: only to owners that are listed, and to its own account. */
export interface Credential {
  variable: keyof SourceVariables
  /** The account that it belongs to, whose own repositories it serves too; null: no account could be compared. */
  accountOf(settings: EntitlementSettings): string | null
  /** What is told where the owner of the repository may not use it. */
  notAllowed(settings: EntitlementSettings, repository: PayingRepository): SourceProblem
  /** What is told where the server has none; null: it is read without, and less is seen. */
  missing: SourceProblem | null
}

/** One source: pure but for what its reader does. Adding one is a file with this shape and a line in the register. */
export interface Source {
  /** Its key under `entitlements` in the settings, and what its scopes begin with. */
  name: string
  /** Null: it is read as the App, which sees only what the App was given. */
  credential: Credential | null
  /** Its errors speak of the server's credentials only, so anybody may read them; others name files, seats, organisations. */
  errorsArePublic: boolean
  /** A fact of it may name what the settings do not know (a price, a tier), and maintainers are told of each. */
  namesUnknown: boolean
  /** The scopes that these settings need, or what forbids them. */
  scopes(
    settings: EntitlementSettings,
    repository: PayingRepository,
  ): { needs: Need[]; problems: SourceProblem[] }
  tierOf(interval: Interval, settings: Settings): TierWord
  /** Null where the server lacks what it takes: its scopes are not read. */
  reader(world: SourceWorld): SourceReader | null
}

/** The highest of the tiers that settings give to these names; null: they name none of them. */
export function tierOfNames(named: Record<string, string>, ids: string[], settings: Settings): string | null {
  const found = ids.flatMap((id) => (Object.hasOwn(named, id) ? (named[id] ?? []) : []))
  return settings.tiers.find((tier) => found.includes(tier.name))?.name ?? found[0] ?? null
}

/** A need of `repository` for `scope`. */
export function need(source: string, scope: string, repository: PayingRepository, names: string[]): Need {
  const { id, owner, ownerId, installationId } = repository
  return { scope, source, repositoryId: id, owner, ownerId, installationId, names }
}

/** Whether the server's credentials may serve this repository: it belongs to `account`, or its owner is allowed. */
export function mayUse(
  repository: PayingRepository,
  credentials: SourceCredentials,
  account: string | null,
): boolean {
  const owner = repository.owner.toLowerCase()
  return (
    owner === account?.toLowerCase() || credentials.allowedAccounts.some((one) => one.toLowerCase() === owner)
  )
}

/**
 * Whether members of an organisation who hide it may count here: anybody may name any organisation, and a label would
 * tell that they belong to it. Where the server lists whom it serves, only those owners, and the organisation itself.
 */
export function mayKnowMembers(
  repository: PayingRepository,
  credentials: SourceCredentials,
  organizationId: number,
): boolean {
  if (repository.ownerId === organizationId || credentials.allowedAccounts.length === 0) return true
  return mayUse(repository, credentials, null)
}

export interface EntitlementQuery {
  repository: PayingRepository
  /** As they are now. */
  settings: Settings
  /** Over time, oldest first; the last are `settings`. Left out: they have always been so. */
  history?: ReadonlyArray<{ fromAt: number; settings: Settings }>
  credentials: SourceCredentials
}
