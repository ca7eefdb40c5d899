// How fast one installation may write, shared between processes: one row per installation, one update per write.
import { type Budget, HORIZON_MS, type Pacing } from '../domain/pace.ts'
import type { Urgency } from '../domain/want.ts'
import { fromJson, toJson } from './json.ts'
import type { Db, Store } from './open.ts'

/** GitHub asks for a second between writes: https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api */
const BETWEEN_WRITES_MS = 1_000
const HOUR_MS = 3_600_000

/** No turn is reserved further ahead: one that is was given by a clock that has been put right since. */
const FURTHEST_MS = HORIZON_MS.alarm + BETWEEN_WRITES_MS

/** GitHub's limit on content is 500 an hour. 100 of our 450 are kept for alarms and paid tickets. */
const CONTENT_AN_HOUR: Record<Urgency, number> = {
  alarm: 450,
  paid: 450,
  label: 350,
  answer: 350,
  housekeeping: 350,
}

/** A little more than the pace, so that turns that were given to others in between are caught up with. */
const BETWEEN_RETURNS_MS = 1_100
/** Within this time everybody who was sent away has asked again. */
const BACK_WITHIN_MS: Record<Urgency, number> = {
  alarm: 10_000,
  paid: 10_000,
  label: 60_000,
  answer: 60_000,
  housekeeping: 60_000,
}

/** A row as it stood when this process last saw it. */
interface Seen {
  next_write_at: number
  /** JSON of instants, ascending. */
  content_at: string
}

/** Others who write for the same installation may be faster; each time one of them has gone on. */
const MOST_TRIES = 100

/**
 * Pacing in the store's database. A turn is taken by one update that changes the row only where it is as it was seen:
 * a process that writes alone need not read it again.
 */
export function createPacing(store: Store): Pacing {
  const comeBack = createReturns()
  const seen = new Map<number, Seen>()
  return {
    take: async (installationId, budget, urgency, now) => {
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const remembered = seen.get(installationId)
        const row = remembered ?? (await readRow(store.db, installationId))
        const { at, next } = turnFor(row, budget, urgency, now)
        const isTooFar = at > now + HORIZON_MS[urgency]
        if (isTooFar && !remembered) return comeBack(installationId, urgency, at)
        const isTaken = !isTooFar && (await replace(store.db, installationId, row, next))
        if (isTaken) seen.set(installationId, next)
        else seen.delete(installationId)
        if (isTaken) return at
      }
      throw new Error(`No turn to write could be taken for installation ${installationId}`)
    },
  }
}

function turnFor(row: Seen, budget: Budget, urgency: Urgency, now: number): { at: number; next: Seen } {
  const recent = upTo(now, fromJson<number[]>(row.content_at)).filter((at) => at > now - HOUR_MS)
  const writeAt = row.next_write_at > now + FURTHEST_MS ? now : Math.max(now, row.next_write_at)
  const at = budget === 'write' ? writeAt : Math.max(writeAt, contentAt(recent, CONTENT_AN_HOUR[urgency]))
  const next = {
    next_write_at: at + BETWEEN_WRITES_MS,
    content_at: toJson(budget === 'content' ? [...recent, at] : recent),
  }
  return { at, next }
}

/** Spreads those who are sent away over the turns to come; beyond the bound it begins again with the first. */
function createReturns() {
  const last = new Map<string, number>()
  return (installationId: number, urgency: Urgency, at: number): number => {
    const key = `${installationId} ${urgency}`
    const next = Math.max(at, (last.get(key) ?? 0) + BETWEEN_RETURNS_MS)
    const turn = next > at + BACK_WITHIN_MS[urgency] ? at : next
    last.set(key, turn)
    return turn
  }
}

/** Turns given by a clock that was ahead are moved back with it, so that the last of them is now. */
function upTo(now: number, instants: number[]): number[] {
  const ahead = (instants.at(-1) ?? 0) - now
  return ahead > FURTHEST_MS ? instants.map((at) => at - ahead) : instants
}

/** The first instant at which the hour before it holds fewer than `limit`. `recent` ascends. */
function contentAt(recent: number[], limit: number): number {
  const blocking = recent[recent.length - limit]
  return blocking === undefined ? 0 : blocking + HOUR_MS
}

async function readRow(db: Db, installationId: number): Promise<Seen> {
  const read = db
    .selectFrom('pacing')
    .select(['next_write_at', 'content_at'])
    .where('installation_id', '=', installationId)
  const known = await read.executeTakeFirst()
  if (known) return known
  await db
    .insertInto('pacing')
    .values({ installation_id: installationId, next_write_at: 0, content_at: '[]' })
    .onConflict((conflict) => conflict.column('installation_id').doNothing())
    .execute()
  return read.executeTakeFirstOrThrow()
}

/** Whether the row was still as it was seen. */
async function replace(db: Db, installationId: number, row: Seen, next: Seen): Promise<boolean> {
  const changed = await db
    .updateTable('pacing')
    .set(next)
    .where('installation_id', '=', installationId)
    .where('next_write_at', '=', row.next_write_at)
    .where('content_at', '=', row.content_at)
    .returning('installation_id')
    .executeTakeFirst()
  return changed !== undefined
}
