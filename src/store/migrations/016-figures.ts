// Figures of tickets, kept beside the ledger: whatever writes a ticket or its ledger says that they are to be made anew.
import { type Kysely, PostgresAdapter, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const figures: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('figure')
      .addColumn('ticket_id', 'text', (c) => c.primaryKey())
      .addColumn('repository_id', 'bigint', (c) => c.notNull())
      .addColumn('opened_at', 'bigint', (c) => c.notNull())
      .addColumn('requester_id', 'bigint')
      .addColumn('changes', 'bigint', (c) => c.notNull())
      .addColumn('version', 'bigint')
      .addColumn('paid', 'bigint')
      .addColumn('told_at', 'bigint')
      .addColumn('valid_until', 'bigint')
      .addColumn('told', 'text')
      .execute()
    await sql`insert into figure (ticket_id, repository_id, opened_at, requester_id, changes)
      select id, repository_id, opened_at, requester_id, 0 from ticket`.execute(db)
    await sql`create index figure_opened on figure (repository_id, opened_at, ticket_id)`.execute(db)
    await sql`create index figure_version on figure (repository_id, version)`.execute(db)
    await sql`create index figure_valid on figure (repository_id, valid_until)
      where valid_until is not null`.execute(db)
    const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter
    await watch(isPostgres ? onPostgres(db) : onSqlite(db))
  },
}

/** The tables that figures are made from, with the column that names the ticket. */
const PARTS = ['entry', 'answer_reaction'] as const

const DATA = 'repository_id = new.repository_id, opened_at = new.opened_at, requester_id = new.requester_id'
const ANEW = 'changes = changes + 1, version = null'
const BEGIN = `insert into figure (ticket_id, repository_id, opened_at, requester_id, changes)
  values (new.id, new.repository_id, new.opened_at, new.requester_id, 0)`

type Trigger = (name: string, on: string, does: string) => Promise<void>

async function watch(trigger: Trigger): Promise<void> {
  const each = 'for each row'
  await trigger('begins', `insert on ticket ${each}`, BEGIN)
  await trigger('ends', `delete on ticket ${each}`, 'delete from figure where ticket_id = old.id')
  await trigger(
    'ticket',
    `update on ticket ${each} when (old.data is distinct from new.data)`,
    `update figure set ${DATA}, ${ANEW} where ticket_id = new.id`,
  )
  for (const table of PARTS) {
    const anew = (row: 'new' | 'old') => `update figure set ${ANEW} where ticket_id = ${row}.ticket_id`
    await trigger(`${table}_added`, `insert on ${table} ${each}`, anew('new'))
    await trigger(`${table}_changed`, `update on ${table} ${each}`, `${anew('old')}; ${anew('new')}`)
    await trigger(`${table}_dropped`, `delete on ${table} ${each}`, anew('old'))
  }
}

function onSqlite(db: Kysely<unknown>): Trigger {
  return async (name, on, does) => {
    await sql.raw(`create trigger figure_${name} after ${on} begin ${does}; end`).execute(db)
  }
}

function onPostgres(db: Kysely<unknown>): Trigger {
  return async (name, on, does) => {
    const body = `begin ${does}; return null; end`
    await sql
      .raw(`create function figure_${name}() returns trigger language plpgsql as $$ ${body} $$`)
      .execute(db)
    await sql.raw(`create trigger figure_${name} after ${on} execute function figure_${name}()`).execute(db)
  }
}
