// What GitHub refused is kept with its reason: whose it was, what would mend it, and which line would try it again.
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const refusals: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const columns = [
      ['repository_id', 'bigint'],
      ['line', 'text'],
      ['status', 'integer'],
      ['reason', 'text'],
      ['remedy', 'text'],
    ] as const
    for (const [name, type] of columns) await db.schema.alterTable('effect').addColumn(name, type).execute()
    await db.schema
      .createIndex('effect_refused')
      .on('effect')
      .columns(['repository_id'])
      .where('state' as never, '=', 'refused' as never)
      .execute()
  },
}
