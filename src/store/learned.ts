// What is learnt from tickets: their questions as known phrasings, and who holds them in memory is told of a change.
import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { LearnedQuestion } from '../domain/learned.ts'
import type { TicketId } from '../domain/ticket.ts'
import { plainText } from './json.ts'
import type { Db } from './open.ts'

/** All that stand, whatever was said against them, in the order in which they were taught. */
export async function learnedQuestions(db: Db, repositoryId: number): Promise<LearnedQuestion[]> {
  const rows = await db
    .selectFrom('learned_question')
    .selectAll()
    .where('repository_id', '=', repositoryId)
    .where('dropped_at', 'is', null)
    .orderBy('taught_at')
    .orderBy('number')
    .execute()
  return rows.map(({ number, ticket_id, slug, text, how, comment_id, taught_at }) => {
    return { number, ticketId: ticket_id, slug, text, how, commentId: comment_id, taughtAt: taught_at }
  })
}

/**
 * What a ticket teaches, in the place of what it taught; null: nothing. What was dropped for good stays so, and what `waits`
 * stays too. True where anything changed.
 */
export async function saveLearned(
  db: Db,
  { repositoryId, ticketId }: { repositoryId: number; ticketId: TicketId },
  lesson: Omit<LearnedQuestion, 'number' | 'ticketId'> | null,
  waits: (one: { slug: string; commentId: number }) => boolean = () => false,
): Promise<boolean> {
  const rows = await db.selectFrom('learned_question').selectAll().where('ticket_id', '=', ticketId).execute()
  const slug = lesson && plainText(lesson.slug)
  const gone = rows.filter(
    (row) =>
      row.dropped_at === null && row.slug !== slug && !waits({ slug: row.slug, commentId: row.comment_id }),
  )
  for (const { number } of gone) {
    await db.deleteFrom('learned_question').where('number', '=', number).execute()
  }
  if (lesson === null || slug === null) return gone.length > 0
  const columns = {
    repository_id: repositoryId,
    text: plainText(lesson.text),
    how: lesson.how,
    comment_id: lesson.commentId,
    taught_at: lesson.taughtAt,
  }
  const known = rows.find((row) => row.slug === slug)
  if (known && known.dropped_at !== null) return gone.length > 0
  if (known && Object.entries(columns).every(([name, value]) => known[name as keyof typeof known] === value))
    return gone.length > 0
  await db
    .insertInto('learned_question')
    .values({ ticket_id: ticketId, slug, ...columns, dropped_at: null })
    .onConflict((conflict) => conflict.columns(['ticket_id', 'slug']).doUpdateSet(columns))
    .execute()
  return true
}

/** Takes one out for good; its words go, and it is not learnt again. The one that it was, or null. */
export async function dropLearned(
  db: Db,
  repositoryId: number,
  number: number,
  now: number,
): Promise<LearnedQuestion | null> {
  const found = (await learnedQuestions(db, repositoryId)).find((one) => one.number === number)
  if (!found) return null
  await db
    .updateTable('learned_question')
    .set({ dropped_at: now, text: '' })
    .where('number', '=', number)
    .execute()
  await noteLearned(db, repositoryId)
  return found
}

/** Takes out all that was learnt from what an account asked. */
export async function eraseLearnedFrom(db: Db, accountId: number): Promise<void> {
  const theirs = db.selectFrom('ticket').select('id').where('requester_id', '=', accountId)
  const rows = await db
    .deleteFrom('learned_question')
    .where('ticket_id', 'in', theirs)
    .returning('repository_id')
    .execute()
  for (const id of new Set(rows.map(({ repository_id }) => repository_id))) await noteLearned(db, id)
}

/** What was learnt in the repository has changed: whoever holds it in memory reads it again. */
export async function noteLearned(db: Db, repositoryId: number): Promise<void> {
  await db
    .insertInto('repository_reading')
    .values({ repository_id: repositoryId, learned_version: 1 })
    .onConflict((conflict) =>
      conflict.column('repository_id').doUpdateSet({
        learned_version: sql<number>`coalesce(repository_reading.learned_version, 0) + 1`,
      }),
    )
    .execute()
}

/** So many tickets' comments are looked through in one statement, for SQLite lets nobody in meanwhile. */
const PAGE = 200

/**
 * Tickets that may have something to teach, or did: those with a link or an answer among their comments. Oldest first.
 */
export async function ticketsToLearnFrom(db: Db, repositoryId: number): Promise<TicketId[]> {
  const found: Array<{ id: TicketId; opened_at: number }> = []
  for (let last: TicketId | null = ''; last !== null; ) {
    const { rows } = await sql<{ id: TicketId; opened_at: number; teaches: number }>`
      select ticket.id as id, ticket.opened_at as opened_at, case when
        exists (select 1 from learned_question where learned_question.ticket_id = ticket.id)
        or exists (select 1 from answer_objection where answer_objection.ticket_id = ticket.id)
        or exists (select 1 from entry where entry.ticket_id = ticket.id
          and entry.kind in ('comment', 'comment_edited')
          and (entry.data like '%://%' or entry.data like '%/blob/%' or entry.data like '%answer%'))
        then 1 else 0 end as teaches
      from ticket where ticket.repository_id = ${repositoryId} and ticket.id > ${last}
      order by ticket.id limit ${sql.lit(PAGE)}`.execute(db)
    found.push(...rows.filter(({ teaches }) => teaches === 1))
    last = rows.length === PAGE ? rows.at(-1)!.id : null
    await setImmediate()
  }
  found.sort((a, b) => a.opened_at - b.opened_at || (a.id < b.id ? -1 : 1))
  return found.map(({ id }) => id)
}
