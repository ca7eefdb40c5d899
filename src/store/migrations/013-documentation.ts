// Documentation as it was last read for each repository; its texts are kept among those of articles.
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const documentation: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('docs_tree')
      .addColumn('repository_id', 'bigint', (c) => c.primaryKey())
      .addColumn('source', 'text', (c) => c.notNull())
      .addColumn('heads', 'text', (c) => c.notNull())
      .addColumn('places', 'text', (c) => c.notNull())
      .addColumn('problems', 'text', (c) => c.notNull())
      .addColumn('read_at', 'bigint', (c) => c.notNull())
      .execute()
    await db.schema.alterTable('article_blob').addColumn('read_at', 'bigint').execute()
    await db.schema.alterTable('repository_reading').addColumn('docs_version', 'integer').execute()
    await db.schema.alterTable('repository_reading').addColumn('docs_wanted_at', 'bigint').execute()
  },
}
