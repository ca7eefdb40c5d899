// Tables of who pays: what was seen, which bulk reads were complete, how each scope fares, and who needs it.
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const entitlementMigrations: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await createObservations(db)
    await createScopes(db)
  },
}

async function createObservations(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('entitlement_observation')
    .addColumn('scope', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('fingerprint', 'text', (c) => c.notNull())
    .addColumn('account_id', 'bigint')
    .addColumn('login', 'text')
    .addColumn('origin', 'text', (c) => c.notNull())
    .addColumn('says', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('through_at', 'bigint', (c) => c.notNull())
    .addColumn('effective_at', 'bigint')
    .addColumn('fact', 'text')
    .addPrimaryKeyConstraint('entitlement_observation_pk', ['scope', 'key', 'fingerprint'])
    .execute()
  await db.schema
    .createIndex('entitlement_observation_account')
    .on('entitlement_observation')
    .columns(['account_id'])
    .execute()
  await db.schema
    .createIndex('entitlement_observation_login')
    .on('entitlement_observation')
    .columns(['login'])
    .execute()
  await db.schema
    .createTable('entitlement_read')
    .addColumn('scope', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('view', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('entitlement_read_pk', ['scope', 'at'])
    .execute()
}

async function createScopes(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('entitlement_scope')
    .addColumn('scope', 'text', (c) => c.primaryKey())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('progress', 'text')
    .addColumn('bulk_at', 'bigint')
    .addColumn('bulk_pages', 'integer', (c) => c.notNull())
    .addColumn('bulk_wanted', 'integer', (c) => c.notNull())
    .addColumn('feed_at', 'bigint')
    .addColumn('last_ok_at', 'bigint')
    .addColumn('last_error', 'text')
    .addColumn('failing_since', 'bigint')
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('problems', 'text', (c) => c.notNull())
    .addColumn('subject_id', 'bigint')
    .execute()
  await db.schema
    .createTable('entitlement_need')
    .addColumn('scope', 'text', (c) => c.notNull())
    .addColumn('repository_id', 'bigint', (c) => c.notNull())
    .addColumn('data', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('entitlement_need_pk', ['scope', 'repository_id'])
    .execute()
  await db.schema
    .createTable('entitlement_event')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('scope', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('done', 'integer', (c) => c.notNull())
    .execute()
}
