// The first tables. Kysely's own column types mean the same on both engines, but for bytes and counted keys.
import { type Kysely, PostgresAdapter, type RawBuilder, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

type Column = [name: string, type: 'text' | 'bigint' | 'integer' | 'double precision', rest?: 'null' | 'key']

export const core: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await createDeliveries(db)
    await createLedger(db)
    await createAgenda(db)
    await createRepositories(db)
    await createKnowledge(db)
  },
}

async function createDeliveries(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('delivery')
    .addColumn('seq', counted(db))
    .addColumn('guid', 'text', (c) => c.notNull().unique())
    .addColumn('event', 'text', (c) => c.notNull())
    .addColumn('action', 'text')
    .addColumn('installation_id', 'bigint')
    .addColumn('repository_id', 'bigint')
    .addColumn('subject', 'text')
    .addColumn('body', isPostgres(db) ? sql`bytea` : 'blob')
    .addColumn('received_at', 'bigint', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('reason', 'text')
    .addColumn('done_at', 'bigint')
    .execute()
  await sql`create index delivery_pending on delivery (subject, seq) where state = 'new'`.execute(db)
  await sql`create index delivery_received on delivery (received_at)`.execute(db)
}

async function createLedger(db: Kysely<unknown>): Promise<void> {
  await table(db, 'ticket', [
    ['id', 'text', 'key'],
    ['kind', 'text'],
    ['repository_id', 'bigint'],
    ['number', 'bigint'],
    ['requester_id', 'bigint', 'null'],
    ['opened_at', 'bigint'],
    ['updated_at', 'bigint'],
    ['open', 'integer'],
    ['gone', 'text', 'null'],
    ['data', 'text'],
  ])
  await sql`create index ticket_number on ticket (repository_id, kind, number)`.execute(db)
  await sql`create index ticket_opened on ticket (repository_id, opened_at)`.execute(db)
  await sql`create index ticket_requester on ticket (requester_id)`.execute(db)
  await table(db, 'ticket_link', [
    ['from_id', 'text', 'key'],
    ['to_id', 'text'],
  ])
  await sql`create index ticket_link_to on ticket_link (to_id)`.execute(db)
  await table(db, 'entry', [
    ['ticket_id', 'text', 'key'],
    ['source_key', 'text', 'key'],
    ['kind', 'text'],
    ['at', 'bigint'],
    ['actor_id', 'bigint', 'null'],
    ['actor_type', 'text'],
    ['actor_login', 'text'],
    ['data', 'text'],
  ])
  await table(db, 'decision', [
    ['ticket_id', 'text', 'key'],
    ['repository_id', 'bigint'],
    ['decided_at', 'bigint'],
    ['next_look_at', 'bigint', 'null'],
    ['rules_version', 'text', 'null'],
    ['reasons', 'text'],
    ['snapshot', 'text', 'null'],
    ['queue', 'text', 'null'],
    ['preview', 'text', 'null'],
  ])
  await sql`create index decision_repository on decision (repository_id)`.execute(db)
}

async function createAgenda(db: Kysely<unknown>): Promise<void> {
  await table(db, 'agenda', [
    ['key', 'text', 'key'],
    ['kind', 'text'],
    ['installation_id', 'bigint', 'null'],
    ['repository_id', 'bigint', 'null'],
    ['subject', 'text', 'null'],
    ['due_at', 'bigint', 'null'],
    ['priority', 'integer'],
    ['wakes', 'bigint'],
    ['claimed_by', 'text', 'null'],
    ['claimed_until', 'bigint', 'null'],
    ['attempts', 'integer'],
    ['rules_version', 'text', 'null'],
    ['last_error', 'text', 'null'],
    ['last_error_at', 'bigint', 'null'],
  ])
  await sql`create index agenda_due on agenda (due_at) where due_at is not null`.execute(db)
  await sql`create index agenda_repository on agenda (repository_id)`.execute(db)
  await table(db, 'hold', [
    ['installation_id', 'bigint', 'key'],
    ['not_before', 'bigint'],
  ])
  await table(db, 'effect', [
    ['key', 'text', 'key'],
    ['ticket_id', 'text', 'null'],
    ['kind', 'text'],
    ['state', 'text'],
    ['claim_token', 'text', 'null'],
    ['attempt', 'integer'],
    ['attempted_at', 'bigint'],
    ['github_id', 'text', 'null'],
    ['detail', 'text', 'null'],
    ['finished_at', 'bigint', 'null'],
  ])
  await sql`create index effect_ticket on effect (ticket_id)`.execute(db)
  await table(db, 'pacing', [
    ['installation_id', 'bigint', 'key'],
    ['next_write_at', 'bigint'],
    ['content_at', 'text'],
  ])
}

async function createRepositories(db: Kysely<unknown>): Promise<void> {
  await table(db, 'installation', [
    ['id', 'bigint', 'key'],
    ['account_id', 'bigint'],
    ['account_login', 'text'],
    ['account_type', 'text'],
    ['repository_selection', 'text'],
    ['suspended_at', 'bigint', 'null'],
    ['removed_at', 'bigint', 'null'],
    ['permissions', 'text'],
  ])
  await table(db, 'repository', [
    ['id', 'bigint', 'key'],
    ['node_id', 'text'],
    ['owner_id', 'bigint'],
    ['owner', 'text'],
    ['owner_type', 'text'],
    ['name', 'text'],
    ['private', 'integer'],
    ['archived', 'integer'],
    ['has_issues', 'integer'],
    ['has_discussions', 'integer'],
    ['default_branch', 'text'],
    ['installation_id', 'bigint'],
    ['selected', 'integer'],
    ['installed_at', 'bigint'],
    ['removed_at', 'bigint', 'null'],
  ])
  await sql`create index repository_installation on repository (installation_id)`.execute(db)
  await table(db, 'maintainer', [
    ['repository_id', 'bigint', 'key'],
    ['actor_id', 'bigint', 'key'],
    ['login', 'text'],
    ['role', 'text'],
    ['from_at', 'bigint', 'key'],
    ['until_at', 'bigint', 'null'],
  ])
  await table(db, 'maintainer_read', [
    ['repository_id', 'bigint', 'key'],
    ['read_at', 'bigint', 'null'],
  ])
  await table(db, 'meta', [
    ['scope', 'text', 'key'],
    ['key', 'text', 'key'],
    ['value', 'text'],
    ['updated_at', 'bigint'],
  ])
}

async function createKnowledge(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('settings_version')
    .addColumn('seq', counted(db))
    .addColumn('repository_id', 'bigint', (c) => c.notNull())
    .addColumn('from_at', 'bigint', (c) => c.notNull())
    .addColumn('blob_sha', 'text')
    .addColumn('source', 'text')
    .addColumn('text', 'text')
    .addColumn('settings', 'text', (c) => c.notNull())
    .execute()
  await sql`create index settings_version_repository on settings_version (repository_id, from_at)`.execute(db)
  await table(db, 'settings_check', [
    ['repository_id', 'bigint', 'key'],
    ['checked_at', 'bigint'],
    ['blob_sha', 'text', 'null'],
    ['problems', 'text'],
  ])
  await table(db, 'article_blob', [
    ['sha', 'text', 'key'],
    ['content', 'text'],
  ])
  await table(db, 'article_tree', [
    ['repository_id', 'bigint', 'key'],
    ['source', 'text'],
    ['commit_sha', 'text', 'null'],
    ['files', 'text'],
    ['problems', 'text'],
    ['read_at', 'bigint'],
  ])
}

async function table(db: Kysely<unknown>, name: string, columns: Column[]): Promise<void> {
  let builder = db.schema.createTable(name)
  for (const [column, type, rest] of columns) {
    builder = builder.addColumn(column, type, (c) => (rest === 'null' ? c : c.notNull()))
  }
  const key = columns.filter(([, , rest]) => rest === 'key').map(([column]) => column)
  await builder.addPrimaryKeyConstraint(`${name}_key`, key as never).execute()
}

/** A key that the engine counts up; on SQLite never a number again, even after the last row was deleted. */
function counted(db: Kysely<unknown>): RawBuilder<unknown> {
  return isPostgres(db)
    ? sql`bigint generated always as identity primary key`
    : sql`integer primary key autoincrement`
}

function isPostgres(db: Kysely<unknown>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter
}
