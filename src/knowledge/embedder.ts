// Loads a model folder that an operator supplies, for meanings beyond the bundled vectors. Optional in every way.
import { existsSync } from 'node:fs'
import { basename, dirname } from 'node:path'

/** Turns texts into unit vectors of one length. */
export interface Embedder {
  embed(texts: string[]): Promise<Float32Array[]>
}

/** The parts of `@huggingface/transformers` that are used; the package is not a dependency. */
interface Transformers {
  env: { localModelPath: string; allowRemoteModels: boolean }
  pipeline(
    task: 'feature-extraction',
    model: string,
  ): Promise<(texts: string[], options: object) => Promise<{ tolist(): number[][] }>>
}

/** The package's name is no literal, so that it need not be installed to compile. */
const PACKAGE = ['@huggingface', 'transformers'].join('/')

/**
 * The embedder of a model folder (ONNX, as `@huggingface/transformers` reads it), or null with one line that says why.
 * Nothing is ever downloaded.
 */
export async function loadEmbedder(
  directory: string | undefined,
  load: (name: string) => Promise<unknown> = (name) => import(name),
): Promise<{ embedder: Embedder | null; note: string | null }> {
  if (!directory) return { embedder: null, note: null }
  if (!existsSync(directory)) {
    return {
      embedder: null,
      note: `EMBEDDING_MODEL_DIR: there is no folder ${directory}; matching goes on without it.`,
    }
  }
  const library = await libraryOf(load)
  if (!library) {
    const note = `EMBEDDING_MODEL_DIR needs the package ${PACKAGE}, which is not installed; matching goes on without it.`
    return { embedder: null, note }
  }
  library.env.localModelPath = dirname(directory)
  library.env.allowRemoteModels = false
  const extract = await library.pipeline('feature-extraction', basename(directory))
  return {
    embedder: {
      async embed(texts) {
        const output = await extract(texts, { pooling: 'mean', normalize: true })
        return output.tolist().map((row) => Float32Array.from(row))
      },
    },
    note: null,
  }
}

/** Null when the package is absent; a package that is there and broken is an error. */
async function libraryOf(load: (name: string) => Promise<unknown>): Promise<Transformers | null> {
  try {
    return (await load(PACKAGE)) as Transformers
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return null
    throw error
  }
}
