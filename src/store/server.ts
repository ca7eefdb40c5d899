// What the server knows of itself, in one row: its name, when it asked GitHub for what, and what its clock did.
import type { Db } from './open.ts'
import type { ServerTable } from './reading-tables.ts'

/** Times in ms; null: never. */
export interface ServerState {
  /** The login under which Firstline writes; null until GitHub was asked for it. */
  botLogin: string | null
  /** When the App's installations were last listed, and when that was last wanted. */
  installationsAt: number | null
  installationsWantedAt: number | null
  /** Up to when GitHub was asked to send failed deliveries again. */
  redeliveredAt: number | null
}

export async function serverState(db: Db): Promise<ServerState> {
  const row = await serverRow(db)
  return {
    botLogin: row?.bot_login ?? null,
    installationsAt: row?.installations_at ?? null,
    installationsWantedAt: row?.installations_wanted_at ?? null,
    redeliveredAt: row?.redelivered_at ?? null,
  }
}

/** Writes these notes and leaves the others. */
export async function noteServer(db: Db, notes: Partial<ServerState>): Promise<void> {
  const { botLogin, installationsAt, installationsWantedAt, redeliveredAt } = notes
  await writeServer(db, {
    bot_login: botLogin,
    installations_at: installationsAt,
    installations_wanted_at: installationsWantedAt,
    redelivered_at: redeliveredAt,
  })
}

/** The row as it is stored: for the parts of `store` that keep something of their own there. */
export async function serverRow(db: Db): Promise<ServerTable | undefined> {
  return db.selectFrom('server').selectAll().where('id', '=', 1).executeTakeFirst()
}

/** Writes these columns; those that are undefined stay. */
export async function writeServer(db: Db, columns: Partial<Omit<ServerTable, 'id'>>): Promise<void> {
  await db
    .insertInto('server')
    .values({ id: 1, ...columns })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute()
}
