// Vectors of articles, at hand for a question; those that are missing are made in the background, in order of use.
import type { Article, Knowledge, Vectors } from '../knowledge/index.ts'
import type { Sentences } from '../sentence/sentences.ts'
import { type HeldVectors, holdVectors, makeVectors } from './held-vectors.ts'
import { KEPT_NOWHERE, type VectorKeeper } from './vector-keeper.ts'

/** Looked up while a question is matched; null: not made yet. */
export type VectorsOf = (article: Article) => Vectors | null

export interface ArticleVectors {
  /**
   * The vectors of a knowledge base, as many as there are; what is missing is waited for a moment. `place` names the
   * knowledge base from one question to the next. Call it after the model has read something.
   */
  of(place: string, knowledge: Knowledge): Promise<VectorsOf>
  /** Begins nothing more; resolves once what is in hand is done. */
  close(): Promise<void>
}

export interface ArticleVectorsOptions {
  keeper?: VectorKeeper
  /** How long questions wait for what is missing, from when it begins to be made; later ones take what there is. */
  waitMs?: number
  /** Milliseconds since whenever. */
  clock?: () => number
  /** Told after every few articles that were made. */
  onProgress?: (progress: { place: string; made: number; total: number }) => void
  /** What went wrong where vectors are kept; they are made and used all the same. */
  onTrouble?: (error: unknown) => void
  /** Where making begins, in [0, 1): processes that make the same at the same time rarely meet. */
  random?: () => number
}

const WAIT_MS = 3_000
/** What was held for so long is read again, so that its use is noted where it is kept. */
const HELD_MS = 86_400_000
/** Of all knowledge bases together; the one that was asked last stays, whatever its size. */
const MOST_BYTES = 128 * 2 ** 20

interface Place {
  knowledge: Knowledge
  model: string
  sinceMs: number
  held: Promise<HeldVectors>
  /** While what is missing is being made. */
  making: { sinceMs: number; done: Promise<void> } | null
}

export function articleVectors(sentences: Sentences, options: ArticleVectorsOptions = {}): ArticleVectors {
  return new PlacedVectors(sentences, options)
}

class PlacedVectors implements ArticleVectors {
  readonly #sentences: Sentences
  readonly #options: ArticleVectorsOptions
  readonly #keeper: VectorKeeper
  readonly #places = new Map<string, Place>()
  #isClosed = false

  constructor(sentences: Sentences, options: ArticleVectorsOptions) {
    this.#sentences = sentences
    this.#options = options
    this.#keeper = forgiving(options.keeper ?? KEPT_NOWHERE, options.onTrouble ?? (() => {}))
  }

  async of(name: string, knowledge: Knowledge): Promise<VectorsOf> {
    const model = this.#sentences.model?.id
    if (model === undefined || this.#isClosed) return () => null
    const place = this.#placeOf(name, knowledge, model)
    const held = await place.held
    await this.#bound(name)
    if (held.missing.size > 0) {
      place.making ??= { sinceMs: this.#now(), done: this.#make(name, place, held) }
      const { sinceMs, done } = place.making
      await orAfter(done, (this.#options.waitMs ?? WAIT_MS) - (this.#now() - sinceMs))
    }
    return (article) => held.byArticle.get(article) ?? null
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await Promise.all([...this.#places.values()].map(({ making }) => making?.done))
    this.#places.clear()
  }

  #placeOf(name: string, knowledge: Knowledge, model: string): Place {
    const before = this.#places.get(name)
    const isFresh = before?.model === model && this.#now() - before.sinceMs < HELD_MS
    const place =
      isFresh && before.knowledge === knowledge ? before : this.#hold(knowledge, model, isFresh && before)
    this.#places.delete(name)
    this.#places.set(name, place)
    return place
  }

  #hold(knowledge: Knowledge, model: string, before: Place | false): Place {
    const held = (async () => {
      const known = before ? (await before.held).byContent : new Map<string, Vectors>()
      return holdVectors(this.#keeper, knowledge, model, known)
    })()
    return { knowledge, model, sinceMs: this.#now(), held, making: null }
  }

  #now(): number {
    return this.#options.clock?.() ?? performance.now()
  }

  async #make(name: string, place: Place, held: HeldVectors): Promise<void> {
    const { random = Math.random, onProgress } = this.#options
    try {
      await makeVectors({ sentences: this.#sentences, keeper: this.#keeper }, held, {
        from: random(),
        isWanted: () => !this.#isClosed && this.#places.get(name) === place,
        onMade: (made, total) => onProgress?.({ place: name, made, total }),
      })
    } finally {
      place.making = null
    }
  }

  /** Drops what was asked longest ago. */
  async #bound(latest: string): Promise<void> {
    const sizes: Array<{ name: string; bytes: number }> = []
    for (const [name, { held }] of this.#places) sizes.push({ name, bytes: (await held).bytes })
    let total = sizes.reduce((sum, { bytes }) => sum + bytes, 0)
    for (const { name, bytes } of sizes) {
      if (total <= MOST_BYTES || name === latest) return
      this.#places.delete(name)
      total -= bytes
    }
  }
}

/** What cannot be read or kept is made anew: a question is answered all the same. */
function forgiving(keeper: VectorKeeper, onTrouble: (error: unknown) => void): VectorKeeper {
  return {
    read: (model, contents) =>
      keeper.read(model, contents).catch((error) => {
        onTrouble(error)
        return new Map()
      }),
    write: (model, made) => keeper.write(model, made).catch(onTrouble),
  }
}

async function orAfter(work: Promise<void>, ms: number): Promise<void> {
  if (ms === Number.POSITIVE_INFINITY) return work
  if (ms <= 0) return
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([work, late])
  clearTimeout(timer)
}
