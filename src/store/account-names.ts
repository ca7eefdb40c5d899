// What accounts are called, as far as sources and tickets tell: for people who ask, for the login proves nothing.
import { sql } from 'kysely'
import type { Ticket } from '../domain/ticket.ts'
import { fromJson } from './json.ts'
import type { Db, Store } from './open.ts'

const CHUNK = 500

/** Id → login on the latest ticket that the account opened. */
export async function loginsOnTickets(db: Db, accountIds: readonly number[]): Promise<Map<number, string>> {
  const logins = new Map<number, string>()
  for (let from = 0; from < accountIds.length; from += CHUNK) {
    const rows = await db
      .selectFrom('ticket')
      .select(['requester_id', 'data'])
      .where('requester_id', 'in', accountIds.slice(from, from + CHUNK))
      .orderBy('opened_at')
      .execute()
    for (const { requester_id: id, data } of rows) {
      if (id !== null) logins.set(id, fromJson<Ticket>(data).requester.login)
    }
  }
  return logins
}

/** The account that a login meant when it was last seen by any source, else where somebody wrote; null: nobody knows it. */
export async function accountOfLogin({ db }: Pick<Store, 'db'>, login: string): Promise<number | null> {
  const row = await db
    .selectFrom('entitlement_observation')
    .select('account_id')
    .where('login', '=', login.toLowerCase())
    .where('account_id', 'is not', null)
    .orderBy('through_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.account_id ?? (await accountThatWroteAs(db, login))
}

/** Reads all that was written: for people who ask. */
async function accountThatWroteAs(db: Db, login: string): Promise<number | null> {
  const row = await db
    .selectFrom('entry')
    .select('actor_id')
    .where(sql`lower(actor_login)`, '=', login.toLowerCase())
    .where('actor_id', 'is not', null)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.actor_id ?? null
}
