// Keeps one scope up to date, one turn of its agenda line at a time: in bulk, by its feed, and by what events hint at.

import type { Handler, TurnContext, TurnResult } from '../agenda/run-line.ts'
import type { Observation } from '../domain/fact.ts'
import { UserError } from '../domain/problem.ts'
import { drain } from '../inbox/drain.ts'
import { finishEvents, pendingEvents } from '../store/entitlement-events.ts'
import { needsOf } from '../store/entitlement-needs.ts'
import {
  dropProgress,
  finishFeed,
  recordFailure,
  type ScopeState,
  scopeState,
} from '../store/entitlement-scopes.ts'
import { addObservations, knownFacts } from '../store/entitlements.ts'
import type { Store } from '../store/open.ts'
import { bulkTurn } from './bulk.ts'
import { changedWith, needMembers, widen } from './changes.ts'
import { applyProviderEvent } from './pushes.ts'
import type { BulkRead, KnownAccount, SourceReader } from './source.ts'
import type { SyncParts, Turn } from './sync-parts.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const BULK_EVERY_MS = 6 * HOUR
const FEED_EVERY_MS = 15 * MINUTE
const NO_FEED_EVERY_MS = HOUR
/** A listing of so few pages costs little more than its feed, and is the whole truth: it is read whole each time. */
const SMALL_PAGES = 5
/** After so many failures in a row a half-read list is begun anew: its cursor may be what is wrong. */
const GIVE_UP_CURSOR_AFTER = 3

/** Handles lines `entitlements:SCOPE`. A failure is kept and thrown, so that the agenda backs off; nothing is forgotten. */
export function entitlementHandler(parts: SyncParts): Handler<'entitlements'> {
  return async (line, context) => {
    const { scope } = line
    await drain(parts, line, async (store, event, delivery) => {
      await applyProviderEvent(store, scope, event, delivery)
      return 'a look'
    })
    const state = await scopeState(parts.store, scope)
    const needs = await needsOf(parts.store, scope)
    const reader = state ? parts.readers[state.source] : undefined
    if (!state || needs.length === 0 || !reader) return { nextAt: null }
    try {
      const { nextAt } = await turn(parts, { state, needs, reader }, context)
      const awaitedAt = (await reader.awaitedAt?.(scope, context.now())) ?? null
      return { nextAt: nextAt === null || awaitedAt === null ? nextAt : Math.min(nextAt, awaitedAt) }
    } catch (error) {
      await fail(parts.store, state, error, context.now())
      throw error
    }
  }
}

async function turn(
  parts: SyncParts,
  { state, needs, reader }: Turn,
  context: TurnContext,
): Promise<TurnResult> {
  const known: Map<string, KnownAccount> = reader.remembers
    ? await knownFacts(parts.store, state.scope)
    : new Map()
  const { signal } = context
  const read: BulkRead = { scope: state.scope, startedAt: context.now(), needs, cursor: null, known, signal }
  const hinted = await followHints(parts, reader, read, context)
  const everyMs = everyMsOf(reader)
  if (hinted && isFresh(state, everyMs, context.now())) return { nextAt: (state.bulkAt ?? 0) + everyMs }
  if (await mayWait(parts, { state, needs, reader }, context.now())) {
    return { nextAt: context.now() + spread(everyMs, parts.random()) }
  }
  if (wantsBulk(state, reader, context.now())) {
    const done = await bulkTurn(parts, { state, needs, reader }, read, context)
    if (!done) return { nextAt: context.now() }
  } else if (reader.feed) {
    await followFeed(
      parts,
      state,
      reader.feed(state.scope, needs, state.feedAt ?? state.bulkAt ?? 0),
      context,
    )
  }
  return { nextAt: context.now() + spread(everyMs, parts.random()) }
}

