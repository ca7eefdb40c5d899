// Notices that wait to be sent to channels, and what is known of each channel.
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const notices: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('notice')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('owner', 'text', (c) => c.notNull())
      .addColumn('channel', 'text', (c) => c.notNull())
      .addColumn('repository_id', 'bigint', (c) => c.notNull())
      .addColumn('ticket_id', 'text', (c) => c.notNull())
      .addColumn('place', 'bigint', (c) => c.notNull())
      .addColumn('is_shown', 'integer', (c) => c.notNull())
      .addColumn('body', 'text')
      .addColumn('noted_at', 'bigint', (c) => c.notNull())
      .addColumn('due_at', 'bigint')
      .addColumn('attempts', 'bigint', (c) => c.notNull())
      .addColumn('reason', 'text')
      .addColumn('dropped_at', 'bigint')
      .execute()
    await sql`create index notice_waiting on notice (owner, channel, ticket_id, place)
      where dropped_at is null`.execute(db)
    await db.schema.createIndex('notice_repository').on('notice').column('repository_id').execute()
    await db.schema
      .createTable('notice_channel')
      .addColumn('owner', 'text', (c) => c.notNull())
      .addColumn('channel', 'text', (c) => c.notNull())
      .addColumn('address', 'text')
      .addColumn('held_until', 'bigint')
      .addColumn('ended_at', 'bigint')
      .addPrimaryKeyConstraint('notice_channel_key', ['owner', 'channel'])
      .execute()
    await db.schema.alterTable('server').addColumn('channels', 'text').execute()
  },
}
