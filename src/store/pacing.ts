// How fast one installation may write, shared between processes: one row per installation, one update per write.
import { HORIZON_MS } from '../domain/pace.ts'
import type { Urgency } from '../domain/want.ts'
import { fromJson, toJson } from './json.ts'
import type { Db, Store } from './open.ts'

/** Content is what notifies people: comments, issues, discussions. Every content write is also a write. */
export type Budget = 'write' | 'content'

export interface Pacing {
  /**
   * The instant (ms) at which the write may go. If it is at most `HORIZON_MS[urgency]` ahead it is reserved: wait for
   * it and write. If it is further ahead nothing is reserved: come back then, and ask again. Those who are sent away
   * are told different instants, so that hundreds that wait do not all come back for one turn.
   */
  take(installationId: number, budget: Budget, urgency: Urgency, now: number): Promise<number>
}

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

/** Pacing in the store's database. */
export function createPacing(store: Store): Pacing {
  const comeBack = createReturns()
  return {
    take: (installationId, budget, urgency, now) =>
      store.transaction(async (tx) => {
        const row = await lockRow(tx, installationId, store.engine === 'postgres')
        const recent = upTo(now, fromJson<number[]>(row.content_at)).filter((at) => at > now - HOUR_MS)
        const writeAt = row.next_write_at > now + FURTHEST_MS ? now : Math.max(now, row.next_write_at)
        const at =
          budget === 'write' ? writeAt : Math.max(writeAt, contentAt(recent, CONTENT_AN_HOUR[urgency]))
        if (at > now + HORIZON_MS[urgency]) return comeBack(installationId, urgency, at)
        await tx
          .updateTable('pacing')
          .set({
            next_write_at: at + BETWEEN_WRITES_MS,
            content_at: toJson(budget === 'content' ? [...recent, at] : recent),
          })
          .where('installation_id', '=', installationId)
          .execute()
        return at
      }),
  }
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

async function lockRow(tx: Db, installationId: number, lock: boolean) {
  const row = tx.selectFrom('pacing').selectAll().where('installation_id', '=', installationId)
  const read = lock ? row.forUpdate() : row
  const known = await read.executeTakeFirst()
  if (known) return known
  await tx
    .insertInto('pacing')
    .values({ installation_id: installationId, next_write_at: 0, content_at: '[]' })
    .onConflict((conflict) => conflict.column('installation_id').doNothing())
    .execute()
  return read.executeTakeFirstOrThrow()
}
