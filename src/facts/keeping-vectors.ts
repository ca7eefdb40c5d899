// How the server keeps vectors of articles, and what it says of making them.
import type { Logger } from 'pino'
import type { Store } from '../store/open.ts'
import type { ArticleVectorsOptions } from './article-vectors.ts'
import { keptInDatabase } from './vector-keeper.ts'

/** Fewer are made in a moment. */
const TOLD_FROM = 200

/** Kept in the database; a large knowledge base is told in tenths. */
export function keepingVectors(
  store: Pick<Store, 'db' | 'now'>,
  log: Pick<Logger, 'info' | 'warn'>,
): ArticleVectorsOptions {
  const tenths = new Map<string, number>()
  return {
    keeper: keptInDatabase(store),
    onProgress: ({ place, made, total }) => {
      const tenth = Math.floor((made * 10) / total)
      if (total < TOLD_FROM || tenths.get(place) === tenth) return
      tenths.set(place, tenth)
      log.info({ place, made, total }, 'The sentence model reads articles')
    },
    onTrouble: (err) => log.warn({ err }, 'What the sentence model made of articles could not be kept'),
  }
}
