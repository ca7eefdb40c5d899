// What telling the past truly needs: since when rights were known, corrections of settings, when a payment was learned
// of, when Firstline was running, and an audit log.
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const past: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('maintainer').addColumn('responds_from_at', 'bigint').execute()
    await db.schema.alterTable('maintainer_read').addColumn('known_at', 'bigint').execute()
    await db.schema.alterTable('maintainer_read').addColumn('hinted_at', 'bigint').execute()
    await db.schema.alterTable('maintainer_read').addColumn('names', 'text').execute()
    await sql`update maintainer_read set known_at = read_at`.execute(db)
    await db.schema.alterTable('settings_version').addColumn('backdated_at', 'bigint').execute()
    await db.schema.alterTable('entitlement_observation').addColumn('learned_at', 'bigint').execute()
    await createRunTimes(db)
    await createAudit(db)
  },
}

async function createRunTimes(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('run_time')
    .addColumn('process', 'text', (c) => c.primaryKey())
    .addColumn('from_at', 'bigint', (c) => c.notNull())
    .addColumn('seen_at', 'bigint', (c) => c.notNull())
    .execute()
}

async function createAudit(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('audit')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('repository_id', 'bigint')
    .addColumn('actor', 'text', (c) => c.notNull())
    .addColumn('action', 'text', (c) => c.notNull())
    .addColumn('data', 'text', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('audit_at').on('audit').columns(['at']).execute()
}
