// What was written on a ticket, oldest first, and which turn made the last decision about it.
import type { Effect } from '../domain/effect.ts'
import { toEffect } from './effects.ts'
import type { Db } from './open.ts'

/** `decidedBy`: null where an older version decided, or nothing was written. */
export async function ownDoings(
  db: Db,
  ticketId: string,
): Promise<{ effects: Effect[]; decidedBy: string | null }> {
  const rows = await db
    .selectFrom('effect')
    .leftJoin('decision', 'decision.ticket_id', 'effect.ticket_id')
    .selectAll('effect')
    .select('decision.claim_token as decided_by')
    .where('effect.ticket_id', '=', ticketId)
    .orderBy('attempted_at')
    .orderBy('key')
    .execute()
  return { effects: rows.map(toEffect), decidedBy: rows[0]?.decided_by ?? null }
}
