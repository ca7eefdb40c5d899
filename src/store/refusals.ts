// What GitHub has refused and nobody has mended yet: listed for people, and opened again when something changed.
import type { CheckSubject } from '../domain/check-run.ts'
import { lineAt } from '../domain/line.ts'
import type { RefusedWrite, Remedy } from '../domain/refusal.ts'
import { wake } from './agenda.ts'
import { readJson } from './json.ts'
import type { Db } from './open.ts'
import { Subject } from './want-shapes.ts'

/** Which refusals are meant; every part given has to fit. */
export interface WhichRefusals {
  key?: string
  repositoryId?: number
  installationId?: number
  /** Null: those of no ticket. */
  ticketId?: string | null
  remedy?: Remedy
  /** Where it was to be: `ticket`, `private_desk`, … */
  place?: string
  /** Those alone that everybody may know of: of what was to be written in private none but the desk itself. */
  isShown?: true
  /** Of effects: `make_label`, `say`, … */
  kind?: string
  notKind?: string
  /** Key of the agenda line that writes it. */
  line?: string
}

/** Everything that stands refused, newest first. */
export async function refusedWrites(db: Db, which: WhichRefusals = {}, limit = 200): Promise<RefusedWrite[]> {
  const rows = await refused(db, which)
    .innerJoin('repository', 'repository.id', 'effect.repository_id')
    .leftJoin('ticket', 'ticket.id', 'effect.ticket_id')
    .select(['effect.key', 'effect.what', 'effect.status', 'effect.reason'])
    .select(['effect.remedy', 'effect.finished_at', 'repository.owner', 'repository.name'])
    .select(['ticket.kind', 'ticket.number'])
    .where('repository.removed_at', 'is', null)
    .where((eb) => eb.or([eb('ticket.gone', 'is', null), eb('effect.ticket_id', 'is', null)]))
    .orderBy('effect.finished_at', 'desc')
    .orderBy('effect.key')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    key: row.key,
    repository: `${row.owner}/${row.name}`,
    ticket: row.kind && row.number !== null ? { kind: row.kind, number: row.number } : null,
    what: row.what ?? '',
    status: row.status ?? 0,
    reason: row.reason ?? '',
    remedy: (row.remedy ?? 'other') as Remedy,
    sinceAt: row.finished_at ?? 0,
  }))
}

/** Lets them be tried again, and makes their lines due. Returns how many there were. */
export async function reopenRefusals(db: Db, which: WhichRefusals, now: number): Promise<number> {
  const rows = await refused(db, which)
    .select(['effect.key', 'effect.line', 'effect.repository_id'])
    .execute()
  if (rows.length === 0) return 0
  for (const { key } of rows) {
    await db
      .updateTable('effect')
      .set({ state: 'failed' })
      .where('key', '=', key)
      .where('state', '=', 'refused')
      .execute()
  }
  const lines = new Set(rows.flatMap(({ line }) => (line === null ? [] : [line])))
  await wake(
    db,
    [...lines].flatMap((key) => {
      const line = lineAt(key)
      return line ? [{ line, at: now }] : []
    }),
  )
  return rows.length
}

/** What was refused on a ticket because it was locked. */
export function unlockedOn(ticketId: string): WhichRefusals {
  return { ticketId, place: 'ticket', remedy: 'unlock' }
}

/** Check runs that were refused and may be tried again: nothing else wants them. */
export async function reopenedChecks(db: Db, repositoryId: number): Promise<CheckSubject[]> {
  const rows = await db
    .selectFrom('effect')
    .select('detail')
    .where('repository_id', '=', repositoryId)
    .where('kind', '=', 'check_run')
    .where('state', '=', 'failed')
    .where('status', 'is not', null)
    .execute()
  return rows.flatMap(({ detail }) => (detail === null ? [] : [readJson(Subject, detail)]))
}

function refused(db: Db, which: WhichRefusals) {
  let query = db.selectFrom('effect').where('effect.state', '=', 'refused')
  if (which.key !== undefined) query = query.where('effect.key', '=', which.key)
  if (which.repositoryId !== undefined) query = query.where('effect.repository_id', '=', which.repositoryId)
  if (which.ticketId === null) query = query.where('effect.ticket_id', 'is', null)
  else if (which.ticketId !== undefined) query = query.where('effect.ticket_id', '=', which.ticketId)
  if (which.remedy !== undefined) query = query.where('effect.remedy', '=', which.remedy)
  if (which.place !== undefined) query = query.where('effect.place', '=', which.place)
  if (which.isShown) {
    query = query.where((eb) =>
      eb.or([
        eb('effect.place', 'is', null),
        eb('effect.place', 'not in', ['lane', 'private_desk']),
        eb.and([eb('effect.place', '=', 'private_desk'), eb('effect.kind', '=', 'keep_issue')]),
      ]),
    )
  }
  if (which.kind !== undefined) query = query.where('effect.kind', '=', which.kind)
  if (which.notKind !== undefined) query = query.where('effect.kind', '!=', which.notKind)
  if (which.line !== undefined) query = query.where('effect.line', '=', which.line)
  const { installationId } = which
  if (installationId === undefined) return query
  return query.where('effect.repository_id', 'in', (eb) =>
    eb.selectFrom('repository').select('repository.id').where('installation_id', '=', installationId),
  )
}
