// Which sources the server could read had a column each; now one names the variables that were set.
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const FLAGS = { sponsors_token: 'SPONSORS_TOKEN', stripe: 'STRIPE_API_KEY' }

export const heldCredentials: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('server').addColumn('held_credentials', 'text').execute()
    const { rows } = await sql<Record<keyof typeof FLAGS, number | null>>`
      select sponsors_token, stripe from server where web_url is not null`.execute(db)
    for (const row of rows) {
      const held = Object.entries(FLAGS).flatMap(([column, name]) =>
        row[column as keyof typeof FLAGS] === 1 ? [name] : [],
      )
      await sql`update server set held_credentials = ${JSON.stringify(held)}`.execute(db)
    }
    for (const column of Object.keys(FLAGS)) {
      await db.schema.alterTable('server').dropColumn(column).execute()
    }
  },
}
