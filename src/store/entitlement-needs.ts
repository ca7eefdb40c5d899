// Which repositories need which scopes of who pays.
import type { Need } from '../domain/need.ts'
import type { EntitlementScopeTable } from './entitlement-tables.ts'
import { fromJson, toJson } from './json.ts'
import type { Db, Store } from './open.ts'

/** Replaces what one repository needs. Returns the scopes that are new or are asked for something new: due now. */
export async function setNeeds(store: Store, repositoryId: number, needs: Need[]): Promise<string[]> {
  return store.transaction(async (tx) => {
    const db = tx
    const before = await db
      .selectFrom('entitlement_need')
      .selectAll()
      .where('repository_id', '=', repositoryId)
      .execute()
    const old = new Map(before.map((row) => [row.scope, row.data]))
    await db
      .deleteFrom('entitlement_need')
      .where('repository_id', '=', repositoryId)
      .where('scope', 'not like', 'members:%')
      .execute()
    const due: string[] = []
    for (const need of needs) {
      const data = kept(need)
      await db
        .insertInto('entitlement_need')
        .values({ scope: need.scope, repository_id: repositoryId, data })
        .execute()
      if (old.get(need.scope) === data) continue
      due.push(need.scope)
      await want(db, need.scope, need.source)
    }
    return due
  })
}

/**
 * What repositories that are covered now need of a scope. Whose a repository is and through which installation it is
 * read is told as of now: both change while a need stays.
 */
export async function needsOf(store: Store, scope: string): Promise<Need[]> {
  const rows = await store.db
    .selectFrom('entitlement_need')
    .innerJoin('repository', 'repository.id', 'entitlement_need.repository_id')
    .select(['data', 'owner', 'owner_id', 'installation_id'])
    .where('scope', '=', scope)
    .where('removed_at', 'is', null)
    .orderBy('repository_id')
    .execute()
  return rows.map(({ data, owner, owner_id: ownerId, installation_id: installationId }) => {
    return { ...fromJson<Need>(data), owner, ownerId, installationId }
  })
}

/** The scopes that a repository needs, the members of organisations among them. */
export async function scopesNeededBy(db: Db, repositoryId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('entitlement_need')
    .select('scope')
    .where('repository_id', '=', repositoryId)
    .orderBy('scope')
    .execute()
  return rows.map(({ scope }) => scope)
}

/** Adds one need beside those of the settings, such as for the members of an organisation that sponsors. */
export async function addNeed(store: Store, need: Need): Promise<boolean> {
  const db = store.db
  const added = await db
    .insertInto('entitlement_need')
    .values({ scope: need.scope, repository_id: need.repositoryId, data: kept(need) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (Number(added.numInsertedOrUpdatedRows ?? 0) === 0) return false
  await want(db, need.scope, need.source)
  return true
}

/** An installation's id is asked for when it is needed: kept here it would be another one's after a reinstallation. */
function kept({ installationId: _, ...need }: Need): string {
  return toJson(need)
}

async function want(db: Db, scope: string, source: string): Promise<void> {
  await db
    .insertInto('entitlement_scope')
    .values({
      scope,
      source,
      bulk_pages: 0,
      bulk_wanted: 1,
      attempts: 0,
      problems: '[]',
    } as EntitlementScopeTable)
    .onConflict((conflict) => conflict.column('scope').doUpdateSet({ bulk_wanted: 1 }))
    .execute()
}
