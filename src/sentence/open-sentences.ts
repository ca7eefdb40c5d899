// The sentence model of a folder, run in a thread of its own: started when the first text is to be read, started again
// when it stops, and given up where that does not help.
import { UserError } from '../domain/problem.ts'
import { checkFolder } from './check-folder.ts'
import type { ThreadData } from './messages.ts'
import { recent } from './recent.ts'
import {
  type EmbedOptions,
  type SentenceModel,
  type SentenceState,
  type Sentences,
  withoutSentences,
} from './sentences.ts'
import { ModelError, SCRIPT, type SentenceThread, startThread } from './start-thread.ts'

export interface OpenSentencesOptions {
  /** Told once of each thing that is wrong, in a sentence. */
  onTrouble?: (why: string) => void
  /** Stands in for the thread's program in tests. */
  script?: URL
  /** Before a thread that stopped is started again, ms: twice as long each time. */
  restartMs?: number
}

/** Texts that one message takes: what somebody waits for comes between two of them. */
const AT_ONCE = 8
/** Texts that somebody waits for; more are answered by words. */
const MOST_WAITING = 400
/** For so long somebody waits, at most. */
const LONGEST_MS = 8_000
const REMEMBERED = 500
/** So often it may stop without a thousand texts read in between. */
const MOST_STOPS = 5
const CALM_AFTER_TEXTS = 1_000

interface Job {
  texts: readonly string[]
  as: NonNullable<EmbedOptions['as']>
  found: Array<Float32Array | null>
  /** How many of them were read. */
  done: number
  settle(): void
}

/** `folder`: null is off. Nothing is loaded yet; what is wrong with the folder is told at once. */
export async function openSentences(
  folder: string | null,
  options: OpenSentencesOptions = {},
): Promise<Sentences> {
  if (folder === null) return withoutSentences()
  try {
    return new ThreadedSentences({ folder, manifest: await checkFolder(folder) }, options)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    options.onTrouble?.(error.message)
    return withoutSentences({ is: 'failed', why: error.message })
  }
}

const open = new Set<Sentences>()

/** Before the process leaves: a thread that is stopped while it reads takes the process down with an error. */
export async function closeAllSentences(): Promise<void> {
  await Promise.all([...open].map((one) => one.close()))
}

class ThreadedSentences implements Sentences {
  state: SentenceState = { is: 'on' }
  model: SentenceModel | null = null
  readonly #data: ThreadData
  readonly #options: OpenSentencesOptions
  readonly #known = recent<Float32Array>(REMEMBERED)
  readonly #told = new Set<string>()
  readonly #urgent: Job[] = []
  readonly #later: Job[] = []
  #thread: SentenceThread | null = null
  #isWorking = false
  #isClosed = false
  #stops = 0
  #readSince = 0
  #notBefore = 0

  constructor(data: ThreadData, options: OpenSentencesOptions) {
    this.#data = data
    this.#options = options
    open.add(this)
  }

  async embed(texts: readonly string[], { as = 'question', later = false }: EmbedOptions = {}) {
    const found = texts.map((text) => this.#known.get(`${as} ${text}`) ?? null)
    const missing = texts.filter((_text, at) => found[at] === null)
    if (missing.length === 0 || !this.#mayRead(later, missing.length)) return found
    const read = await this.#ask(missing, as, later)
    let next = 0
    return found.map((vector) => vector ?? read[next++] ?? null)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#answerAll()
    await this.#thread?.end()
    this.#thread = null
    open.delete(this)
  }

  #mayRead(later: boolean, more: number): boolean {
    if (this.state.is !== 'on' || this.#isClosed || performance.now() < this.#notBefore) return false
    const waiting = this.#urgent.reduce((sum, { texts, done }) => sum + texts.length - done, 0)
    return later || waiting + more <= MOST_WAITING
  }

  #ask(texts: string[], as: Job['as'], later: boolean): Promise<Job['found']> {
    const { promise, resolve } = Promise.withResolvers<Job['found']>()
    const queue = later ? this.#later : this.#urgent
    const job: Job = { texts, as, found: texts.map(() => null), done: 0, settle: () => {} }
    const timer = later ? undefined : setTimeout(() => job.settle(), LONGEST_MS)
    job.settle = () => {
      clearTimeout(timer)
      if (queue.includes(job)) queue.splice(queue.indexOf(job), 1)
      resolve(job.found)
    }
    queue.push(job)
    void this.#work()
    return promise
  }

  /** Reads until nothing is left to read; only one of it runs at a time. */
  async #work(): Promise<void> {
    if (this.#isWorking) return
    this.#isWorking = true
    for (let job = this.#next(); job; job = this.#next()) {
      try {
        await this.#readSome(job)
      } catch (error) {
        await this.#stopped(error)
      }
    }
    this.#isWorking = false
  }

  #next(): Job | undefined {
    return this.#urgent[0] ?? this.#later[0]
  }

  async #readSome(job: Job): Promise<void> {
    const thread = await this.#started()
    const { as, done } = job
    const texts = job.texts.slice(done, done + AT_ONCE)
    const { vectors, trouble } = await thread.read({ texts, as })
    if (trouble !== null) this.#tell(trouble)
    for (const [at, vector] of vectors.entries()) {
      job.found[done + at] = vector
      if (vector && as === 'question') this.#known.put(`${as} ${texts[at]}`, vector)
    }
    job.done += texts.length
    this.#readSince += texts.length
    if (job.done >= job.texts.length) job.settle()
  }

  async #started(): Promise<SentenceThread> {
    if (this.#thread) return this.#thread
    const { script = SCRIPT } = this.#options
    this.#thread = startThread(script, this.#data)
    this.model = await this.#thread.opened
    return this.#thread
  }

  /** What it was asked is answered by words; the next question starts it again, but not at once and not for ever. */
  async #stopped(error: unknown): Promise<void> {
    const thread = this.#thread
    this.#thread = null
    if (!this.#isClosed) this.#afterStop(error)
    this.#answerAll()
    await thread?.end()
  }

  #afterStop(error: unknown): void {
    const why = error instanceof Error ? error.message : String(error)
    if (this.#readSince >= CALM_AFTER_TEXTS) this.#stops = 0
    this.#readSince = 0
    this.#stops += 1
    if (error instanceof ModelError) {
      this.state = { is: 'failed', why }
      this.#tell(why)
    } else if (this.#stops >= MOST_STOPS) {
      const often = `The thread of the sentence model stopped ${MOST_STOPS} times (${why}); it is not started again.`
      this.state = { is: 'failed', why: often }
      this.#tell(often)
    } else {
      this.#tell(`The thread of the sentence model stopped (${why}); it is started again.`)
      this.#notBefore = performance.now() + (this.#options.restartMs ?? 1_000) * 2 ** (this.#stops - 1)
    }
  }

  #answerAll(): void {
    for (const job of [...this.#urgent, ...this.#later]) job.settle()
  }

  #tell(why: string): void {
    if (this.#told.has(why) || this.#told.size > 100) return
    this.#told.add(why)
    this.#options.onTrouble?.(why)
  }
}
