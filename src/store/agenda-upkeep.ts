// What is done to many agenda lines at once, or by hand: holds, void claims, new rules, figures, retries.
import { sql } from 'kysely'
import { type AgendaLine, toLine } from './agenda.ts'
import type { Db } from './open.ts'

/** Holds back every line of an installation until `notBefore` (ms); a later hold stays. */
export async function holdInstallation(db: Db, installationId: number, notBefore: number): Promise<void> {
  await db
    .insertInto('hold')
    .values({ installation_id: installationId, not_before: Math.round(notBefore) })
    .onConflict((conflict) =>
      conflict.column('installation_id').doUpdateSet({
        not_before: sql<number>`case when hold.not_before > excluded.not_before
          then hold.not_before else excluded.not_before end`,
      }),
    )
    .execute()
}

/** Lets an installation's lines go again: its token was renewed, or it was unsuspended. */
export async function releaseInstallation(db: Db, installationId: number): Promise<void> {
  await db.deleteFrom('hold').where('installation_id', '=', installationId).execute()
}

/**
 * Makes every line of a repository due that nobody looked at for a while: those of open tickets and all but tickets at
 * once, those of closed tickets over `overMs`.
 */
export async function wakeAllOf(
  db: Db,
  { repositoryId, installationId, now, overMs }: Returned,
): Promise<void> {
  const closed = sql`exists (select 1 from ticket where ticket.id = agenda.key and (open = 0 or gone is not null))`
  await sql`
    update agenda set
      wakes = wakes + 1,
      installation_id = ${installationId},
      due_at = case when due_at < spread.at then due_at else spread.at end
    from (
      select agenda.key as line,
        ${sql.lit(Math.round(now))} + case when ${closed}
          then ((row_number() over (order by agenda.key)) * ${sql.lit(Math.round(overMs))}) / count(*) over ()
          else 0 end as at
      from agenda where agenda.repository_id = ${repositoryId}
    ) as spread
    where agenda.key = spread.line`.execute(db)
}

export interface Returned {
  repositoryId: number
  installationId: number
  now: number
  overMs: number
}

/** Frees every claimed line; whoever claimed one finds its claim lost. */
export async function voidClaims(db: Db): Promise<void> {
  await db
    .updateTable('agenda')
    .set({ claimed_by: null, claimed_until: null })
    .where('claimed_by', 'is not', null)
    .execute()
}

export interface StaleRules {
  rulesVersion: string
  /** Only the lines of one repository. */
  repositoryId?: number
  now: number
  /** The lines become due one after the other over this time, best priority first. */
  overMs: number
}

/**
 * Makes the lines of open tickets due that were last decided under other rules or settings. A line that is due
 * earlier stays so. Returns how many there were.
 */
export async function wakeStale(db: Db, stale: StaleRules): Promise<number> {
  const ofRepository =
    stale.repositoryId === undefined ? sql`` : sql`and agenda.repository_id = ${stale.repositoryId}`
  const { numAffectedRows } = await sql`
    update agenda set
      wakes = wakes + 1,
      due_at = case when due_at < spread.at then due_at else spread.at end
    from (
      select agenda.key as line,
        ${sql.lit(Math.round(stale.now))} + ((row_number() over (order by agenda.priority, agenda.key) - 1)
          * ${sql.lit(Math.round(stale.overMs))}) / count(*) over () as at
      from agenda join ticket on ticket.id = agenda.key
      where ticket.open = 1 and ticket.gone is null ${ofRepository}
        and (agenda.rules_version is null or agenda.rules_version <> ${stale.rulesVersion})
    ) as spread
    where agenda.key = spread.line`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/** Whether something is going to happen on a ticket of the repository by itself, such as a promise running out. */
export async function hasTicketDue(db: Db, repositoryId: number): Promise<boolean> {
  const row = await db
    .selectFrom('agenda')
    .select('key')
    .where('repository_id', '=', repositoryId)
    .where('kind', '=', 'ticket')
    .where('due_at', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export interface AgendaStats {
  /** Due and claimed by nobody, held installations included. */
  due: number
  claimed: number
  /** Lines whose last attempt failed. */
  failing: number
  /** How long the oldest due line has waited. */
  oldestDueMs: number
}

/** The state of the agenda, for figures and alarms. */
export async function agendaStats(db: Db, now: number): Promise<AgendaStats> {
  const due = sql`(case when echoes is null then due_at else 0 end) <= ${now} and (claimed_until is null or claimed_until <= ${now})`
  const row = await db
    .selectFrom('agenda')
    .select([
      sql<number>`count(case when ${due} then 1 end)`.as('due'),
      sql<number>`count(case when claimed_until > ${now} then 1 end)`.as('claimed'),
      sql<number>`count(case when attempts > 0 then 1 end)`.as('failing'),
      sql<number | null>`min(case when ${due} then due_at end)`.as('oldest'),
    ])
    .executeTakeFirstOrThrow()
  return {
    due: row.due,
    claimed: row.claimed,
    failing: row.failing,
    oldestDueMs: row.oldest === null ? 0 : now - row.oldest,
  }
}

/** Lines whose last attempt failed, the most persistent first. */
export async function failingLines(db: Db, limit = 20): Promise<AgendaLine[]> {
  const rows = await db
    .selectFrom('agenda')
    .selectAll()
    .where('attempts', '>', 0)
    .orderBy('attempts', 'desc')
    .orderBy('key')
    .limit(limit)
    .execute()
  return rows.map(toLine)
}

/** One line, or null. */
export async function lineOf(db: Db, key: string): Promise<AgendaLine | null> {
  const row = await db.selectFrom('agenda').selectAll().where('key', '=', key).executeTakeFirst()
  return row ? toLine(row) : null
}

/** Makes a line due now with its failures forgotten. Returns false when there is no such line. */
export async function retryLine(db: Db, key: string, now: number): Promise<boolean> {
  const row = await db
    .updateTable('agenda')
    .set((eb) => ({ due_at: now, attempts: 0, last_error: null, wakes: eb('wakes', '+', 1) }))
    .where('key', '=', key)
    .returning('key')
    .executeTakeFirst()
  return row !== undefined
}

const MINUTE_MS = 60_000
/** No wait of a line that failed, and no limit of GitHub, is longer than an hour. */
const LONGEST_WAIT_MS = 61 * MINUTE_MS
/** These lines are looked at every hour at least. */
const HOURLY = ['app', 'installation', 'repository']
const LONGEST_LEASE_MS = 5 * MINUTE_MS

/** Pulls back what lies further ahead than its own kind allows: a clock that was wrong has put it there. */
export async function dropLateWaits(db: Db, now: number): Promise<void> {
  await db
    .updateTable('agenda')
    .set({ due_at: now })
    .where('due_at', '>', now + LONGEST_WAIT_MS)
    .where((eb) => eb.or([eb('attempts', '>', 0), eb('kind', 'in', HOURLY)]))
    .execute()
  await db
    .updateTable('agenda')
    .set({ claimed_until: now + MINUTE_MS })
    .where('claimed_until', '>', now + LONGEST_LEASE_MS)
    .execute()
  await db
    .deleteFrom('hold')
    .where('not_before', '>', now + LONGEST_WAIT_MS)
    .execute()
}
