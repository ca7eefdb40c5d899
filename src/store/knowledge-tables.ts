// Tables of articles and documentation as they were read, and of what is known of them beside their texts.
import type { JsonText } from './columns.ts'

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

export interface ArticleBlobTable {
  sha: string
  content: JsonText
  /** When it was last read or wanted; null: by an older version. */
  read_at: number | null
}

/** See `DocsTree`. */
export interface DocsTreeTable {
  repository_id: number
  source: string
  heads: string
  places: JsonText
  problems: JsonText
  read_at: number
}

export interface ArticleTreeTable {
  repository_id: number
  source: string
  files: JsonText
  problems: JsonText
  read_at: number
}
