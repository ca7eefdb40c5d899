// When which process was at work, kept in memory for as long as no process notes anything new.
import { NOTED_EVERY_MS, type RunTime } from '../domain/run-times.ts'
import type { Store } from '../store/open.ts'
import { runTimes } from '../store/run-times.ts'

/** Run times of all processes of the last 90 days, as they stood at most ten seconds ago. */
export function rememberRunTimes({ db, now }: Pick<Store, 'db' | 'now'>): () => Promise<RunTime[]> {
  let known: { at: number; times: RunTime[] } | undefined
  return async () => {
    const at = now()
    if (!known || at < known.at || at >= known.at + NOTED_EVERY_MS) known = { at, times: await runTimes(db) }
    return known.times
  }
}
