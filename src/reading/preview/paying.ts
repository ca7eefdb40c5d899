// Reads who pays for a project that is only looked at: as far as the tokens of the command line see it.
import { type Problem, UserError } from '../../domain/problem.ts'
import type { Repository } from '../../domain/repository.ts'
import { SETTINGS_PATH } from '../../domain/settings-paths.ts'
import { sourceNamed } from '../../entitlements/all-sources.ts'
import { bulkTurn } from '../../entitlements/bulk.ts'
import { githubApis } from '../../entitlements/github-apis.ts'
import { entitlementReaders } from '../../entitlements/readers.ts'
import type { SourceVariables } from '../../environment/variables.ts'
import { needsOf } from '../../store/entitlement-needs.ts'
import { type ScopeState, scopeState, statesNeededBy } from '../../store/entitlement-scopes.ts'
import { claimsBook } from '../../store/profile-claims.ts'
import type { ReadingDeps } from '../deps.ts'

type Needs = Pick<ReadingDeps, 'store' | 'github'>

export interface PayingWorld {
  /** What was set of the variables of the sources. */
  variables: SourceVariables
  graphqlUrl: string
  /** In whose name sponsors are asked for where there is no token of the sponsored account; taken once a call. */
  installationToken(): Promise<string>
  signal: AbortSignal
}

/** What could not be read of who pays. */
export interface PayingTold {
  /** One sentence each, which anybody may read. */
  remarks: string[]
  /** For the person who asks alone: files, seats and organisations are named. */
  problems: Problem[]
}

/** Reads every source that the settings name, once. */
export async function readPaying(
  deps: Needs,
  repository: Repository,
  world: PayingWorld,
): Promise<PayingTold> {
  const { open_collective: _, ...readers } = entitlementReaders({
    ...githubApis(deps.github, async () => null),
    variables: world.variables,
    graphqlUrl: world.graphqlUrl,
    installationToken: world.installationToken,
    claims: claimsBook(deps.store),
    now: deps.store.now,
  })
  const told: PayingTold = { remarks: [], problems: [] }
  const backed = (await statesNeededBy(deps.store, repository.id)).some(
    ({ source }) => source === 'open_collective',
  )
  if (backed) told.remarks.push(BACKERS_UNKNOWN)
  const tried = new Set<string>()
  const untried = async () => {
    const states = await statesNeededBy(deps.store, repository.id)
    const left = states.filter(({ scope, source }) => !tried.has(scope) && readers[source] !== undefined)
    return left.sort((a, b) => Number(isOfMembers(a.scope)) - Number(isOfMembers(b.scope)))
  }
  // The members of organisations that pay are a scope of their own, known once those are read.
  for (let [state] = await untried(); state; [state] = await untried()) {
    const ofMembers = [...tried].filter((scope) => isOfMembers(scope)).length
    if (isOfMembers(state.scope) && ofMembers === MOST_ORGANIZATIONS) break
    tried.add(state.scope)
    try {
      await readWhole(deps, state, readers[state.source]!, world)
    } catch (error) {
      tellFailure(told, state, error)
    }
  }
  const left = (await untried()).length
  if (left > 0) told.remarks.push(membersLeft(left))
  return told
}

/** What nobody has claimed counts for nothing, and claims are made where Firstline runs. */
const BACKERS_UNKNOWN =
  'Who backs the collective was not looked at: backers count once they have claimed their profile on a ticket. ' +
  "Their tickets count as the community's."

/** Each takes a call for every hundred of its members. */
const MOST_ORGANIZATIONS = 10

function isOfMembers(scope: string): boolean {
  return scope.startsWith('members:')
}

function membersLeft(count: number): string {
  return `Of ${MOST_ORGANIZATIONS} organisations that pay the public members were read; those of ${count} more count for nothing here.`
}

async function readWhole(
  { store }: Needs,
  first: ScopeState,
  reader: NonNullable<ReturnType<typeof entitlementReaders>[string]>,
  { signal }: PayingWorld,
): Promise<void> {
  const { scope } = first
  const parts = { store, wakeTicketsOf: async () => {} }
  const context = { now: store.now, extend: async () => true, signal }
  for (;;) {
    const state = await scopeState(store, scope)
    const needs = await needsOf(store, scope)
    if (!state || needs.length === 0) return
    const read = { scope, startedAt: store.now(), needs, cursor: null, known: new Map(), signal }
    if (await bulkTurn(parts, { state, needs, reader }, read, context)) return
  }
}

/** What is wrong with a source is what the person who asks has to know; it keeps nothing else from being said. */
function tellFailure({ remarks, problems }: PayingTold, { scope, source }: ScopeState, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error)
  const start = `Who pays could not be read from ${source}, so nobody counts by it`
  if (sourceNamed(source)?.errorsArePublic) {
    remarks.push(`${start}: ${message}`)
    return
  }
  remarks.push(`${start}.`)
  problems.push({ file: SETTINGS_PATH, level: 'warning', message: `${scope}: ${message}` })
  if (error instanceof UserError) problems.push(...error.problems)
}
