// The machine's clock may be put right in the middle of things: what the wrong one has promised must not be believed.
import { dropLateWaits, wakeStale } from './agenda-upkeep.ts'
import { type ClockMove, moveMomentsBack } from './move-moments.ts'
import type { Store } from './open.ts'
import { serverRow, writeServer } from './server.ts'
import { startRunningWatch } from './stopwatch.ts'

/** Clocks that are kept in step move by less; nothing that waits is hurt by it. */
const BACK_MS = 5_000
const FORWARD_MS = 60_000
const NOTE_EVERY_MS = 10_000
const UPKEEP_EVERY_MS = 60_000
const TOLD_MS = 86_400_000
/** What was decided by the wrong clock is decided again. */
const TICKETS_OVER_MS = 30_000

export interface ClockWatch {
  /** Looks at the clock and puts things right if it has moved. Cheap: before each look at the agenda. */
  look(): Promise<void>
}

export interface ClockLog {
  warn(fields: object, message: string): void
}

/** A move that is told in `/readyz` for a day. */
export interface NotedMove {
  at: number
  byMs: number
}

/**
 * Looks at once: the clock may have been put right while nothing was running. `onMove` is told of each move back;
 * `given`: the clock is not the machine's, so that its leaps forward mean nothing.
 */
export async function watchClock(
  store: Store,
  options: { log: ClockLog; onMove?: (move: ClockMove) => void; given: boolean },
): Promise<ClockWatch> {
  const running = startRunningWatch()
  const startedAt = store.now()
  let last = (await lastMoment(store)) ?? startedAt
  let drift = 0
  let notedAt = 0
  let keptAt = 0

  async function back(move: ClockMove): Promise<void> {
    const stuck = await moveMomentsBack(store.db, move)
    options.onMove?.(move)
    const everyTicket = { rulesVersion: 'none', now: move.now, overMs: TICKETS_OVER_MS }
    await wakeStale(store.db, everyTicket)
    await writeServer(store.db, { clock_moved_at: move.now, clock_moved_by_ms: move.byMs })
    options.log.warn(
      { byMs: move.byMs, stuck },
      'The clock went back: what it had put off was moved back with it',
    )
  }

  async function look(): Promise<void> {
    const now = store.now()
    if (now < last - BACK_MS) {
      await back({ now, byMs: last - now })
      drift -= last - now
    }
    last = now
    const ahead = now - startedAt - running()
    if (!options.given && ahead > drift + FORWARD_MS) {
      options.log.warn({ byMs: Math.round(ahead - drift) }, 'The clock went forward')
    }
    drift = Math.max(drift, ahead)
    if (now - notedAt >= NOTE_EVERY_MS || now < notedAt) {
      notedAt = now
      await writeServer(store.db, { clock_at: now })
    }
    if (now - keptAt >= UPKEEP_EVERY_MS || now < keptAt) {
      keptAt = now
      await dropLateWaits(store.db, now)
    }
  }

  await look()
  return { look }
}

/** The last time at which anything is known to have happened here. */
async function lastMoment({ db }: Store): Promise<number | null> {
  const server = await serverRow(db)
  const delivery = await db
    .selectFrom('delivery')
    .select((eb) => eb.fn.max<number | null>('received_at').as('at'))
    .executeTakeFirst()
  const moments = [server?.clock_at, delivery?.at].filter((at) => typeof at === 'number')
  return moments.length === 0 ? null : Math.max(...moments)
}

/** The last move of the clock, if it was within a day. */
export async function recentMove(store: Store): Promise<NotedMove | null> {
  const row = await serverRow(store.db)
  const at = row?.clock_moved_at ?? null
  return at !== null && store.now() - at < TOLD_MS ? { at, byMs: row?.clock_moved_by_ms ?? 0 } : null
}
