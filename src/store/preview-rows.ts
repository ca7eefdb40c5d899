// The store of a preview: threads stay from one run to the next, and everything else begins anew.
import type { Settings } from '../domain/settings.ts'
import type { TicketKind } from '../domain/ticket.ts'
import { toJson } from './json.ts'
import type { Db } from './open.ts'
import type { Tables } from './tables.ts'

/** What was read of people, payments and files, and what followed from it. Contents of files are kept by their ids. */
const BEGUN_ANEW = [
  'repository_reading',
  'settings_version',
  'settings_check',
  'maintainer',
  'maintainer_read',
  'entitlement_observation',
  'entitlement_read',
  'entitlement_scope',
  'entitlement_need',
  'entitlement_event',
  'learned_question',
  'given_answer',
  'answer_objection',
  'article_tree',
  'docs_tree',
  'serving',
] as const satisfies ReadonlyArray<keyof Tables>

/** So that a run says the same whatever was tried before it. Call it in a transaction. */
export async function forgetAllButThreads(db: Db): Promise<void> {
  for (const table of BEGUN_ANEW) await db.deleteFrom(table).execute()
}

/**
 * The settings that were just read are the only ones, and have always been in force: nobody was promised any others.
 * @param settings what is looked at in their place
 */
export async function countSinceEver(db: Db, repositoryId: number, settings: Settings): Promise<void> {
  await db
    .updateTable('settings_version')
    .set({ from_at: 0, settings: toJson(settings) })
    .where('repository_id', '=', repositoryId)
    .execute()
}

export async function openedSince(db: Db, repositoryId: number, sinceAt: number): Promise<number> {
  const { count } = await db
    .selectFrom('ticket')
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    .where('repository_id', '=', repositoryId)
    .where('gone', 'is', null)
    .where('opened_at', '>=', sinceAt)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** The newest tickets, newest first: what they are and when they were opened, ms. */
export async function newestOpened(
  db: Db,
  repositoryId: number,
  last: number,
): Promise<Array<{ kind: TicketKind; openedAt: number }>> {
  return db
    .selectFrom('ticket')
    .select(['kind', 'opened_at as openedAt'])
    .where('repository_id', '=', repositoryId)
    .where('gone', 'is', null)
    .orderBy('opened_at', 'desc')
    .orderBy('id', 'desc')
    .limit(last)
    .execute()
}

/** Comments on the tickets that were opened since then. */
export async function commentsSince(db: Db, repositoryId: number, sinceAt: number): Promise<number> {
  const { count } = await db
    .selectFrom('entry')
    .innerJoin('ticket', 'ticket.id', 'entry.ticket_id')
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    .where('ticket.repository_id', '=', repositoryId)
    .where('ticket.gone', 'is', null)
    .where('ticket.opened_at', '>=', sinceAt)
    .where('entry.kind', '=', 'comment')
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** What was read too long ago to be gone on with. Call it in a transaction. */
export async function forgetThreads(db: Db): Promise<void> {
  for (const table of ['entry', 'ticket_link', 'ticket'] as const) await db.deleteFrom(table).execute()
}
