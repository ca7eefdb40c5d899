// The error signatures of tickets, by which tickets with the same error find each other.
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const signatures: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('ticket_signature')
      .addColumn('ticket_id', 'text', (c) => c.notNull())
      .addColumn('repository_id', 'bigint', (c) => c.notNull())
      .addColumn('digest', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('ticket_signature_pk', ['ticket_id', 'digest'])
      .execute()
    await db.schema
      .createIndex('ticket_signature_repository')
      .on('ticket_signature')
      .columns(['repository_id', 'digest'])
      .execute()
    await db.schema.alterTable('ticket').addColumn('signed_as', 'integer').execute()
  },
}