/** Whether it was read lately enough for repositories in which nothing happens. */
async function mayWait(parts: SyncParts, { state, needs, reader }: Turn, now: number): Promise<boolean> {
  const { quietEveryMs = 0 } = reader
  if (state.attempts > 0 || !isFresh(state, Number.POSITIVE_INFINITY, now)) return false
  if (state.lastOkAt === null || now - state.lastOkAt >= quietEveryMs) return false
  for (const { repositoryId } of needs) if (await parts.isBusy(repositoryId, now)) return false
  return true
}

function wantsBulk(state: ScopeState, reader: SourceReader, now: number): boolean {
  if (!reader.feed || state.progress || state.bulkWanted || state.bulkAt === null) return true
  return state.bulkPages <= SMALL_PAGES || now - state.bulkAt >= BULK_EVERY_MS
}

function everyMsOf(reader: SourceReader): number {
  return reader.everyMs ?? (reader.feed ? FEED_EVERY_MS : NO_FEED_EVERY_MS)
}

/** Whether what was read last is recent enough that an event need not have everything read again. */
function isFresh(state: ScopeState, everyMs: number, now: number): boolean {
  if (state.progress || state.bulkWanted || state.bulkAt === null) return false
  return now - state.bulkAt < everyMs
}

/** A tenth more or less, so that scopes that began together drift apart. */
function spread(ms: number, random: number): number {
  return Math.round(ms * (0.9 + 0.2 * random))
}

async function followFeed(
  parts: SyncParts,
  state: ScopeState,
  feed: Promise<Observation[]>,
  context: TurnContext,
): Promise<void> {
  const askedAt = context.now()
  const observations = await feed
  const changed = await changedWith(parts.store, observations, () =>
    addObservations(parts.store, observations),
  )
  await needMembers(parts.store, state.scope, organizationsOf(observations), context.now())
  await wakeAll(parts, changed)
  // A feed may lag: what happened in the last minutes is asked for again, and is then nothing new.
  await finishFeed(parts.store, state.scope, askedAt - 5 * MINUTE, context.now())
}

/** Fetches what events hinted at. What was asked for before an event arrived is asked for again. */
async function followHints(
  parts: SyncParts,
  reader: SourceReader,
  read: BulkRead,
  context: TurnContext,
): Promise<boolean> {
  if (!reader.hinted) return false
  const pending = await pendingEvents(parts.store, read.scope)
  for (const [subject, ids] of pending) {
    const at = context.now()
    const { facts, organizations } = await reader.hinted(read, subject)
    const observations = facts.map((fact): Observation => {
      const seen = { scope: read.scope, key: fact.key, at, throughAt: at, effectiveAt: null }
      return { ...seen, origin: 'push', says: 'is', fact }
    })
    const changed = await changedWith(parts.store, observations, () =>
      addObservations(parts.store, observations),
    )
    await needMembers(parts.store, read.scope, organizations ?? [], context.now())
    await wakeAll(parts, changed)
    await finishEvents(parts.store, ids, context.now())
  }
  return pending.size > 0
}

async function wakeAll(parts: SyncParts, accountIds: number[]): Promise<void> {
  if (accountIds.length > 0) await parts.wakeTicketsOf(await widen(parts.store, accountIds))
}

function organizationsOf(observations: Observation[]): Array<{ id: number; login: string }> {
  return observations.flatMap(({ fact }) =>
    fact?.accountType === 'Organization' ? [{ id: fact.accountId, login: fact.login }] : [],
  )
}

async function fail(store: Store, state: ScopeState, error: unknown, now: number): Promise<void> {
  const message = error instanceof Error ? error.message : String(error)
  const problems = error instanceof UserError ? error.problems : []
  const told = problems.map(({ level, message, file, line }) => ({
    level: level === 'failure' ? ('failure' as const) : ('warning' as const),
    message,
    file,
    ...(line === undefined ? {} : { line }),
  }))
  const attempts = await recordFailure(store, state, { message, problems: told }, now)
  if (attempts >= GIVE_UP_CURSOR_AFTER) await dropProgress(store, state.scope)
}
