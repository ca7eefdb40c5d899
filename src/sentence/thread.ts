// The thread that runs the sentence model: started by `open-sentences.ts`, it reads what it is sent until it is ended.
import { parentPort, workerData } from 'node:worker_threads'
import { END, type FromThread, type ThreadData, type ToRead, type ToThread } from './messages.ts'
import { type OpenModel, openFolder } from './open-folder.ts'

const { folder, manifest } = workerData as ThreadData

let isEnding = false
let reading: Promise<void> = Promise.resolve()

function tell(message: FromThread, handedOver: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, handedOver)
}

async function read(model: OpenModel, { texts, as }: ToRead): Promise<void> {
  const vectors: Array<Float32Array | null> = []
  let trouble: string | null = null
  for (const text of texts) {
    if (isEnding) return
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

async function end(model: OpenModel): Promise<void> {
  isEnding = true
  await reading
  await model.close()
  parentPort?.close()
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

try {
  const model = await openFolder(folder, manifest)
  // Texts come one message at a time: the next is sent when this one is answered.
  parentPort?.on('message', (message: ToThread) => {
    if (message === END) void end(model)
    else reading = read(model, message)
  })
  const { id, languages } = model
  tell({ say: 'open', model: { id, languages } })
} catch (error) {
  tell({ say: 'failed', why: wordsOf(error) })
}
