// Brings the tables up to date; safe when several processes start at once.
import { type Migration, Migrator } from 'kysely/migration'
import { core } from './migrations/001-core.ts'
import { entitlementMigrations } from './migrations/002-entitlements.ts'
import type { Db } from './open.ts'

/** In the order of their names; a migration that was released is never changed. */
const MIGRATIONS: Record<string, Migration> = {
  '001-core': core,
  '002-entitlements': entitlementMigrations,
}

/** Runs the migrations that this database has not seen, in one transaction under the engine's own lock. */
export async function migrate(db: Db): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } })
  const { error } = await migrator.migrateToLatest()
  if (error) throw new Error('The database could not be migrated', { cause: error })
}
