// What became of an answer.

/** What became of the answer from the knowledge base. */
export interface AnswerOutcome {
  slug: string
  helpful: boolean
  unhelpful: boolean
  /** Closed or marked helpful by the requester without any maintainer's comment: said so, or closed in silence. */
  solved: 'confirmed' | 'assumed' | null
}
