// What the sentence model made of articles, by model and content. Two processes that make the same make the same, so
// nobody has to claim them.
import type { Vectors } from '../knowledge/types.ts'
import { insertRows } from './insert-rows.ts'
import type { Db } from './open.ts'

const CHUNK = 100
const DAY_MS = 86_400_000
/** For so long vectors that nobody asks for are kept, and those of a model that another one followed. */
const KEPT_MS = 30 * DAY_MS
const REPLACED_MS = DAY_MS

/** Those that are kept. `now`: what is read is noted as used; null: by who only reads. */
export async function keptVectors(
  db: Db,
  model: string,
  contents: readonly string[],
  now: number | null,
): Promise<Map<string, Vectors>> {
  const found = new Map<string, Vectors>()
  for (let from = 0; from < contents.length; from += CHUNK) {
    const rows = await db
      .selectFrom('article_vectors')
      .select(['content', 'dimensions', 'bytes', 'scales', 'used_at'])
      .where('model', '=', model)
      .where('content', 'in', contents.slice(from, from + CHUNK))
      .execute()
    for (const { content, dimensions, bytes, scales } of rows) {
      const vectors = vectorsOf(dimensions, bytes, scales)
      if (vectors) found.set(content, vectors)
    }
    const stale = rows.filter(({ used_at }) => now !== null && used_at < now - DAY_MS)
    if (stale.length > 0 && now !== null) await noteUsed(db, model, stale, now)
    // Reading tens of megabytes takes a while: requests come in between.
    await new Promise((resolve) => setImmediate(resolve))
  }
  return found
}

/** Repeating it changes nothing. */
export async function keepVectors(
  db: Db,
  model: string,
  made: ReadonlyMap<string, Vectors>,
  now: number,
): Promise<void> {
  const rows = [...made].map(([content, { dimensions, bytes, scales }]) => ({
    model,
    content,
    dimensions,
    bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    scales: Buffer.from(scales.buffer, scales.byteOffset, scales.byteLength),
    used_at: now,
  }))
  if (rows.length > 0) await insertRows(db, 'article_vectors', rows, 'on conflict do nothing')
}

/** Drops what was not used for long, and what an older model made. */
export async function purgeVectors(db: Db, now: number): Promise<void> {
  await db
    .deleteFrom('article_vectors')
    .where('used_at', '<', now - KEPT_MS)
    .execute()
  const newest = await db
    .selectFrom('article_vectors')
    .select('model')
    .orderBy('used_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!newest) return
  await db
    .deleteFrom('article_vectors')
    .where('model', '!=', newest.model)
    .where('used_at', '<', now - REPLACED_MS)
    .execute()
}

async function noteUsed(db: Db, model: string, rows: Array<{ content: string }>, now: number): Promise<void> {
  await db
    .updateTable('article_vectors')
    .set({ used_at: now })
    .where('model', '=', model)
    .where(
      'content',
      'in',
      rows.map(({ content }) => content),
    )
    .execute()
}

/** Null where the columns do not fit together: then they are made again. */
function vectorsOf(dimensions: number, bytes: Buffer, scales: Buffer): Vectors | null {
  if (scales.length % 4 !== 0 || bytes.length !== (scales.length / 4) * dimensions) return null
  return {
    dimensions,
    bytes: new Int8Array(ownCopy(bytes)),
    scales: new Float32Array(ownCopy(scales)),
  }
}

/** A small buffer is a part of a larger one, which it would keep in memory. */
function ownCopy({ buffer, byteOffset, byteLength }: Buffer): ArrayBuffer {
  return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer
}
