// Tickets that go on in private: whose the issues of our own are, who could read them when, and what stands in the way.
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const privateLane: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .alterTable('own_thing')
      .addColumn('ticket_id', 'text', (c) => c.notNull().defaultTo(''))
      .execute()
    await db.schema.createIndex('own_thing_ticket').on('own_thing').columns(['ticket_id']).execute()
    await db.schema
      .createTable('lane_trouble')
      .addColumn('ticket_id', 'text', (c) => c.primaryKey())
      .addColumn('repository_id', 'bigint', (c) => c.notNull())
      .addColumn('trouble', 'text', (c) => c.notNull())
      .addColumn('told', 'integer', (c) => c.notNull())
      .addColumn('since_at', 'bigint', (c) => c.notNull())
      .execute()
    await db.schema
      .createTable('lane_reader')
      .addColumn('comment_id', 'bigint', (c) => c.primaryKey())
      .addColumn('ticket_id', 'text', (c) => c.notNull())
      .addColumn('readable', 'integer', (c) => c.notNull())
      .addColumn('asked_at', 'bigint', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('lane_reader_ticket').on('lane_reader').columns(['ticket_id']).execute()
  },
}
