// Installations of the App: on whose account each is, and how it stands, as GitHub last told.

import type { Selectable } from 'kysely'
import { fromJson, toJson } from './json.ts'
import type { Db } from './open.ts'
import type { InstallationTable } from './tables.ts'

export interface Installation {
  id: number
  accountId: number
  accountLogin: string
  accountType: 'User' | 'Organization'
  /** `all` repositories of the account, or those `selected` one by one. */
  repositorySelection: 'all' | 'selected'
  suspendedAt: number | null
  /** Permission name → `read`, `write` or `admin`. */
  permissions: Record<string, string>
}

/** With what is noted of it here, ms; null: not yet. */
export interface KnownInstallation extends Installation {
  /** When the App was installed there, noted when all that follows from it was seen to. */
  createdAt: number | null
  /** When its repositories were last listed. */
  repositoriesAt: number | null
  /** Since when who belongs to whom may have changed; null: nothing was told since it was read. */
  peopleMovedAt: number | null
  /** The App came there while its installations were known here: its repositories are told what it found. */
  isNew: boolean
}

/** Stores an installation as GitHub showed it; one that was removed is there again. */
export async function saveInstallation(db: Db, installation: Installation): Promise<void> {
  const columns = {
    account_id: installation.accountId,
    account_login: installation.accountLogin,
    account_type: installation.accountType,
    repository_selection: installation.repositorySelection,
    suspended_at: installation.suspendedAt,
    removed_at: null,
    permissions: toJson(installation.permissions),
  }
  await db
    .insertInto('installation')
    .values({ id: installation.id, ...columns })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute()
}

/** Writes these notes and leaves the others. */
export async function noteInstallation(
  db: Db,
  installationId: number,
  notes: Partial<Omit<KnownInstallation, keyof Installation>>,
): Promise<void> {
  await db
    .updateTable('installation')
    .set({
      created_at: notes.createdAt,
      repositories_at: notes.repositoriesAt,
      people_moved_at: notes.peopleMovedAt,
      is_new: notes.isNew === undefined ? undefined : Number(notes.isNew),
    })
    .where('id', '=', installationId)
    .execute()
}

/** The installation was uninstalled: it and its repositories are kept for their ledgers, but no longer served. */
export async function removeInstallation(db: Db, installationId: number, now: number): Promise<void> {
  await db
    .updateTable('installation')
    .set({ removed_at: now })
    .where('id', '=', installationId)
    .where('removed_at', 'is', null)
    .execute()
  await db
    .updateTable('repository')
    .set({ removed_at: now })
    .where('installation_id', '=', installationId)
    .where('removed_at', 'is', null)
    .execute()
}

export async function findInstallation(db: Db, id: number): Promise<KnownInstallation | null> {
  const row = await installed(db).where('id', '=', id).executeTakeFirst()
  return row ? toInstallation(row) : null
}

/** The installation on an account, by the account's numeric id. */
export async function installationOfAccount(db: Db, accountId: number): Promise<KnownInstallation | null> {
  const row = await installed(db).where('account_id', '=', accountId).executeTakeFirst()
  return row ? toInstallation(row) : null
}

/** Every installation that was not removed, suspended ones included. */
export async function installations(db: Db): Promise<KnownInstallation[]> {
  return (await installed(db).orderBy('id').execute()).map(toInstallation)
}

function installed(db: Db) {
  return db.selectFrom('installation').selectAll().where('removed_at', 'is', null)
}

function toInstallation(row: Selectable<InstallationTable>): KnownInstallation {
  return {
    id: row.id,
    accountId: row.account_id,
    accountLogin: row.account_login,
    accountType: row.account_type === 'Organization' ? 'Organization' : 'User',
    repositorySelection: row.repository_selection === 'selected' ? 'selected' : 'all',
    suspendedAt: row.suspended_at,
    permissions: fromJson(row.permissions),
    createdAt: row.created_at,
    repositoriesAt: row.repositories_at,
    peopleMovedAt: row.people_moved_at,
    isNew: row.is_new === 1,
  }
}
