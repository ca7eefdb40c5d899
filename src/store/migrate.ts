// Brings the tables up to date; safe when several processes start at once.
import { sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { UserError } from '../domain/problem.ts'
import { core } from './migrations/001-core.ts'
import { entitlementMigrations } from './migrations/002-entitlements.ts'
import { past } from './migrations/004-past.ts'
import { refusals } from './migrations/005-refusals.ts'
import { wants } from './migrations/006-wants.ts'
import { ownThings } from './migrations/007-own-things.ts'
import { typedState } from './migrations/008-typed-state.ts'
import { echoes } from './migrations/009-echoes.ts'
import { decisions } from './migrations/010-decisions.ts'
import { heldCredentials } from './migrations/011-held-credentials.ts'
import { articleVectors } from './migrations/012-article-vectors.ts'
import { documentation } from './migrations/013-documentation.ts'
import { learned } from './migrations/014-learned.ts'
import { history } from './migrations/015-history.ts'
import { figures } from './migrations/016-figures.ts'
import { onboarding } from './migrations/017-onboarding.ts'
import { signatures } from './migrations/018-signatures.ts'
import { ratings } from './migrations/019-ratings.ts'
import { privateLane } from './migrations/020-private-lane.ts'
import { notices } from './migrations/021-notices.ts'
import { profileClaims } from './migrations/024-profile-claims.ts'
import { issueForms } from './migrations/025-issue-forms.ts'
import type { Db } from './open.ts'

/** In the order of their names; a migration that was released is never changed. */
export const MIGRATIONS: Record<string, Migration> = {
  '001-core': core,
  '002-entitlements': entitlementMigrations,
  '004-past': past,
  '005-refusals': refusals,
  '006-wants': wants,
  '007-own-things': ownThings,
  '008-typed-state': typedState,
  '009-echoes': echoes,
  '010-decisions': decisions,
  '011-held-credentials': heldCredentials,
  '012-article-vectors': articleVectors,
  '013-documentation': documentation,
  '014-learned': learned,
  '015-history': history,
  '016-figures': figures,
  '017-onboarding': onboarding,
  '018-signatures': signatures,
  '019-ratings': ratings,
  '020-private-lane': privateLane,
  '021-notices': notices,
  '024-profile-claims': profileClaims,
  '025-issue-forms': issueForms,
}

/** A command was called where no server has ever made a database. */
export class NoDatabaseError extends UserError {
  constructor(what: string) {
    super(
      `${what}: start the server once, or say with DATA_DIR or DATABASE_URL where its database is (it is looked for ` +
        'in the working directory, and named in its .env).',
    )
    this.name = 'NoDatabaseError'
  }
}

/** Runs the migrations that this database has not seen, in one transaction under the engine's own lock. */
export async function migrate(db: Db): Promise<void> {
  refuseNewer(await appliedMigrations(db))
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } })
  const { error } = await migrator.migrateToLatest()
  if (error) throw new Error('The database could not be migrated', { cause: error })
}

/** Changes nothing. @throws NoDatabaseError without tables, UserError where they are of another version */
export async function checkTables(db: Db): Promise<void> {
  const applied = await appliedMigrations(db)
  if (applied.length === 0) throw new NoDatabaseError('The database has no tables of Firstline')
  refuseNewer(applied)
  if (Object.keys(MIGRATIONS).some((name) => !applied.includes(name))) {
    throw new UserError(
      'The database is of an older Firstline: start the server, which brings it up to date.',
    )
  }
}

async function appliedMigrations(db: Db): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some((table) => table.name === 'kysely_migration')) return []
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db)
  return rows.map((row) => row.name)
}

function refuseNewer(applied: string[]): void {
  const unknown = applied.find((name) => !(name in MIGRATIONS))
  if (unknown === undefined) return
  throw new UserError(
    `The database is of a newer Firstline (it has ${unknown}). Run that version, or put back a backup from before it.`,
  )
}
