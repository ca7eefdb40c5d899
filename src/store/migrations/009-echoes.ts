// What comes back of our own doing waits beside the next look at a line, and the decision knows the turn that made it.
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const echoes: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('agenda').addColumn('echoes', 'bigint').execute()
    await sql`create index agenda_ready on agenda ((case when echoes is null then due_at else 0 end))`.execute(
      db,
    )
    await db.schema.dropIndex('agenda_due').execute()
    await db.schema.alterTable('agenda').dropColumn('subject').execute()
    await db.schema.alterTable('decision').addColumn('claim_token', 'text').execute()
  },
}
