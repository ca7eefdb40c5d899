// The vectors of one knowledge base in memory: those that are kept are read, the others are made a few at a time.
import { mapGently } from '../agenda/gently.ts'
import {
  type Article,
  articlesIn,
  type Knowledge,
  packVectors,
  piecesOf,
  type Vectors,
} from '../knowledge/index.ts'
import type { Sentences } from '../sentence/sentences.ts'
import { contentOf, type VectorKeeper } from './vector-keeper.ts'

export interface HeldVectors {
  /** Of the sentence model that made them. */
  model: string
  byArticle: Map<Article, Vectors>
  byContent: Map<string, Vectors>
  /** By content, what has to be made yet. */
  missing: Map<string, Article[]>
  bytes: number
}

const AT_ONCE = 16

/** `before`: what is in memory already, by content. */
export async function holdVectors(
  keeper: VectorKeeper,
  knowledge: Knowledge,
  model: string,
  before: ReadonlyMap<string, Vectors>,
): Promise<HeldVectors> {
  const articles = articlesIn(knowledge)
  const contents = await mapGently(articles, contentOf)
  const byContent = Map.groupBy(articles, (_article, at) => contents[at]!)
  const unknown = [...byContent.keys()].filter((content) => !before.has(content))
  const kept = await keeper.read(model, unknown)
  const held: HeldVectors = {
    model,
    byArticle: new Map(),
    byContent: new Map(),
    missing: new Map(),
    bytes: 0,
  }
  for (const [content, same] of byContent) {
    const vectors = before.get(content) ?? kept.get(content)
    if (vectors) take(held, content, same, vectors)
    else held.missing.set(content, same)
  }
  return held
}

/**
 * Makes what is missing, and keeps it as it goes. Ends early where the model does not answer or `isWanted` says no; what
 * is missing then stays missing. @param from where to begin, in [0, 1)
 */
export async function makeVectors(
  { sentences, keeper }: { sentences: Sentences; keeper: VectorKeeper },
  held: HeldVectors,
  options: { from: number; isWanted(): boolean; onMade(made: number, total: number): void },
): Promise<void> {
  const contents = [...held.missing.keys()]
  const begin = Math.floor((options.from * contents.length) / AT_ONCE) * AT_ONCE
  const inOrder = [...contents.slice(begin), ...contents.slice(0, begin)]
  for (let at = 0; at < inOrder.length && options.isWanted(); at += AT_ONCE) {
    const batch = inOrder.slice(at, at + AT_ONCE)
    // Another process may have made them meanwhile.
    const found = at === 0 ? new Map<string, Vectors>() : await keeper.read(held.model, batch)
    const made = new Map<string, Vectors>()
    for (const content of batch) {
      const same = held.missing.get(content)!
      const vectors = found.get(content) ?? (await vectorsOf(sentences, same[0]!))
      if (!vectors) break
      if (!found.has(content)) made.set(content, vectors)
      take(held, content, same, vectors)
      held.missing.delete(content)
    }
    await keeper.write(held.model, made)
    if (batch.some((content) => held.missing.has(content))) return
    options.onMade(inOrder.length - held.missing.size, inOrder.length)
  }
}

function take(held: HeldVectors, content: string, same: readonly Article[], vectors: Vectors): void {
  held.byContent.set(content, vectors)
  held.bytes += vectors.bytes.byteLength + vectors.scales.byteLength
  for (const article of same) held.byArticle.set(article, vectors)
}

async function vectorsOf(sentences: Sentences, article: Article): Promise<Vectors | null> {
  const texts = piecesOf(article).map(({ text }) => text)
  const rows = await sentences.embed(texts, { as: 'article', later: true })
  const whole = rows.filter((row) => row !== null)
  return whole.length === texts.length ? packVectors(whole) : null
}
