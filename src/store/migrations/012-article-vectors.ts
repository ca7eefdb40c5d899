// What the sentence model made of articles is kept, by what they say and by the model; and which model the server has.
import { type Kysely, PostgresAdapter, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const articleVectors: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await createVectorTable(db)
    await db.schema.alterTable('server').addColumn('sentence_model', 'text').execute()
  },
}

export async function createVectorTable(db: Kysely<unknown>): Promise<void> {
  const bytes = db.getExecutor().adapter instanceof PostgresAdapter ? sql`bytea` : 'blob'
  await db.schema
    .createTable('article_vectors')
    .ifNotExists()
    .addColumn('model', 'text', (c) => c.notNull())
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('dimensions', 'integer', (c) => c.notNull())
    .addColumn('bytes', bytes, (c) => c.notNull())
    .addColumn('scales', bytes, (c) => c.notNull())
    .addColumn('used_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('article_vectors_pk', ['model', 'content'])
    .execute()
  await db.schema
    .createIndex('article_vectors_used_at')
    .ifNotExists()
    .on('article_vectors')
    .columns(['used_at'])
    .execute()
}
