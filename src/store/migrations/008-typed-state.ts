// What was kept as JSON by name becomes columns and tables: of the server, installations, repositories and tickets.
import { type Kysely, PostgresAdapter, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

type Json = Record<string, unknown>
interface Reading extends Json {
  articlesAt?: { repository: string; branch: string; private?: boolean }
}

export const typedState: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await createServer(db)
    await createReading(db)
    await createLists(db)
    await convertServer(db)
    await convertRepositories(db)
    await convertRows(db)
    await db.schema.dropTable('meta').execute()
  },
}

async function createServer(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('server')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('bot_login', 'text')
    .addColumn('installations_at', 'bigint')
    .addColumn('installations_wanted_at', 'bigint')
    .addColumn('redelivered_at', 'bigint')
    .addColumn('clock_at', 'bigint')
    .addColumn('clock_moved_at', 'bigint')
    .addColumn('clock_moved_by_ms', 'bigint')
    .addColumn('web_url', 'text')
    .addColumn('allowed_accounts', 'text')
    .addColumn('sponsors_token', 'integer')
    .addColumn('stripe', 'integer')
    .addColumn('probe', 'text')
    .execute()
}

async function createReading(db: Kysely<unknown>): Promise<void> {
  const moments = ['first_read_at', 'refreshed_at', 'source_moved_at', 'pushed_at', 'caught_up_at']
  let table = db.schema
    .createTable('repository_reading')
    .addColumn('repository_id', 'bigint', (c) => c.primaryKey())
  for (const name of [...moments, 'catch_up_wanted_at', 'swept_at']) {
    table = table.addColumn(name, 'bigint')
  }
  for (const name of ['configured', 'own_file', 'articles_private', 'settings_are_hidden', 'labels_known']) {
    table = table.addColumn(name, 'integer')
  }
  for (const name of ['version', 'label_names_moved']) table = table.addColumn(name, 'integer')
  const lists = [
    'teams',
    'read_from',
    'settings_from',
    'label_names',
    'label_moves',
    'paying_problems',
    'people_mistakes',
  ]
  for (const name of [
    ...lists,
    'articles_repository',
    'articles_branch',
    'read_as',
    'labels_due',
    'settings_checked',
  ]) {
    table = table.addColumn(name, 'text')
  }
  await table.execute()
}

