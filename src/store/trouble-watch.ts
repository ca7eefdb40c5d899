// Remembers that the database failed as a whole, until something could be written again.
import { type LogEvent, sql } from 'kysely'
import type { Db } from './open.ts'
import { writeServer } from './server.ts'
import { troubleOf } from './trouble.ts'

export interface Troubles {
  /** Listens to what Kysely logs. */
  notice(event: LogEvent): void
  /** Runs work beside the queries, of which a failure is noticed, not thrown. */
  watch(work: () => void): void
  /** The trouble, if there was one since the last time, and a write fails still. */
  now(db: Db): Promise<string | null>
}

/** More than the slack that a full disk leaves. */
const PROBE_BYTES = 256 * 1024

export function createTroubles(): Troubles {
  let last: string | null = null
  const notice = (error: unknown) => {
    last = troubleOf(error) ?? last
  }
  return {
    notice: (event) => {
      if (event.level === 'error') notice(event.error)
    },
    watch: (work) => {
      try {
        work()
      } catch (error) {
        notice(error)
      }
    },
    now: async (db) => {
      try {
        if (last === null) await sql`select 1`.execute(db)
        else await writeAndEmpty(db)
        last = null
      } catch (error) {
        last = troubleOf(error) ?? `it cannot be written (${String(error)}).`
      }
      return last
    },
  }
}

async function writeAndEmpty(db: Db): Promise<void> {
  await writeServer(db, { probe: 'x'.repeat(PROBE_BYTES) })
  await writeServer(db, { probe: null })
}
