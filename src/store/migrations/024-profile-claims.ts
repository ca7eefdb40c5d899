// What people claimed of profiles elsewhere with commands, and which of it is proved.
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const profileClaims: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('profile_claim')
      .addColumn('ticket_id', 'text', (c) => c.notNull())
      .addColumn('call_key', 'text', (c) => c.notNull())
      .addColumn('scope', 'text', (c) => c.notNull())
      .addColumn('asked_by', 'text', (c) => c.notNull())
      .addColumn('account_id', 'bigint')
      .addColumn('login', 'text', (c) => c.notNull())
      .addColumn('code', 'text')
      .addColumn('asked_at', 'bigint', (c) => c.notNull())
      .addColumn('look_until', 'bigint', (c) => c.notNull())
      .addColumn('code_until', 'bigint')
      .addColumn('outcome', 'text')
      .addPrimaryKeyConstraint('profile_claim_key', ['ticket_id', 'call_key'])
      .execute()
    await db.schema
      .createIndex('profile_claim_open')
      .on('profile_claim')
      .columns(['scope', 'outcome'])
      .execute()
    await db.schema
      .createTable('profile_proof')
      .addColumn('scope', 'text', (c) => c.notNull())
      .addColumn('profile_id', 'text', (c) => c.notNull())
      .addColumn('account_id', 'bigint', (c) => c.notNull())
      .addColumn('account_type', 'text', (c) => c.notNull())
      .addColumn('login', 'text', (c) => c.notNull())
      .addColumn('handle', 'text', (c) => c.notNull())
      .addColumn('proved_by', 'text', (c) => c.notNull())
      .addColumn('proved_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('profile_proof_key', ['scope', 'profile_id'])
      .execute()
  },
}
