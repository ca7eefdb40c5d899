// What people said of answers: those that were given by themselves, and words against answers.
import type { AnswerObjection, GivenAnswer } from '../domain/learned.ts'
import type { TicketId } from '../domain/ticket.ts'
import { plainText } from './json.ts'
import type { Db } from './open.ts'

export async function objections(db: Db, repositoryId: number): Promise<AnswerObjection[]> {
  const rows = await db
    .selectFrom('answer_objection')
    .innerJoin('ticket', 'ticket.id', 'answer_objection.ticket_id')
    .selectAll('answer_objection')
    .select('requester_id')
    .where('answer_objection.repository_id', '=', repositoryId)
    .orderBy('ticket_id')
    .orderBy('slug')
    .execute()
  return rows.map(({ ticket_id, requester_id, slug, by_whom, said_at, led_by }) => {
    return { ticketId: ticket_id, requesterId: requester_id, slug, by: by_whom, at: said_at, ledBy: led_by }
  })
}

/** What was last said against the answer with this slug on the ticket; null: nothing. */
export async function objectionOf(
  db: Db,
  { ticketId, slug }: { ticketId: TicketId; slug: string },
): Promise<Pick<AnswerObjection, 'by' | 'at' | 'ledBy'> | null> {
  const row = await db
    .selectFrom('answer_objection')
    .select(['by_whom', 'said_at', 'led_by'])
    .where('ticket_id', '=', ticketId)
    .where('slug', '=', slug)
    .executeTakeFirst()
  return row ? { by: row.by_whom, at: row.said_at, ledBy: row.led_by } : null
}

/** What is said against the answer with this slug on the ticket; null: nothing any more. True where anything changed. */
export async function saveObjection(
  db: Db,
  { repositoryId, ticketId, slug }: { repositoryId: number; ticketId: TicketId; slug: string },
  objection: Pick<AnswerObjection, 'by' | 'at' | 'ledBy'> | null,
): Promise<boolean> {
  const known = await db
    .selectFrom('answer_objection')
    .selectAll()
    .where('ticket_id', '=', ticketId)
    .where('slug', '=', slug)
    .executeTakeFirst()
  if (objection === null) {
    if (known) {
      await db
        .deleteFrom('answer_objection')
        .where('ticket_id', '=', ticketId)
        .where('slug', '=', slug)
        .execute()
    }
    return known !== undefined
  }
  const { by, at, ledBy } = objection
  if (known && known.by_whom === by && known.said_at === at && known.led_by === ledBy) return false
  const columns = { repository_id: repositoryId, by_whom: by, said_at: at, led_by: ledBy }
  await db
    .insertInto('answer_objection')
    .values({ ticket_id: ticketId, slug, ...columns })
    .onConflict((conflict) => conflict.columns(['ticket_id', 'slug']).doUpdateSet(columns))
    .execute()
  return true
}

/** Answers given since `sinceAt` (ms), oldest first. */
export async function givenAnswers(db: Db, repositoryId: number, sinceAt: number): Promise<GivenAnswer[]> {
  const rows = await db
    .selectFrom('given_answer')
    .selectAll()
    .where('repository_id', '=', repositoryId)
    .where('given_at', '>=', sinceAt)
    .orderBy('given_at')
    .orderBy('ticket_id')
    .execute()
  return rows.map(({ ticket_id, slug, confidence, given_at, was_right }) => {
    const wasRight = was_right === null ? null : was_right === 1
    return { ticketId: ticket_id, slug, confidence, givenAt: given_at, wasRight }
  })
}

export async function givenAnswer(
  db: Db,
  ticketId: TicketId,
): Promise<{ slug: string; wasRight: boolean | null } | null> {
  const row = await db
    .selectFrom('given_answer')
    .selectAll()
    .where('ticket_id', '=', ticketId)
    .executeTakeFirst()
  return row ? { slug: row.slug, wasRight: row.was_right === null ? null : row.was_right === 1 } : null
}

/** Keeps how sure an answer was when it was decided on. */
export async function saveGiven(
  db: Db,
  repositoryId: number,
  { ticketId, slug, confidence, givenAt }: Omit<GivenAnswer, 'wasRight'>,
): Promise<void> {
  const columns = { repository_id: repositoryId, slug: plainText(slug), confidence, given_at: givenAt }
  await db
    .insertInto('given_answer')
    .values({ ticket_id: ticketId, ...columns, was_right: null })
    .onConflict((conflict) => conflict.column('ticket_id').doUpdateSet(columns))
    .execute()
}

export async function judgeGiven(db: Db, ticketId: TicketId, wasRight: boolean | null): Promise<void> {
  await db
    .updateTable('given_answer')
    .set({ was_right: wasRight === null ? null : Number(wasRight) })
    .where('ticket_id', '=', ticketId)
    .execute()
}
