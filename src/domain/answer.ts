// What became of an answer, or of links that were offered instead.

/** Key of the marker of links, where an answer has its slug: no article can be called so. */
export const LINKS = '#links'

/** What became of the answer from the knowledge base. */
export interface AnswerOutcome {
  /** As its marker writes it. */
  slug: string
  /** Links that may help were offered, and nothing was answered. */
  isLinks: boolean
  helpful: boolean
  unhelpful: boolean
  /**
   * Closed or marked helpful by the requester without any maintainer's comment: said so, or closed in silence. Links are
   * nothing but confirmed.
   */
  solved: 'confirmed' | 'assumed' | null
}