async function createLists(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('repository_label')
    .addColumn('repository_id', 'bigint', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('node_id', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('repository_label_key', ['repository_id', 'key'])
    .execute()
  await db.schema
    .createTable('wanted_check')
    .addColumn(
      'seq',
      isPostgres(db) ? sql`bigint generated always as identity primary key` : sql`integer primary key`,
    )
    .addColumn('repository_id', 'bigint', (c) => c.notNull())
    .addColumn('checked', 'text', (c) => c.notNull())
    .addColumn('path', 'text')
    .addColumn('near', 'text')
    .addColumn('sha', 'text', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('wanted_check_repository').on('wanted_check').column('repository_id').execute()
  await db.schema
    .createTable('serving')
    .addColumn('repository_id', 'bigint', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('serving_key', ['repository_id', 'name'])
    .execute()
  await db.schema.createIndex('serving_name').on('serving').column('name').execute()
}

async function convertServer(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ key: string; value: string }>`
    select key, value from meta where scope = 'server'`.execute(db)
  if (rows.length === 0) return
  const server = Object.fromEntries(rows.map(({ key, value }) => [key, JSON.parse(value)])) as Json
  const moved = server.clock_moved as { at: number; byMs: number } | undefined
  const started = server.started_with as { credentials: Json; webUrl: string } | undefined
  await insert(db, 'server', {
    id: 1,
    bot_login: server.bot_login ?? null,
    installations_at: server.installations_at ?? null,
    installations_wanted_at: server.installations_wanted_at ?? null,
    redelivered_at: server.swept_at ?? null,
    clock_at: server.clock_at ?? null,
    clock_moved_at: moved?.at ?? null,
    clock_moved_by_ms: moved?.byMs ?? null,
    web_url: started?.webUrl ?? null,
    allowed_accounts: list(started?.credentials.allowedAccounts),
    sponsors_token: flag(started?.credentials.sponsorsToken),
    stripe: flag(started?.credentials.stripe),
  })
}

async function convertRepositories(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ scope: string; key: string; value: string; updated_at: number }>`
    select scope, key, value, updated_at from meta where scope like 'repository:%'`.execute(db)
  const byId = new Map<number, Json>()
  for (const { scope, key, value, updated_at: at } of rows) {
    const id = Number(scope.slice('repository:'.length))
    const said: unknown = JSON.parse(value)
    const kept = key === 'label_moves' ? (said as Json[]).map((move) => ({ at: Number(at), ...move })) : said
    byId.set(id, { ...byId.get(id), [key]: kept })
  }
  for (const [id, meta] of byId) {
    await insert(db, 'repository_reading', {
      repository_id: id,
      ...readingColumns(meta),
      ...momentColumns(meta),
    })
    const labels = (meta.labels ?? {}) as Record<string, { name: string; nodeId: string }>
    for (const [key, { name, nodeId }] of Object.entries(labels)) {
      await insert(db, 'repository_label', { repository_id: id, key, name, node_id: nodeId })
    }
    for (const { checked, path, near, sha } of (meta.checks_wanted ?? []) as Json[]) {
      await insert(db, 'wanted_check', {
        repository_id: id,
        checked,
        path: path ?? null,
        near: list(near),
        sha,
      })
    }
  }
}

/** Older versions did not keep all of it. */
function readingColumns(meta: Json): Json {
  const reading = meta.reading as Reading | undefined
  if (!reading) return {}
  return {
    version: reading.version,
    configured: flag(reading.configured),
    own_file: flag(reading.ownFile ?? false),
    first_read_at: reading.firstReadAt ?? 0,
    articles_repository: reading.articlesAt?.repository ?? '',
    articles_branch: reading.articlesAt?.branch ?? '',
    articles_private: flag(reading.articlesAt?.private ?? false),
    settings_are_hidden: flag(reading.settingsAreHidden ?? false),
    teams: list(reading.teams ?? {}),
    read_from: list(reading.readFrom ?? []),
    read_as: reading.readAs ?? null,
    settings_from: list(reading.settingsFrom ?? []),
    label_names: list(reading.labelNames ?? {}),
  }
}

function momentColumns(meta: Json): Json {
  const labelsDue = meta.labels_due === 'read' ? 'read' : meta.labels_due ? 'unread' : null
  return {
    refreshed_at: (meta.refreshed as { at: number } | undefined)?.at ?? null,
    source_moved_at: meta.source_moved_at ?? null,
    pushed_at: meta.pushed_at ?? null,
    caught_up_at: meta.caught_up_at ?? null,
    catch_up_wanted_at: meta.catch_up_wanted_at ?? null,
    swept_at: meta.swept_at ?? null,
    labels_known: flag(meta.labels !== undefined),
    labels_due: labelsDue,
    label_moves: list(meta.label_moves),
    label_names_moved: meta.label_names_moved ?? null,
    settings_checked: meta.settings_checked ?? null,
    paying_problems: list(meta.entitlement_problems),
    people_mistakes: list(meta.people_mistakes),
  }
}

async function convertRows(db: Kysely<unknown>): Promise<void> {
  await sql`insert into serving (repository_id, name)
    select cast(substr(scope, 8) as bigint), key from meta where scope like 'serves:%'`.execute(db)
  for (const name of ['created_at', 'repositories_at', 'people_moved_at']) {
    await db.schema.alterTable('installation').addColumn(name, 'bigint').execute()
    await sql`update installation set ${sql.ref(name)} = (select cast(value as bigint) from meta
      where scope = 'installation:' || installation.id and key = ${name})`.execute(db)
  }
  for (const [name, key] of [
    ['read_at', 'read_at'],
    ['asked_at', 'asked'],
  ] as const) {
    await db.schema.alterTable('ticket').addColumn(name, 'bigint').execute()
    await sql`update ticket set ${sql.ref(name)} = (select cast(value as bigint) from meta
      where scope = ticket.id and key = ${key})`.execute(db)
  }
}

async function insert(db: Kysely<unknown>, table: string, row: Json): Promise<void> {
  const columns = sql.join(Object.keys(row).map((name) => sql.ref(name)))
  await sql`insert into ${sql.table(table)} (${columns}) values (${sql.join(Object.values(row))})`.execute(db)
}

function list(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value)
}

function flag(value: unknown): number | null {
  return typeof value === 'boolean' ? Number(value) : null
}

function isPostgres(db: Kysely<unknown>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter
}
