// Vectors of articles in a file of the user's own, which several commands may use at once. A file that is damaged is
// begun anew: everything in it can be made again.
import { mkdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { Kysely, sql } from 'kysely'
import type { Vectors } from '../knowledge/types.ts'
import { keepVectors, keptVectors, purgeVectors } from './article-vectors.ts'
import { createVectorTable } from './migrations/012-article-vectors.ts'
import type { Db } from './open.ts'
import { openSqliteFile } from './sqlite.ts'

export interface VectorCache {
  read(model: string, contents: readonly string[]): Promise<Map<string, Vectors>>
  write(model: string, made: ReadonlyMap<string, Vectors>): Promise<void>
  close(): Promise<void>
}

/** Some 80,000 articles. What was used longest ago goes first. */
const MOST_BYTES = 256 * 2 ** 20

/** Null where the file can neither be opened nor begun: then it goes without. */
export async function openVectorCache(
  file: string,
  { now = Date.now, mostBytes = MOST_BYTES } = {},
): Promise<VectorCache | null> {
  const db = await openOrBegin(file, { now: now(), mostBytes })
  if (!db) return null
  return {
    read: (model, contents) => keptVectors(db, model, contents, now()),
    write: (model, made) => keepVectors(db, model, made, now()),
    close: () => db.destroy(),
  }
}

interface Bounds {
  now: number
  mostBytes: number
}

async function openOrBegin(file: string, bounds: Bounds): Promise<Db | null> {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    return await opened(file, bounds)
  } catch (error) {
    if (!isDamage(error)) return null
  }
  try {
    for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true })
    return await opened(file, bounds)
  } catch {
    // Not writable, no room, locked: a cache is no reason to fail, nor to complain.
    return null
  }
}

async function opened(file: string, { now, mostBytes }: Bounds): Promise<Db> {
  const db: Db = new Kysely({ dialect: openSqliteFile(file, { create: true }).dialect })
  try {
    await createVectorTable(db as unknown as Kysely<unknown>)
    await purgeVectors(db, now)
    await boundVectors(db, mostBytes)
    return db
  } catch (error) {
    await db.destroy()
    throw error
  }
}

function isDamage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return /^SQLITE_(CORRUPT|NOTADB)/.test(code) || isDamage(error.cause)
}

async function boundVectors(db: Db, mostBytes: number): Promise<void> {
  await sql`delete from article_vectors where rowid in (
    select id from (select rowid as id, sum(length(bytes) + length(scales)) over (order by used_at desc, rowid)
      as total from article_vectors) as sized where total > ${mostBytes})`.execute(db)
}
