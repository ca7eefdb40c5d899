// The record of when which process was at work, kept by each of them.
import type { RunTime } from '../domain/run-times.ts'
import type { Db } from './open.ts'

const KEPT_MS = 90 * 86_400_000

/** Notes that a process that began at `fromAt` is at work at `seenAt`. */
export async function noteRunning(db: Db, process: string, { fromAt, seenAt }: RunTime): Promise<void> {
  await db
    .insertInto('run_time')
    .values({ process, from_at: fromAt, seen_at: seenAt })
    .onConflict((conflict) => conflict.column('process').doUpdateSet({ seen_at: seenAt }))
    .execute()
}

/** Every process of the last 90 days. */
export async function runTimes(db: Db): Promise<RunTime[]> {
  const rows = await db.selectFrom('run_time').select(['from_at', 'seen_at']).orderBy('from_at').execute()
  return rows.map(({ from_at: fromAt, seen_at: seenAt }) => ({ fromAt, seenAt }))
}

export async function purgeRunTimes(db: Db, now: number): Promise<void> {
  await db
    .deleteFrom('run_time')
    .where('seen_at', '<', now - KEPT_MS)
    .execute()
}
