// The worker: takes the lines that are due, many side by side, and gives each back with its next moment.
import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { type ClaimedLine, claim, extend } from '../store/agenda.ts'
import type { Store } from '../store/open.ts'
import { createBell } from './bell.ts'
import { type AllHandlers, type Log, runLine } from './run-line.ts'

export interface WorkerOptions {
  store: Store
  handlers: Partial<AllHandlers>
  /** Lines at once; default 8. */
  concurrency?: number
  /** How often to look for lines that became due by time, or that other processes woke; default 250. */
  pollMs?: number
  /** How long a claim holds without a sign of life; default one minute. */
  leaseMs?: number
  now?: () => number
  /** Called before each look at the agenda: the clock may have moved. */
  beforeClaim?: () => Promise<void>
  /** In [0, 1): spreads retries. */
  random: () => number
  log: Log
}

export interface Worker {
  /** Something was made due in this process: look at once. */
  wakeUp(): void
  /** Resolves when nothing is running and nothing is due, or the worker has stopped. */
  idle(): Promise<void>
  /**
   * Claims nothing more and waits for the lines in hand, at most `limitMs` (default 8 s); what is left then is told to
   * stop and is taken up again when its lease has run out. Returns whether all were finished.
   */
  stop(limitMs?: number): Promise<boolean>
}

const AFTER_FAILURE_MS = 1_000
/** A handler that shows no end after this many leases is given up. */
const LEASES_A_RUN = 10

/** Starts to work through the agenda. */
export function startWorker(options: WorkerOptions): Worker {
  const { store, concurrency = 8, pollMs = 250, leaseMs = 60_000, log } = options
  const now = options.now ?? store.now
  const running = new Map<Promise<void>, AbortController>()
  const work = createBell()
  const resting: Array<() => void> = []
  let stopping = false
  /** Whether something may be due that there was no hand free for. */
  let isBehind = false
  /** How often something was made due in this process. */
  let rings = 0

  async function loop(): Promise<void> {
    while (!stopping) {
      const askedBefore = resting.length
      const rungBefore = rings
      const free = concurrency - running.size
      const lines = free > 0 ? await takeLines(free) : []
      isBehind = lines === null || lines.length === free
      for (const line of lines ?? []) begin(line, rungBefore)
      if (lines?.length === 0 && running.size === 0) for (const rest of resting.splice(0, askedBefore)) rest()
      // All that is due is in hand now, or there is no hand free: what changes that rings, or is found by looking.
      await work.wait(lines === null ? AFTER_FAILURE_MS : pollMs)
      // SQLite answers without leaving the microtask queue: let requests in between two rounds of a long backlog.
      await setImmediate()
    }
    for (const rest of resting) rest()
  }

  /** Null when the database does not answer: the loop outlives that. */
  async function takeLines(limit: number): Promise<ClaimedLine[] | null> {
    try {
      await options.beforeClaim?.()
      return await claim(store, { token: randomUUID(), limit, leaseMs })
    } catch (error) {
      log.error({ err: error }, 'The agenda could not be read')
      return null
    }
  }

  function begin(line: ClaimedLine, rungBefore: number): void {
    const controller = new AbortController()
    const stopBeating = keepLease(line, controller)
    const run = runLine(line, { ...options, now, leaseMs, signal: controller.signal }).finally(() => {
      stopBeating()
      running.delete(run)
      // What was rung for meanwhile may be this very line.
      if (isBehind || rings !== rungBefore || resting.length > 0) work.ring()
    })
    running.set(run, controller)
  }

  /** Extends the lease while the handler runs; a lost claim, or one without end, aborts it. */
  function keepLease(line: ClaimedLine, controller: AbortController): () => void {
    const startedAt = now()
    const beat = async () => {
      const endless = now() - startedAt > LEASES_A_RUN * leaseMs
      if (endless || !(await extend(store, line.claim, leaseMs))) controller.abort()
      if (endless) clearInterval(timer)
    }
    const timer = setInterval(() => {
      beat().catch((error) => log.warn({ err: error, line: line.key }, 'A lease could not be extended'))
    }, leaseMs / 3)
    return () => clearInterval(timer)
  }

  const looping = loop()
  return {
    wakeUp: () => {
      rings++
      work.ring()
    },
    idle: () =>
      new Promise((resolve) => {
        resting.push(resolve)
        work.ring()
      }),
    async stop(limitMs = 8_000) {
      stopping = true
      work.ring()
      await looping
      const finished = await within(Promise.all(running.keys()), limitMs)
      for (const controller of running.values()) controller.abort()
      if (!finished) log.warn({ lines: running.size }, 'Stopped with lines in hand')
      return finished
    },
  }
}

async function within(work: Promise<unknown>, limitMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), limitMs)
  })
  const finished = await Promise.race([work.then(() => true), late])
  clearTimeout(timer)
  return finished
}
