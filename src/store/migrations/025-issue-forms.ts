// The fields of a repository's issue forms.
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const issueForms: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('repository_reading').addColumn('issue_forms', 'text').execute()
  },
}
