// What repositories are told when the App comes to them, and which installations it came to while this was running.
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const onboarding: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('installation').addColumn('is_new', 'integer').execute()
    await db.schema
      .createTable('onboarding')
      .addColumn('repository_id', 'bigint', (c) => c.primaryKey())
      .addColumn('wanted_at', 'bigint')
      .addColumn('looked_at', 'bigint')
      .addColumn('ended_at', 'bigint')
      .addColumn('ended_by', 'text')
      .addColumn('told_first', 'text')
      .addColumn('told_later', 'text')
      .execute()
  },
}
