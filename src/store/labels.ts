// The labels of each repository as they were last read, and what that reading has shown to have been renamed or deleted.
import { z } from 'zod'
import { insertRows } from './insert-rows.ts'
import { plainText, readJson, toJson } from './json.ts'
import type { Db, Store } from './open.ts'

/** `nodeId`: GraphQL and moves know it by that. */
export interface KnownLabel {
  name: string
  nodeId: string
}

/** A label that was renamed, made (`from` is null) or deleted (`to` is null); known of since `at` (ms). */
export interface LabelMove {
  from: string | null
  to: string | null
  at: number
}

const Moves: z.ZodType<LabelMove[]> = z.array(
  z.object({ from: z.string().nullable(), to: z.string().nullable(), at: z.number() }),
)
const CHUNK = 200

/** All labels that are remembered; null where they are to be read anew. */
export async function knownLabels(db: Db, repositoryId: number): Promise<KnownLabel[] | null> {
  const state = await labelState(db, repositoryId)
  if (state?.labels_known !== 1) return null
  const rows = await db
    .selectFrom('repository_label')
    .selectAll()
    .where('repository_id', '=', repositoryId)
    .execute()
  return rows.map((row) => ({ name: row.name, nodeId: row.node_id }))
}

/** One label by its name, in any case; null where it is not remembered. */
export async function knownLabel(db: Db, repositoryId: number, name: string): Promise<KnownLabel | null> {
  const row = await db
    .selectFrom('repository_label')
    .select(['name', 'node_id'])
    .where('repository_id', '=', repositoryId)
    .where('key', '=', keyOf(name))
    .executeTakeFirst()
  return row ? { name: row.name, nodeId: row.node_id } : null
}

/** Remembers all labels of a repository in the place of those before. */
export async function saveLabels(db: Db, repositoryId: number, labels: readonly KnownLabel[]): Promise<void> {
  await forgetLabels(db, repositoryId)
  await addLabels(db, repositoryId, labels)
  await writeState(db, repositoryId, { labels_known: 1 })
}

/** Remembers one more where they are remembered: alone it would hide the others. */
export async function addLabel(store: Store, repositoryId: number, label: KnownLabel): Promise<void> {
  await store.transaction(async (tx) => {
    const state = await labelState(tx, repositoryId)
    if (state?.labels_known === 1) await addLabels(tx, repositoryId, [label])
  })
}

/** A label was created, renamed or deleted: they are to be read anew. */
export async function forgetLabels(db: Db, repositoryId: number): Promise<void> {
  await db.deleteFrom('repository_label').where('repository_id', '=', repositoryId).execute()
  await writeState(db, repositoryId, { labels_known: 0 })
}

/** What is still to be made of labels that moved, the first first. */
export async function labelMoves(db: Db, repositoryId: number): Promise<LabelMove[]> {
  return readJson(Moves, (await labelState(db, repositoryId))?.label_moves ?? null) ?? []
}

export async function saveLabelMoves(db: Db, repositoryId: number, moves: LabelMove[]): Promise<void> {
  await writeState(db, repositoryId, { label_moves: moves.length === 0 ? null : toJson(moves) })
}

function labelState(db: Db, repositoryId: number) {
  return db
    .selectFrom('repository_reading')
    .select(['labels_known', 'label_moves'])
    .where('repository_id', '=', repositoryId)
    .executeTakeFirst()
}

async function writeState(
  db: Db,
  repositoryId: number,
  columns: { labels_known?: number; label_moves?: string | null },
): Promise<void> {
  await db
    .insertInto('repository_reading')
    .values({ repository_id: repositoryId, ...columns })
    .onConflict((conflict) => conflict.column('repository_id').doUpdateSet(columns))
    .execute()
}

async function addLabels(db: Db, repositoryId: number, labels: readonly KnownLabel[]): Promise<void> {
  const byKey = new Map(labels.map((label) => [keyOf(label.name), label]))
  const rows = [...byKey].map(([key, { name, nodeId }]) => {
    return { repository_id: repositoryId, key, name: plainText(name), node_id: nodeId }
  })
  const ending =
    'on conflict (repository_id, key) do update set name = excluded.name, node_id = excluded.node_id'
  for (let from = 0; from < rows.length; from += CHUNK) {
    await insertRows(db, 'repository_label', rows.slice(from, from + CHUNK), ending)
  }
}

function keyOf(name: string): string {
  return plainText(name.toLowerCase())
}
