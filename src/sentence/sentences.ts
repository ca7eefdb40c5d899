// What a sentence model is to the rest of the program: texts in, vectors out, and never in anybody's way.

export interface SentenceModel {
  /** Tells one model from another: vectors of different ones are never compared. */
  id: string
  /** Languages that it reads, ISO 639. */
  languages: readonly string[]
}

export type SentenceState =
  /** At hand, or loaded as soon as something is asked. */
  | { is: 'on' }
  | { is: 'off' }
  /** Words alone decide; `why` is a sentence for the operator. */
  | { is: 'failed'; why: string }

export interface EmbedOptions {
  /** Some models read an article in another way than a question. Default: a question. */
  as?: 'question' | 'article'
  /** After everything that somebody waits for. */
  later?: boolean
}

export interface Sentences {
  readonly state: SentenceState
  /** Null until the first text was read. */
  readonly model: SentenceModel | null
  /**
   * Unit vectors of texts, in their order; null for what could not be had: then words decide. Never throws and never
   * waits for ever. The same text gets the same vector, whatever is read beside it.
   */
  embed(texts: readonly string[], options?: EmbedOptions): Promise<Array<Float32Array | null>>
  /** Ends within two seconds; what is still asked gets null. */
  close(): Promise<void>
}

/** No model: words alone decide. */
export function withoutSentences(state: SentenceState = { is: 'off' }): Sentences {
  return {
    state,
    model: null,
    embed: async (texts) => texts.map(() => null),
    close: async () => {},
  }
}
