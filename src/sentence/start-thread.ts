// One thread with an open sentence model, from its start to its end.
import { once } from 'node:events'
import { SHARE_ENV, Worker } from 'node:worker_threads'
import { END, type FromThread, type ThreadData, type ToRead } from './messages.ts'
import type { SentenceModel } from './sentences.ts'

export interface ReadTexts {
  vectors: Array<Float32Array | null>
  /** Why one of them could not be read. */
  trouble: string | null
}

export interface SentenceThread {
  /** Rejects with a `ThreadEndedError` where the thread ended, and with a `ModelError` where the model cannot be used. */
  opened: Promise<SentenceModel>
  /** One call at a time. Rejects with a `ThreadEndedError`. */
  read(message: ToRead): Promise<ReadTexts>
  end(): Promise<void>
}

/** The folder's model cannot be used: starting again would not help. */
export class ModelError extends Error {
  override name = 'ModelError'
}

/** The thread stopped by itself, or was ended because it did not answer. */
export class ThreadEndedError extends Error {
  override name = 'ThreadEndedError'
}

export const SCRIPT = new URL('../../bin/sentence-thread.js', import.meta.url)

const OPEN_MS = 30_000
/** A text takes some milliseconds; on a machine with much else to do a hundred times as many. */
const READ_MS = 20_000

/** A text that is being read is read to its end. */
const END_MS = 2_000

export function startThread(script: URL, data: ThreadData): SentenceThread {
  // The runtime reads the environment of the process, of which a thread has a copy otherwise.
  const thread = new Worker(script, {
    workerData: data,
    execArgv: [],
    env: SHARE_ENV,
    name: 'sentence model',
  })
  let ended: Error | null = null
  let isEnding = false
  let settle: ((message: FromThread | Error) => void) | null = null
  const answer = (within: number): Promise<FromThread> => {
    const { promise, resolve, reject } = Promise.withResolvers<FromThread>()
    const timer = setTimeout(() => {
      done(new ThreadEndedError(`It did not answer within ${within / 1000} s`))
    }, within)
    // Only while something is awaited does it keep the process from ending.
    thread.ref()
    const done = (message: FromThread | Error) => {
      settle = null
      clearTimeout(timer)
      if (!isEnding) thread.unref()
      if (message instanceof Error) reject(message)
      else resolve(message)
    }
    settle = done
    return promise
  }
  const stopped = (error: Error) => {
    ended ??= error
    settle?.(ended)
  }
  thread.on('message', (message: FromThread) => settle?.(message))
  thread.on('error', (cause) => stopped(new ThreadEndedError('It ended with an error', { cause })))
  thread.on('exit', (code) => stopped(new ThreadEndedError(`It ended with ${code}`)))
  return {
    opened: opened(answer(OPEN_MS)),
    read: async (message) => {
      if (ended) throw ended
      const told = answer(READ_MS)
      thread.postMessage(message)
      const { vectors, trouble } = said(await told, 'read')
      return { vectors, trouble }
    },
    end: async () => {
      if (ended) return
      isEnding = true
      const gone = once(thread, 'exit', { signal: AbortSignal.timeout(END_MS) })
      thread.postMessage(END)
      thread.ref()
      // One that hangs is left behind; it does not keep the process from ending.
      await gone.catch(() => thread.unref())
    },
  }
}

async function opened(told: Promise<FromThread>): Promise<SentenceModel> {
  const message = await told
  if (message.say === 'failed') throw new ModelError(message.why)
  return said(message, 'open').model
}

function said<S extends FromThread['say']>(message: FromThread, say: S): Extract<FromThread, { say: S }> {
  if (message.say !== say) throw new ThreadEndedError(`It said ${message.say} instead of ${say}`)
  return message as Extract<FromThread, { say: S }>
}
