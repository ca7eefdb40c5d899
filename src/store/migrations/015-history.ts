// History that is being read, part by part, and threads that GitHub could not tell.
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const history: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('history_part')
      .addColumn('repository_id', 'bigint', (c) => c.notNull())
      .addColumn('purpose', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('open_only', 'integer', (c) => c.notNull())
      .addColumn('asked_by', 'text', (c) => c.notNull())
      .addColumn('since_at', 'bigint')
      .addColumn('begun_at', 'bigint', (c) => c.notNull())
      .addColumn('after_cursor', 'text')
      .addColumn('page_size', 'integer')
      .addColumn('read_count', 'integer', (c) => c.notNull())
      .addColumn('total_count', 'integer')
      .addColumn('waits_until', 'bigint')
      .addColumn('finished_at', 'bigint')
      .addPrimaryKeyConstraint('history_part_pk', ['repository_id', 'purpose', 'kind', 'open_only'])
      .execute()
    await db.schema
      .createTable('unread_thread')
      .addColumn('repository_id', 'bigint', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('number', 'integer', (c) => c.notNull())
      .addColumn('noted_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('unread_thread_pk', ['repository_id', 'kind', 'number'])
      .execute()
  },
}
