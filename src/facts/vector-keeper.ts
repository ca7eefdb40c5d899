// Where vectors of articles are kept from one run to the next.
import { createHash } from 'node:crypto'
import { type Article, piecesOf, type Vectors } from '../knowledge/index.ts'
import { keepVectors, keptVectors } from '../store/article-vectors.ts'
import type { Store } from '../store/open.ts'

export interface VectorKeeper {
  /** By content, those that are kept of this model. */
  read(model: string, contents: readonly string[]): Promise<Map<string, Vectors>>
  write(model: string, made: ReadonlyMap<string, Vectors>): Promise<void>
}

/** In the database, where every process finds them. */
export function keptInDatabase({ db, now }: Pick<Store, 'db' | 'now'>): VectorKeeper {
  return {
    read: (model, contents) => keptVectors(db, model, contents, now()),
    write: (model, made) => keepVectors(db, model, made, now()),
  }
}

/** Nowhere: they are made anew. */
export const KEPT_NOWHERE: VectorKeeper = {
  read: async () => new Map(),
  write: async () => {},
}

/** Names what the model reads of an article: whatever else changes of it, its vectors stay. */
export function contentOf(article: Article): string {
  const hash = createHash('sha256')
  for (const { text } of piecesOf(article)) hash.update(text).update('\0')
  return hash.digest('hex').slice(0, 32)
}
