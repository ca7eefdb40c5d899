// The thread that runs the sentence model: started by `open-sentences.ts`, it reads what it is sent until it is ended.
import { parentPort, workerData } from 'node:worker_threads'
import type { FromThread, ThreadData, ToRead } from './messages.ts'
import { type OpenModel, openFolder } from './open-folder.ts'

const { folder, manifest } = workerData as ThreadData

function tell(message: FromThread, handedOver: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, handedOver)
}

async function read(model: OpenModel, { texts, as }: ToRead): Promise<void> {
  const vectors: Array<Float32Array | null> = []
  let trouble: string | null = null
  for (const text of texts) {
    try {
      vectors.push(await model.embed(text, as))
    } catch (error) {
      vectors.push(null)
      trouble = wordsOf(error)
    }
  }
  tell(
    { say: 'read', vectors, trouble },
    vectors.flatMap((vector) => (vector ? [vector.buffer as ArrayBuffer] : [])),
  )
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

try {
  const model = await openFolder(folder, manifest)
  // Messages come one at a time: the next is sent when this one is answered.
  parentPort?.on('message', (message: ToRead) => void read(model, message))
  const { id, languages } = model
  tell({ say: 'open', model: { id, languages } })
} catch (error) {
  tell({ say: 'failed', why: wordsOf(error) })
}
