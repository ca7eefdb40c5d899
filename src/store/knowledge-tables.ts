// Tables of what is known of articles beside their texts.

export interface ArticleVectorsTable {
  /** Of the sentence model that made them. */
  model: string
  /** A hash of the texts that it read. */
  content: string
  dimensions: number
  /** Signed, one row after another. */
  bytes: Buffer
  /** 32-bit floats, one for each row. */
  scales: Buffer
  /** When they were last read for a question, to a day. */
  used_at: number
}
