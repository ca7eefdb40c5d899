// What a query needs, and the open database.
import type { Kysely, Transaction } from 'kysely'
import type { Tables } from './tables.ts'

/** What a query needs: the database, or a transaction on it. */
export type Db = Kysely<Tables>

/** The open database. On SQLite all queries share one connection: inside `transaction` use only its argument. */
export interface Store {
  db: Db
  engine: 'sqlite' | 'postgres'
  /** ms since 1970: this machine's clock on SQLite, the database's on PostgreSQL, so that processes agree. */
  now(): number
  /** The same, asked of the clock itself: it has counted while this machine was suspended. */
  askNow(): Promise<number>
  /**
   * Runs `work` in a transaction (immediate on SQLite). On PostgreSQL a deadlock runs it again, up to three times:
   * `work` must do nothing but query.
   */
  transaction<T>(work: (tx: Transaction<Tables>) => Promise<T>): Promise<T>
  /** Why nothing can be stored at the moment, in a sentence; null where it can. */
  trouble(): Promise<string | null>
  close(): Promise<void>
}

/** The same store, of which all that is asked and done is within the transaction `tx`. */
export function inside(store: Store, tx: Transaction<Tables>): Store {
  return { ...store, db: tx, transaction: (work) => work(tx) }
}
