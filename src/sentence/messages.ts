// What the threads say to each other: texts there, vectors back.
import type { Manifest } from './manifest.ts'
import type { EmbedOptions, SentenceModel } from './sentences.ts'

/** What the thread is started with. */
export interface ThreadData {
  folder: string
  manifest: Manifest
}

export interface ToRead {
  texts: string[]
  as: NonNullable<EmbedOptions['as']>
}

/** Asks the thread to end by itself: ended from outside while the model runs, it takes the whole process with it. */
export const END = 'end'

export type ToThread = ToRead | typeof END

/** First whether it is open, then one answer for each message. */
export type FromThread =
  | { say: 'open'; model: SentenceModel }
  | { say: 'failed'; why: string }
  /** In their order; null for a text that could not be read, with the reason of one. */
  | { say: 'read'; vectors: Array<Float32Array | null>; trouble: string | null }
