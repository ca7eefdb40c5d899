// Vectors of a repository's articles, at hand for a question; those that are missing are made in the background.

import { articlesIn, type Knowledge, packVectors, piecesOf, type Vectors } from '../knowledge/index.ts'
import type { Sentences } from '../sentence/sentences.ts'

/** Looked up while a question is matched; null: not made yet. */
export type VectorsOf = (article: object) => Vectors | null

export interface ArticleVectors {
  /**
   * The vectors of a knowledge base, as many as there are. `place` names it from one question to the next. Call it
   * after the model has read something.
   */
  of(place: string, knowledge: Knowledge): Promise<VectorsOf>
}

/** Keeps them in memory alone. */
export function articleVectors(sentences: Sentences): ArticleVectors {
  const known = new Map<string, { knowledge: Knowledge; made: Map<object, Vectors> }>()
  return {
    of: async (place, knowledge) => {
      const before = known.get(place)
      const held = before?.knowledge === knowledge ? before : { knowledge, made: new Map<object, Vectors>() }
      known.set(place, held)
      for (const article of articlesIn(knowledge)) {
        if (held.made.has(article)) continue
        const rows = await sentences.embed(
          piecesOf(article).map(({ text }) => text),
          { as: 'article', later: true },
        )
        if (rows.every((row) => row !== null)) held.made.set(article, packVectors(rows))
      }
      return (article) => held.made.get(article) ?? null
    },
  }
}
