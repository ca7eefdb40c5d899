// Requests for a rating are followed as answers are, and what their reactions say is kept; figures rest on it.
import { type Kysely, PostgresAdapter, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const THIRTY_DAYS_MS = 30 * 86_400_000

export const ratings: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('followed_comment')
      .addColumn('ticket_id', 'text', (c) => c.notNull())
      .addColumn('part', 'text', (c) => c.notNull())
      .addColumn('repository_id', 'bigint', (c) => c.notNull())
      .addColumn('node_id', 'text', (c) => c.notNull())
      .addColumn('posted_at', 'bigint', (c) => c.notNull())
      .addColumn('followed_until', 'bigint', (c) => c.notNull())
      .addColumn('read_at', 'bigint')
      .addPrimaryKeyConstraint('followed_comment_key', ['ticket_id', 'part'])
      .execute()
    await sql`insert into followed_comment
      (ticket_id, part, repository_id, node_id, posted_at, followed_until, read_at)
      select ticket_id, 'answer', repository_id, node_id, posted_at, posted_at + ${sql.lit(THIRTY_DAYS_MS)}, read_at
      from followed_answer`.execute(db)
    await db.schema.dropTable('followed_answer').execute()
    const followed = db.schema.createIndex('followed_comment_repository').on('followed_comment')
    await followed.columns(['repository_id']).execute()
    await db.schema
      .createTable('rating_reaction')
      .addColumn('ticket_id', 'text', (c) => c.notNull())
      .addColumn('request', 'text', (c) => c.notNull())
      .addColumn('score', 'integer', (c) => c.notNull())
      .addColumn('rated_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('rating_reaction_key', ['ticket_id', 'request'])
      .execute()
    const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter
    for (const [happens, row] of [
      ['insert', 'new'],
      ['update', 'new'],
      ['delete', 'old'],
    ] as const) {
      await makeFiguresAnew(db, { isPostgres, happens, row })
    }
  },
}

interface Trigger {
  isPostgres: boolean
  happens: 'insert' | 'update' | 'delete'
  row: 'new' | 'old'
}

async function makeFiguresAnew(db: Kysely<unknown>, { isPostgres, happens, row }: Trigger): Promise<void> {
  const name = `figure_rating_reaction_${happens}`
  const on = `after ${happens} on rating_reaction for each row`
  const does = `update figure set changes = changes + 1, version = null where ticket_id = ${row}.ticket_id`
  if (!isPostgres) {
    await sql.raw(`create trigger ${name} ${on} begin ${does}; end`).execute(db)
    return
  }
  const body = `begin ${does}; return null; end`
  await sql.raw(`create function ${name}() returns trigger language plpgsql as $$ ${body} $$`).execute(db)
  await sql.raw(`create trigger ${name} ${on} execute function ${name}()`).execute(db)
}
