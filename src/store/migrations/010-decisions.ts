// What a decision kept as JSON of no told shape: standing and silence become columns, and a preview is Wants.
import { type Kysely, PostgresAdapter, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const decisions: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await convertSnapshots(db)
    await convertPreviews(db)
  },
}

async function convertSnapshots(db: Kysely<unknown>): Promise<void> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter
  const told = (key: string) =>
    isPostgres
      ? sql`(cast(snapshot as json) ->> ${sql.lit(key)})`
      : sql`json_extract(snapshot, ${sql.lit(`$.${key}`)})`
  const yes = isPostgres ? sql`'true'` : sql`1`
  const isSo = (key: string) => sql`case when ${told(key)} = ${yes} then 1 else 0 end`
  await db.schema.alterTable('decision').addColumn('tier', 'text').execute()
  await db.schema
    .alterTable('decision')
    .addColumn('because', 'text', (c) => c.notNull().defaultTo(''))
    .execute()
  for (const name of ['private', 'unanswered']) {
    await db.schema
      .alterTable('decision')
      .addColumn(name, 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
  }
  await sql`update decision set tier = ${told('tier')}, because = coalesce(${told('because')}, ''),
    private = ${isSo('private')}, unanswered = ${isSo('unanswered')} where snapshot is not null`.execute(db)
  await db.schema.alterTable('decision').dropColumn('snapshot').execute()
}

/** They were names of labels and markers of parts of a comment, and are Wants without their words. */
async function convertPreviews(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ ticket_id: string; preview: string }>`
    select ticket_id, preview from decision where preview like '{%'`.execute(db)
  for (const { ticket_id, preview } of rows) {
    const { labels, parts } = JSON.parse(preview) as { labels: string[]; parts: object[] }
    const on = labels.map((name) => ({
      do: 'label_on',
      label: { name, color: '', description: '' },
      kept: true,
    }))
    const said = parts.map((marker) => ({ do: 'say', marker, text: '', rank: 0 }))
    await sql`update decision set preview = ${JSON.stringify([...on, ...said])} where ticket_id = ${ticket_id}`.execute(
      db,
    )
  }
}
