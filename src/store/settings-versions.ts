// The settings of a repository over time, and what was wrong with them when they were last read.
import type { Selectable } from 'kysely'
import type { Problem } from '../domain/problem.ts'
import type { Settings } from '../domain/settings.ts'
import { completeSettings } from '../settings/complete.ts'
import { fromJson, toJson } from './json.ts'
import type { Db } from './open.ts'
import type { SettingsVersionTable } from './tables.ts'

/** Settings that were in force from `fromAt` until the next version. */
export interface SettingsVersion {
  fromAt: number
  /** Null where there was no file: the defaults. */
  blobSha: string | null
  /** Where it was read, `owner/name:path`; null for the defaults. */
  source: string | null
  text: string | null
  settings: Settings
  /** When somebody had them count since `fromAt`, which lies before; null: they have counted since they were read. */
  backdatedAt: number | null
}

export interface SettingsCheck {
  checkedAt: number
  /** Of the file that was read, good or not. */
  blobSha: string | null
  problems: Problem[]
}

/** The version that counts for `at` (ms), or the newest; null where none was ever seen. */
export async function settingsAt(db: Db, repositoryId: number, at?: number): Promise<SettingsVersion | null> {
  if (at !== undefined) {
    const history = await settingsHistory(db, repositoryId)
    return history.findLast(({ fromAt }) => fromAt <= at) ?? null
  }
  const row = await db
    .selectFrom('settings_version')
    .selectAll()
    .where('repository_id', '=', repositoryId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? toVersion(row) : null
}

/**
 * Every version, the oldest first: promises count as they were at each moment. A version that was told to count since a
 * day takes the place of all that were read after that day; `asRead`: as if that had not been told.
 */
export async function settingsHistory(
  db: Db,
  repositoryId: number,
  how: 'corrected' | 'asRead' = 'corrected',
): Promise<SettingsVersion[]> {
  const rows = await db
    .selectFrom('settings_version')
    .selectAll()
    .where('repository_id', '=', repositoryId)
    .orderBy('seq')
    .execute()
  let history: SettingsVersion[] = []
  for (const version of rows.map(toVersion)) {
    if (version.backdatedAt !== null) {
      if (how === 'asRead') continue
      history = history.filter(({ fromAt }) => fromAt < version.fromAt)
    }
    history.push(version)
  }
  return history
}

/** The newest of these versions as one that counts since `since`. The history must not be empty. */
export function backdated(history: readonly SettingsVersion[], since: number, now: number): SettingsVersion {
  return { ...history.at(-1)!, fromAt: since, backdatedAt: now }
}

/** Puts good settings in force; the same settings again change nothing. Returns whether they changed. */
export async function saveSettings(
  db: Db,
  repositoryId: number,
  version: Omit<SettingsVersion, 'backdatedAt'>,
): Promise<boolean> {
  const current = await settingsAt(db, repositoryId)
  const settings = toJson(version.settings)
  if (
    current &&
    toJson(current.settings) === settings &&
    current.source === version.source &&
    current.blobSha === version.blobSha
  ) {
    return false
  }
  await addVersion(db, repositoryId, { ...version, backdatedAt: null })
  return true
}

/** Adds a version after all others. */
export async function addVersion(db: Db, repositoryId: number, version: SettingsVersion): Promise<void> {
  await db
    .insertInto('settings_version')
    .values({
      repository_id: repositoryId,
      from_at: version.fromAt,
      blob_sha: version.blobSha,
      source: version.source,
      text: version.text === null ? null : toJson(version.text),
      settings: toJson(version.settings),
      backdated_at: version.backdatedAt,
    })
    .execute()
}

/** Notes what reading the file showed, good or not. */
export async function saveSettingsCheck(db: Db, repositoryId: number, check: SettingsCheck): Promise<void> {
  const columns = {
    checked_at: check.checkedAt,
    blob_sha: check.blobSha,
    problems: toJson(check.problems),
  }
  await db
    .insertInto('settings_check')
    .values({ repository_id: repositoryId, ...columns })
    .onConflict((conflict) => conflict.column('repository_id').doUpdateSet(columns))
    .execute()
}

/** What the last reading showed; null where the file was never looked for. */
export async function settingsCheck(db: Db, repositoryId: number): Promise<SettingsCheck | null> {
  const row = await db
    .selectFrom('settings_check')
    .selectAll()
    .where('repository_id', '=', repositoryId)
    .executeTakeFirst()
  if (!row) return null
  return { checkedAt: row.checked_at, blobSha: row.blob_sha, problems: fromJson(row.problems) }
}

function toVersion(row: Selectable<SettingsVersionTable>): SettingsVersion {
  return {
    fromAt: row.from_at,
    blobSha: row.blob_sha,
    source: row.source,
    text: row.text === null ? null : fromJson(row.text),
    settings: completeSettings(fromJson(row.settings)),
    backdatedAt: row.backdated_at,
  }
}
