// What is learnt from tickets: their questions as known phrasings, and whether answers were right.
import { type Kysely, PostgresAdapter, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const learned: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await createQuestions(db)
    await createAnswers(db)
    await db.schema.alterTable('answer_reaction').addColumn('unhelpful_at', 'bigint').execute()
    await db.schema.alterTable('answer_reaction').addColumn('refused_at', 'bigint').execute()
    await db.schema.alterTable('repository_reading').addColumn('learned_version', 'bigint').execute()
    await db.schema.alterTable('repository_reading').addColumn('learned_from', 'text').execute()
  },
}

async function createQuestions(db: Kysely<unknown>): Promise<void> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter
  await db.schema
    .createTable('learned_question')
    .addColumn(
      'number',
      isPostgres
        ? sql`bigint generated always as identity primary key`
        : sql`integer primary key autoincrement`,
    )
    .addColumn('repository_id', 'bigint', (c) => c.notNull())
    .addColumn('ticket_id', 'text', (c) => c.notNull())
    .addColumn('slug', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('how', 'text', (c) => c.notNull())
    .addColumn('comment_id', 'bigint', (c) => c.notNull())
    .addColumn('taught_at', 'bigint', (c) => c.notNull())
    .addColumn('dropped_at', 'bigint')
    .addUniqueConstraint('learned_question_once', ['ticket_id', 'slug'])
    .execute()
  await sql`create index learned_question_repository on learned_question (repository_id)`.execute(db)
}

async function createAnswers(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('given_answer')
    .addColumn('ticket_id', 'text', (c) => c.primaryKey())
    .addColumn('repository_id', 'bigint', (c) => c.notNull())
    .addColumn('slug', 'text', (c) => c.notNull())
    .addColumn('confidence', 'double precision', (c) => c.notNull())
    .addColumn('given_at', 'bigint', (c) => c.notNull())
    .addColumn('was_right', 'integer')
    .execute()
  await sql`create index given_answer_repository on given_answer (repository_id)`.execute(db)
  await db.schema
    .createTable('answer_objection')
    .addColumn('ticket_id', 'text', (c) => c.notNull())
    .addColumn('slug', 'text', (c) => c.notNull())
    .addColumn('repository_id', 'bigint', (c) => c.notNull())
    .addColumn('by_whom', 'text', (c) => c.notNull())
    .addColumn('said_at', 'bigint', (c) => c.notNull())
    .addColumn('led_by', 'text')
    .addPrimaryKeyConstraint('answer_objection_pk', ['ticket_id', 'slug'])
    .execute()
  await sql`create index answer_objection_repository on answer_objection (repository_id)`.execute(db)
}
