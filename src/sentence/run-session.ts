// Runs an ONNX model on the tokens of one text: its inputs as it names them, and one vector out of what it gives.
import type { InferenceSession, OnnxValue, Tensor } from 'onnxruntime-node'
import { UserError } from '../domain/problem.ts'
import { quietRuntime } from '../environment/quiet-runtime.ts'
import type { Manifest } from './manifest.ts'
import { MISSING_RUNTIME } from './missing-runtime.ts'

export type Run = (ids: readonly number[]) => Promise<Float32Array>

type Runtime = typeof import('onnxruntime-node')
type Fill = (id: number) => number

/** By name: the tokens themselves, which of them count (all), and which sentence they are of (the only one). */
const INPUTS: Readonly<Record<string, Fill>> = {
  ids: (id) => id,
  input_ids: (id) => id,
  attention_mask: () => 1,
  token_type_ids: () => 0,
}

/** @throws UserError where the runtime is missing, or the file holds no model that can be run */
export async function runnerOf(
  file: string,
  pooling: Manifest['pooling'],
): Promise<{ run: Run; close(): Promise<void> }> {
  const runtime = await loadRuntime()
  const session = await openSession(runtime, file)
  const fills = session.inputMetadata.map((input) => {
    const fill = INPUTS[input.name]
    if (fill) return { name: input.name, fill, narrow: input.isTensor && input.type === 'int32' }
    const known = Object.keys(INPUTS).join(', ')
    throw new UserError(`${file}: wants an input "${input.name}"; a model may want ${known}.`)
  })
  const run: Run = async (ids) => {
    const feeds = Object.fromEntries(
      fills.map(({ name, fill, narrow }) => [name, inputOf(runtime, ids.map(fill), narrow)]),
    )
    return pooled(file, pooling, await session.run(feeds))
  }
  return { run, close: () => session.release() }
}

async function loadRuntime(): Promise<Runtime> {
  quietRuntime()
  try {
    return await import('onnxruntime-node')
  } catch (cause) {
    throw new UserError(MISSING_RUNTIME, { cause })
  }
}

async function openSession(runtime: Runtime, file: string): Promise<InferenceSession> {
  try {
    // From its path: read into a buffer first it takes 30 MB more. The arena would keep what was once needed.
    return await runtime.InferenceSession.create(file, {
      enableCpuMemArena: false,
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      logSeverityLevel: 4,
    })
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.split('\n', 1)[0]!.slice(0, 200) : 'unknown error'
    throw new UserError(`${file}: is not whole, or no ONNX model (${why}).`, { cause })
  }
}

function inputOf({ Tensor }: Runtime, values: number[], narrow: boolean): Tensor {
  const shape = [1, values.length]
  return narrow
    ? new Tensor('int32', Int32Array.from(values), shape)
    : new Tensor('int64', BigInt64Array.from(values, BigInt), shape)
}

/** One text was run, so every token counts. */
function pooled(
  file: string,
  pooling: Manifest['pooling'],
  outputs: Record<string, OnnxValue>,
): Float32Array {
  const rank = pooling === 'none' ? 2 : 3
  const all = Object.values(outputs) as Tensor[]
  const wanted = all.find(({ dims, type }) => dims.length === rank && type === 'float32')
  if (!wanted) {
    const given = Object.entries(outputs).map(
      ([name, { dims, type }]) => `${name} ${type} [${dims.join(', ')}]`,
    )
    const shape = rank === 2 ? '[texts, numbers]' : '[texts, tokens, numbers]'
    throw new UserError(
      `${file}: gives ${given.join(', ')}, but "pooling": "${pooling}" needs float32 ${shape}.`,
    )
  }
  const values = wanted.data as Float32Array
  const [, tokens = 1] = wanted.dims
  if (pooling === 'none') return Float32Array.from(values)
  const width = wanted.dims[2] ?? 0
  if (pooling === 'cls') return values.slice(0, width)
  const mean = new Float32Array(width)
  for (let t = 0; t < tokens; t++) for (let d = 0; d < width; d++) mean[d]! += values[t * width + d]! / tokens
  return mean
}
