// Opens a folder with a sentence model in this thread; running it keeps the thread busy.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Tokenizer } from '@huggingface/tokenizers'

/** A model that turns texts into unit vectors. */
export interface OpenModel {
  /** Tells one model from another. */
  id: string
  dimensions: number
  embed(texts: readonly string[]): Promise<Float32Array[]>
}

/** More tokens say hardly more. */
const MOST_TOKENS = 128

export async function openFolder(folder: string): Promise<OpenModel> {
  const { InferenceSession, Tensor } = await import('onnxruntime-node')
  const file = await readFile(join(folder, 'sentence.onnx'))
  const tokenizer = new Tokenizer(JSON.parse(await readFile(join(folder, 'tokenizer.json'), 'utf8')), {})
  const session = await InferenceSession.create(file, {
    enableCpuMemArena: false,
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
  })
  return {
    id: createHash('sha256').update(file).digest('hex').slice(0, 16),
    dimensions: 384,
    async embed(texts) {
      const vectors: Float32Array[] = []
      for (const text of texts) {
        const all = tokenizer.encode(text).ids
        const ids = all.length > MOST_TOKENS ? [...all.slice(0, MOST_TOKENS - 1), all.at(-1)!] : all
        const input = new Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length])
        const { vector } = await session.run({ ids: input })
        vectors.push(Float32Array.from(vector!.data as Float32Array))
      }
      return vectors
    },
  }
}
