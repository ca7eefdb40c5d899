// What was seen of who pays: written page by page and event by event, read back by key or by account.
import type { CompleteRead, Fact, Observation } from '../domain/fact.ts'
import { sameState } from '../domain/fact.ts'
import { batches, bulkObservation, groupByKey, type SeenKey, toRow } from './entitlement-rows.ts'
import type { EntitlementObservationTable } from './entitlement-tables.ts'
import { fromJson } from './json.ts'
import type { Db, Store } from './open.ts'

export type { SeenKey } from './entitlement-rows.ts'
export { entitlementMigrations } from './migrations/002-entitlements.ts'

/** Saves pushed and fed observations, learned of now; those that are there already change nothing. */
export async function addObservations(store: Store, observations: Observation[]): Promise<void> {
  const learnedAt = store.now()
  await insertObservations(
    store.db,
    observations.map((one) => ({ learnedAt, ...one })),
  )
}

export async function insertObservations(db: Db, observations: Observation[]): Promise<void> {
  for (const batch of batches(observations)) {
    await db
      .insertInto('entitlement_observation')
      .values(batch.map(toRow))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

/**
 * Saves what one page of the bulk read that started at `at` saw. A state that the previous complete read (at
 * `previousAt`) saw too is one row with a longer reach, so that ten thousand unchanged sponsors stay ten thousand rows.
 * Returns the accounts of which something new was seen.
 */
export async function addBulkFacts(
  db: Db,
  scope: string,
  facts: Fact[],
  at: number,
  previousAt: number | null,
): Promise<number[]> {
  // What is found when it is first looked at counts as always known, and so do those whom settings name.
  const learnedOf = ({ worth }: Fact) => (previousAt === null || worth.kind === 'listed' ? 0 : at)
  const changed: number[] = []
  for (const batch of batches([...new Map(facts.map((fact) => [fact.key, fact])).values()])) {
    const latest = await latestBulkRows(
      db,
      scope,
      batch.map((fact) => fact.key),
    )
    const fresh: Fact[] = []
    const again: string[] = []
    for (const fact of batch) {
      const row = latest.get(fact.key)
      const known = row?.fact ? fromJson<Fact>(row.fact) : null
      if (row && known && row.through_at >= (previousAt ?? 0) && unchanged(known, fact)) {
        again.push(fact.key)
        continue
      }
      fresh.push(fact)
      // What has gone from one account to another concerns both.
      changed.push(...new Set([fact.accountId, known?.accountId ?? fact.accountId]))
    }
    await extend(db, scope, again, latest, at)
    if (fresh.length === 0) continue
    await db
      .insertInto('entitlement_observation')
      .values(fresh.map((fact) => toRow(bulkObservation(scope, fact, at, learnedOf(fact)))))
      .onConflict((conflict) => conflict.columns(['scope', 'key', 'fingerprint']).doNothing())
      .execute()
  }
  return changed
}

/** Organisations whose members are followed. */
export async function organizationsKnown(store: Store): Promise<Set<number>> {
  const rows = await store.db
    .selectFrom('entitlement_scope')
    .select('scope')
    .where('scope', 'like', 'members:%')
    .execute()
  return new Set(rows.map((row) => Number(row.scope.slice('members:'.length))))
}

/** Members and seats of an organisation, past ones too: whom a change of what it pays for concerns. */
export async function accountsOfOrganization(store: Store, organizationId: number): Promise<number[]> {
  const rows = await tables(store)
    .where((eb) =>
      eb.or([
        eb('scope', '=', `members:${organizationId}`),
        eb.and([eb('scope', 'like', 'customers:%'), eb('key', 'like', '%/of')]),
      ]),
    )
    .execute()
  const ids = rows.flatMap((row) => {
    const worth = row.fact === null ? null : fromJson<Fact>(row.fact).worth
    return worth?.kind === 'member' && worth.organizationId === organizationId ? [row.account_id] : []
  })
  return [...new Set(ids.filter((id) => id !== null))]
}

/** Everything seen of these keys. */
export async function seenKeys(store: Store, scope: string, keys: string[]): Promise<SeenKey[]> {
  const rows: EntitlementObservationTable[] = []
  for (const batch of batches([...new Set(keys)])) {
    rows.push(...(await tables(store).where('scope', '=', scope).where('key', 'in', batch).execute()))
  }
  return groupByKey(rows)
}

/** Everything seen of every key that ever named one of these accounts. */
export async function seenAccounts(store: Store, accountIds: number[]): Promise<SeenKey[]> {
  const rows: EntitlementObservationTable[] = []
  for (const batch of batches([...new Set(accountIds)])) {
    const keys = await store.db
      .selectFrom('entitlement_observation as mine')
      .innerJoin('entitlement_observation as all', (join) =>
        join.onRef('all.scope', '=', 'mine.scope').onRef('all.key', '=', 'mine.key'),
      )
      .where('mine.account_id', 'in', batch)
      .selectAll('all')
      .distinct()
      .execute()
    rows.push(...keys)
  }
  return groupByKey(rows)
}

/** Every account that a source has ever named. */
export async function accountsSeen(store: Store): Promise<Set<number>> {
  const rows = await store.db
    .selectFrom('entitlement_observation')
    .select('account_id')
    .distinct()
    .where('account_id', 'is not', null)
    .execute()
  return new Set(rows.map((row) => row.account_id!))
}

/** Everything seen in one scope. */
export async function seenScope(store: Store, scope: string): Promise<SeenKey[]> {
  return groupByKey(await tables(store).where('scope', '=', scope).execute())
}

/** The newest fact of every key of a scope, by key and by lower-case login. */
export async function knownFacts(store: Store, scope: string): Promise<Map<string, Fact>> {
  const rows = await tables(store)
    .where('scope', '=', scope)
    .where('fact', 'is not', null)
    .orderBy('through_at')
    .execute()
  const known = new Map<string, Fact>()
  for (const row of rows) {
    const fact = fromJson<Fact>(row.fact!)
    known.set(fact.login.toLowerCase(), fact).set(fact.key, fact)
  }
  return known
}

/** Keys whose last bulk sighting is older than the read that started at `at`: candidates for an end. */
export async function keysNotSeen(store: Store, scope: string, at: number): Promise<string[]> {
  const rows = await store.db
    .selectFrom('entitlement_observation')
    .select(['key'])
    .where('scope', '=', scope)
    .groupBy('key')
    .having(
      (eb) => eb.fn.max(eb.case().when('origin', '=', 'bulk').then(eb.ref('through_at')).else(0).end()),
      '<',
      at,
    )
    .execute()
  return rows.map((row) => row.key)
}

/** Complete bulk reads of these scopes. */
export async function completeReads(store: Store, scopes: string[]): Promise<Map<string, CompleteRead[]>> {
  const reads = new Map<string, CompleteRead[]>()
  for (const batch of batches([...new Set(scopes)])) {
    const rows = await store.db
      .selectFrom('entitlement_read')
      .selectAll()
      .where('scope', 'in', batch)
      .orderBy('at')
      .execute()
    for (const { scope, at, view } of rows) reads.set(scope, [...(reads.get(scope) ?? []), { at, view }])
  }
  return reads
}

function tables(store: Store) {
  return store.db.selectFrom('entitlement_observation').selectAll()
}

async function latestBulkRows(db: Db, scope: string, keys: string[]) {
  const rows = await db
    .selectFrom('entitlement_observation')
    .selectAll()
    .where('scope', '=', scope)
    .where('key', 'in', keys)
    .where('origin', '=', 'bulk')
    .where('says', '=', 'is')
    .orderBy('through_at')
    .execute()
  return new Map(rows.map((row) => [row.key, row]))
}

async function extend(
  db: Db,
  scope: string,
  keys: string[],
  latest: Map<string, EntitlementObservationTable>,
  at: number,
): Promise<void> {
  const byFingerprint = Map.groupBy(keys, (key) => latest.get(key)!.fingerprint)
  for (const [fingerprint, same] of byFingerprint) {
    await db
      .updateTable('entitlement_observation')
      .set({ through_at: at })
      .where('scope', '=', scope)
      .where('fingerprint', '=', fingerprint)
      .where('key', 'in', same)
      .where('through_at', '<', at)
      .execute()
  }
}

/** The same word: only the login, which is for showing, may differ. */
function unchanged(a: Fact, b: Fact): boolean {
  return (
    sameState(a, b) &&
    a.private === b.private &&
    a.startedAt === b.startedAt &&
    a.sinceAt === b.sinceAt &&
    a.untilAt === b.untilAt &&
    a.login === b.login
  )
}
