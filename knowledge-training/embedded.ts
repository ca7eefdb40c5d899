// Embeds the texts of the tuning data once, and keeps the vectors under the text's hash in the temporary folder.
import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { packVectors, piecesOf } from '../src/knowledge/meaning.ts'
import type { Article, Meaning, Vectors } from '../src/knowledge/types.ts'
import { readManifest } from '../src/sentence/manifest.ts'
import { openFolder } from '../src/sentence/open-folder.ts'

const FOLDER = fileURLToPath(new URL('../src/knowledge/sentence/', import.meta.url))
/** Bytes of a text's hash before its vector. */
const HASH = 16

/** From a text to its unit vector; texts that were not asked for have none. */
export type Embedded = ReadonlyMap<string, Float32Array>

/** Takes minutes for all of the data the first time and seconds later. */
export async function embedAll(texts: Iterable<string>): Promise<Embedded> {
  const model = await openFolder(FOLDER, await readManifest(FOLDER))
  const file = join(tmpdir(), 'firstline-training', `${model.id}.vectors`)
  const known = readVectors(file, model.dimensions)
  const vectors = new Map<string, Float32Array>()
  let made: Buffer[] = []
  for (const text of new Set(texts)) {
    const key = hashOf(text)
    let vector = known.get(key.toString('hex'))
    if (!vector) {
      vector = await model.embed(text, 'article')
      made.push(key, Buffer.from(vector.buffer))
    }
    vectors.set(text, vector)
    if (made.length >= 1_000) made = keep(file, made)
  }
  keep(file, made)
  await model.close()
  return vectors
}

/** The model's part in questions whose texts, and those of the articles asked, were embedded. */
export function meaningBy(embedded: Embedded): Meaning {
  const packed = new Map<Article, Vectors>()
  return {
    asked: (text) => embedded.get(text),
    of(article) {
      const known = packed.get(article)
      if (known) return known
      const vectors = packVectors(piecesOf(article).map(({ text }) => embedded.get(text)!))
      packed.set(article, vectors)
      return vectors
    },
  }
}

function keep(file: string, made: Buffer[]): Buffer[] {
  mkdirSync(join(file, '..'), { recursive: true })
  appendFileSync(file, Buffer.concat(made))
  return []
}

function readVectors(file: string, dimensions: number): Map<string, Float32Array> {
  const known = new Map<string, Float32Array>()
  if (!existsSync(file)) return known
  const bytes = readFileSync(file)
  const size = HASH + 4 * dimensions
  for (let at = 0; at + size <= bytes.length; at += size) {
    const values = new Uint8Array(bytes.subarray(at + HASH, at + size))
    known.set(bytes.toString('hex', at, at + HASH), new Float32Array(values.buffer))
  }
  return known
}

function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest().subarray(0, HASH)
}
