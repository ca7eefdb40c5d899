// Opens a folder with a sentence model in this thread; running it keeps the thread busy.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { Tokenizer } from '@huggingface/tokenizers'
import { UserError } from '../domain/problem.ts'
import type { Manifest } from './manifest.ts'
import { readJson } from './read-json.ts'
import { runnerOf } from './run-session.ts'
import type { EmbedOptions, SentenceModel } from './sentences.ts'

/** A model that turns texts into unit vectors, one after another: what is read beside a text would change its vector. */
export interface OpenModel extends SentenceModel {
  dimensions: number
  embed(text: string, as: NonNullable<EmbedOptions['as']>): Promise<Float32Array>
  close(): Promise<void>
}

/** What is longer is cut before it is tokenised; tokens of many letters are rare. */
const LETTERS_A_TOKEN = 16

/** @throws UserError that says what is wrong with which file, or that the runtime is missing */
export async function openFolder(folder: string, manifest: Manifest): Promise<OpenModel> {
  const { tokens, prefixes, languages } = manifest
  const encode = await tokenizerOf(folder)
  const file = join(folder, manifest.file)
  const { run, close } = await runnerOf(file, manifest.pooling)
  const vectorOf = async (text: string) => unit(await run(shortened(encode(text), tokens)))
  try {
    const { length: dimensions } = await checked(file, vectorOf)
    return {
      id: await idOf(file, folder, manifest),
      languages,
      dimensions,
      embed: (text, as) => {
        const prefix = as === 'article' ? prefixes.passage : prefixes.query
        return vectorOf(`${prefix}${text}`.slice(0, tokens * LETTERS_A_TOKEN))
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function tokenizerOf(folder: string): Promise<(text: string) => number[]> {
  const path = join(folder, 'tokenizer.json')
  const json = await readJson(path)
  try {
    const tokenizer = new Tokenizer(json, {})
    tokenizer.encode('a')
    return (text) => tokenizer.encode(text).ids
  } catch (cause) {
    throw new UserError(`${path}: holds no tokenizer that can be used (${firstLine(cause)}).`, { cause })
  }
}

/** Runs it once, so that what does not fit together is told when it is opened. */
async function checked(file: string, run: (text: string) => Promise<Float32Array>): Promise<Float32Array> {
  try {
    const vector = await run('a')
    if (vector.length > 1 && vector.every(Number.isFinite)) return vector
  } catch (cause) {
    if (cause instanceof UserError) throw cause
    throw new UserError(`${file}: does not run with this tokenizer.json (${firstLine(cause)}).`, { cause })
  }
  throw new UserError(`${file}: gives no vector of numbers.`)
}

/** The end mark stays. */
function shortened(ids: number[], most: number): number[] {
  return ids.length > most ? [...ids.slice(0, most - 1), ids.at(-1)!] : ids
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0)) || 1
  return vector.map((value) => value / length)
}

/** All that its vectors depend on. */
async function idOf(file: string, folder: string, manifest: Manifest): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(manifest))
  for (const path of [file, join(folder, 'tokenizer.json')]) {
    for await (const part of createReadStream(path)) hash.update(part)
  }
  return hash.digest('hex').slice(0, 16)
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0]!.slice(0, 200)
}
