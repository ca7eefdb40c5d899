// One turn of one line: call its handler, then give the line back as finished or failed.
import { type LineKind, type LineOf, lineAt } from '../domain/line.ts'
import { GitHubLimit, OwnPace, RetryLater } from '../domain/retry-later.ts'
import { type Claim, type ClaimedLine, extend } from '../store/agenda.ts'
import { holdInstallation } from '../store/agenda-upkeep.ts'
import { ClaimLost } from '../store/effects.ts'
import { fail, finish, putBack } from '../store/give-back.ts'
import type { Db, Store } from '../store/open.ts'

export interface TurnContext {
  /** Shown when an effect is begun. */
  claim: Claim
  /** False: all that waits is what may be of our own doing; unless something follows from it, the next look stays. */
  lookIsDue: boolean
  now(): number
  /** Lengthens the lease. Returns false when the line has gone to another worker: stop. */
  extend(): Promise<boolean>
  /** Aborted when the claim is lost or the worker stops without waiting any longer. */
  signal: AbortSignal
}

export interface TurnResult {
  /** The next moment at which something may have to happen, ms; null: not until something wakes the line. */
  nextAt: number | null
  priority?: number
  /** The version of rules and settings that was decided under. */
  rulesVersion?: string
  /** What else is noted, in the transaction that gives the line back: do nothing but query. */
  note?(tx: Db): Promise<void>
}

/**
 * Does what is due on one line. A `RetryLater` says when to try again; a `GitHubLimit` also holds back its installation
 * until then.
 */
export type Handler<K extends LineKind> = (
  line: LineOf<K>,
  context: TurnContext,
) => Promise<TurnResult | typeof NEXT_LOOK_STAYS>

/** Something was taken in that nothing follows from: the line is due again when it was to be anyway. */
export const NEXT_LOOK_STAYS = 'the next look stays'

export type AllHandlers = { [K in LineKind]: Handler<K> }

/** The part of pino that is used here. */
export interface Log {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

interface RunOptions {
  store: Store
  handlers: Partial<AllHandlers>
  leaseMs: number
  now: () => number
  random: () => number
  signal: AbortSignal
  log: Log
}

/** Never rejects: what cannot even be noted as failed is taken up again when its lease has run out. */
export async function runLine(line: ClaimedLine, options: RunOptions): Promise<void> {
  const { store, log } = options
  try {
    const outcome = await handle(line, options)
    const isOurs = await (outcome === NEXT_LOOK_STAYS
      ? putBack(store, line.claim)
      : finish(store, line.claim, outcome))
    if (!isOurs) {
      log.warn({ line: line.key }, 'A line was finished by another worker meanwhile')
    }
  } catch (error) {
    try {
      await giveBack(line, error, options)
    } catch (unnoted) {
      log.error({ err: unnoted, line: line.key }, 'A failed line could not be given back')
    }
  }
}

async function handle(line: ClaimedLine, options: RunOptions): ReturnType<Handler<LineKind>> {
  const about = lineAt(line.key)
  const handler = about && (options.handlers[about.kind] as Handler<LineKind> | undefined)
  if (!handler) throw new Error(`Nothing handles agenda lines such as ${line.key}`)
  return handler(about, {
    claim: line.claim,
    lookIsDue: line.dueAt !== null && line.dueAt <= options.now(),
    now: options.now,
    extend: () => extend(options.store, line.claim, options.leaseMs),
    signal: options.signal,
  })
}

async function giveBack(line: ClaimedLine, error: unknown, options: RunOptions): Promise<void> {
  const { store, log, random } = options
  if (error instanceof ClaimLost) {
    log.info({ line: line.key }, 'A line went to another worker')
    return
  }
  const retryAt = error instanceof RetryLater ? (error.retryAt ?? undefined) : undefined
  if (error instanceof GitHubLimit && line.installationId !== null) {
    await holdInstallation(store.db, line.installationId, error.retryAt)
  }
  if (error instanceof OwnPace) log.debug({ line: line.key, retryAt }, 'A line waits for its turn to write')
  else log.warn({ err: error, line: line.key, attempts: line.attempts + 1, retryAt }, 'A line failed')
  await fail(store, line, error, { random, retryAt })
}
