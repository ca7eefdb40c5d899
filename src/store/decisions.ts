// The last decision about each ticket: why, when to look again, and what the desk and a preview show of it.
import { z } from 'zod'
import type { QueueRows, QueueTicket, Reason } from '../domain/decision.ts'
import type { What } from '../domain/want.ts'
import { plainText, readJson, toJson } from './json.ts'
import type { Db } from './open.ts'
import type { DecisionTable } from './tables.ts'
import { Whats } from './want-shapes.ts'

const Reasons: z.ZodType<Reason[]> = z.array(z.object({ rule: z.string(), text: z.string() }))
const Row: z.ZodType<QueueTicket> = z.object({
  number: z.number(),
  kind: z.enum(['issue', 'discussion']),
  title: z.string(),
  url: z.string(),
  tier: z.string().nullable(),
  waitingSinceAt: z.number(),
  dueAt: z.number().nullable(),
  state: z.enum(['missed', 'at risk']).nullable(),
  needsHuman: z.boolean(),
  // Rows of before have none of these, until their tickets are decided anew.
  escalated: z.boolean().default(false),
  rated: z.number().nullable().default(null),
  severity: z.literal([1, 2, 3, 4]).nullable().default(null),
  drafts: z
    .array(z.object({ slug: z.string().nullable(), title: z.string(), isSection: z.boolean() }))
    .default([]),
})
const Queue: z.ZodType<QueueRows> = z.object({ shown: Row.nullable(), known: Row.nullable() })

export interface StoredDecision {
  ticketId: string
  repositoryId: number
  decidedAt: number
  /** Of the turn that made it. */
  claimToken: string | null
  nextLookAt: number | null
  rulesVersion: string | null
  reasons: Reason[]
  /** The requester's standing as maintainers may know it; `because`: what gives the tier. */
  standing: { tier: string | null; private: boolean; because: string }
  /** Nobody has answered what was asked. */
  unanswered: boolean
  queue: QueueRows | null
  /** What preview mode would do, without its words. */
  preview: What[] | null
}

/** Keeps a decision in the place of the one before. */
export async function saveDecision(db: Db, decision: StoredDecision): Promise<void> {
  const { queue, preview, standing } = decision
  const columns = {
    repository_id: decision.repositoryId,
    decided_at: decision.decidedAt,
    claim_token: decision.claimToken,
    next_look_at: decision.nextLookAt,
    rules_version: decision.rulesVersion,
    reasons: toJson(decision.reasons),
    tier: standing.tier === null ? null : plainText(standing.tier),
    private: Number(standing.private),
    because: plainText(standing.because),
    unanswered: Number(decision.unanswered),
    queue: queue && toJson(queue),
    preview: preview && toJson(preview),
  }
  await db
    .insertInto('decision')
    .values({ ticket_id: decision.ticketId, ...columns })
    .onConflict((conflict) => conflict.column('ticket_id').doUpdateSet(columns))
    .execute()
}

export async function decisionOf(db: Db, ticketId: string): Promise<StoredDecision | null> {
  const row = await db.selectFrom('decision').selectAll().where('ticket_id', '=', ticketId).executeTakeFirst()
  return row ? toDecision(row) : null
}

/** The tickets of a repository in which nobody has answered, as last decided. */
export async function unansweredIn(db: Db, repositoryId: number): Promise<Set<string>> {
  const rows = await db
    .selectFrom('decision')
    .select('ticket_id')
    .where('repository_id', '=', repositoryId)
    .where('unanswered', '=', 1)
    .execute()
  return new Set(rows.map((row) => row.ticket_id))
}

/** The decisions of a repository that have something for the queue or the preview. */
export async function deskDecisions(db: Db, repositoryId: number): Promise<StoredDecision[]> {
  const rows = await db
    .selectFrom('decision')
    .selectAll()
    .where('repository_id', '=', repositoryId)
    .where((eb) => eb.or([eb('queue', 'is not', null), eb('preview', 'is not', null)]))
    .orderBy('ticket_id')
    .execute()
  return rows.map(toDecision)
}

function toDecision(row: DecisionTable): StoredDecision {
  return {
    ticketId: row.ticket_id,
    repositoryId: row.repository_id,
    decidedAt: row.decided_at,
    claimToken: row.claim_token,
    nextLookAt: row.next_look_at,
    rulesVersion: row.rules_version,
    reasons: readJson(Reasons, row.reasons),
    standing: { tier: row.tier, private: row.private === 1, because: row.because },
    unanswered: row.unanswered === 1,
    queue: readJson(Queue, row.queue),
    preview: readJson(Whats, row.preview),
  }
}
