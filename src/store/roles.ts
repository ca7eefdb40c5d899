// The register of who may answer for a repository, and since when: roles are told at fold time, for any moment.
import type { Selectable } from 'kysely'
import type { MaintainerInterval } from '../domain/roles.ts'
import { fromJson, toJson } from './json.ts'
import type { Db } from './open.ts'
import type { MaintainerReadTable, MaintainerTable } from './tables.ts'

export interface Member {
  actorId: number
  login: string
  /** Names of the settings' `maintainers` that mean this person; none where permission decides. */
  via: readonly string[]
}

/** What was read of who answers for a repository. */
export interface PeopleReading {
  /** The settings' `maintainers`; none where permission decides. */
  names: readonly string[]
  members: readonly Member[]
  at: number
  /** When the settings that give `names` came into force. */
  namedAt: number
}

export interface RegisterState {
  /** When the register was read; null where an event has dropped it. */
  readAt: number | null
  /** When it was last read, dropped since or not. */
  knownAt: number | null
  /** When GitHub first told of a change since then. */
  hintedAt: number | null
  /** Null where it is not known. */
  names: readonly string[] | null
}

/** Every interval of a repository, the oldest first. */
export async function membersOf(db: Db, repositoryId: number): Promise<MaintainerInterval[]> {
  const rows = await db
    .selectFrom('maintainer')
    .selectAll()
    .where('repository_id', '=', repositoryId)
    .orderBy('from_at')
    .orderBy('actor_id')
    .execute()
  return rows.map(toInterval)
}

/** Ids by login, in lower case, of those whom the settings' list means now. */
export async function listedAccounts(db: Db, repositoryId: number): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('maintainer')
    .select(['actor_id', 'login'])
    .where('repository_id', '=', repositoryId)
    .where('role', '=', 'listed')
    .where('until_at', 'is', null)
    .execute()
  return new Map(rows.map(({ actor_id, login }) => [login.toLowerCase(), actor_id]))
}

/** Null where it was never read. */
export async function registerState(db: Db, repositoryId: number): Promise<RegisterState | null> {
  const row = await db
    .selectFrom('maintainer_read')
    .selectAll()
    .where('repository_id', '=', repositoryId)
    .executeTakeFirst()
  return row ? toState(row) : null
}

/**
 * Stores the whole register as read: who is gone ends there, and who is new begins when they were last known to be
 * absent, or when GitHub told of a change since. Who was added to the settings acts from then on, and responds from
 * ever. At the first reading everybody counts as having been there always. Call it in a transaction.
 */
export async function saveMembers(db: Db, repositoryId: number, reading: PeopleReading): Promise<void> {
  const before = await registerState(db, repositoryId)
  const first = before === null || (before.names === null && reading.names.length > 0)
  // What was known by permission says nothing of the time in which a list decided.
  if (first) await db.deleteFrom('maintainer').where('repository_id', '=', repositoryId).execute()
  const current = (await membersOf(db, repositoryId)).filter((one) => one.untilAt === null)
  const there = new Set(reading.members.map((member) => member.actorId))
  const known = new Set(current.map((one) => one.actorId))
  await endIntervals(
    db,
    repositoryId,
    [...known].filter((id) => !there.has(id)),
    reading.at,
  )
  for (const member of reading.members) {
    const begins = first ? { fromAt: 0, respondsFromAt: 0 } : beginOf(member, reading, before!)
    if (!known.has(member.actorId)) await beginInterval(db, repositoryId, member, begins)
    else if (begins.respondsFromAt === 0) await respondsFromEver(db, repositoryId, member)
  }
  await saveReading(db, repositoryId, reading)
}

function beginOf(
  member: Member,
  reading: PeopleReading,
  before: RegisterState,
): { fromAt: number; respondsFromAt: number } {
  const old = before.names ?? []
  const isNewlyListed = member.via.length > 0 && !member.via.some((name) => old.includes(name))
  const namedAt = wholeSecond(reading.namedAt)
  if (isNewlyListed) return { fromAt: namedAt, respondsFromAt: 0 }
  // A list that was given up: whoever has the permission answers from then on.
  if (old.length > 0 && reading.names.length === 0) return { fromAt: namedAt, respondsFromAt: namedAt }
  const fromAt = Math.max(before.hintedAt ?? 0, wholeSecond(before.knownAt ?? reading.at))
  return { fromAt, respondsFromAt: fromAt }
}

/** GitHub's times are whole seconds: what somebody did in the second in which they got their rights counts. */
function wholeSecond(at: number): number {
  return Math.floor(at / 1000) * 1000
}

/**
 * The registers of these repositories are to be read again, because GitHub told at `at` that somebody's rights changed;
 * null: because nothing was told for a while. Intervals stay.
 */
export async function dropMembers(db: Db, repositoryIds: number[], at: number | null): Promise<void> {
  if (repositoryIds.length === 0) return
  await db
    .updateTable('maintainer_read')
    .set({ read_at: null })
    .where('repository_id', 'in', repositoryIds)
    .execute()
  if (at === null) return
  const second = wholeSecond(at)
  await db
    .updateTable('maintainer_read')
    .set({ hinted_at: second })
    .where('repository_id', 'in', repositoryIds)
    .where((eb) => eb.or([eb('hinted_at', 'is', null), eb('hinted_at', '>', second)]))
    .execute()
}

async function endIntervals(
  db: Db,
  repositoryId: number,
  actorIds: number[],
  untilAt: number,
): Promise<void> {
  if (actorIds.length === 0) return
  await db
    .updateTable('maintainer')
    .set({ until_at: untilAt })
    .where('repository_id', '=', repositoryId)
    .where('actor_id', 'in', actorIds)
    .where('until_at', 'is', null)
    .execute()
}

async function beginInterval(
  db: Db,
  repositoryId: number,
  { actorId, login, via }: Member,
  { fromAt, respondsFromAt }: { fromAt: number; respondsFromAt: number },
): Promise<void> {
  const role = via.length > 0 ? 'listed' : 'triage'
  const columns = { login, role, until_at: null, responds_from_at: respondsFromAt }
  await db
    .insertInto('maintainer')
    .values({ repository_id: repositoryId, actor_id: actorId, from_at: fromAt, ...columns })
    .onConflict((conflict) => conflict.columns(['repository_id', 'actor_id', 'from_at']).doUpdateSet(columns))
    .execute()
}

async function respondsFromEver(db: Db, repositoryId: number, { actorId }: Member): Promise<void> {
  await db
    .updateTable('maintainer')
    .set({ responds_from_at: 0 })
    .where('repository_id', '=', repositoryId)
    .where('actor_id', '=', actorId)
    .where('until_at', 'is', null)
    .execute()
}

async function saveReading(db: Db, repositoryId: number, { at, names }: PeopleReading): Promise<void> {
  const columns = { read_at: at, known_at: at, hinted_at: null, names: toJson(names) }
  await db
    .insertInto('maintainer_read')
    .values({ repository_id: repositoryId, ...columns })
    .onConflict((conflict) => conflict.column('repository_id').doUpdateSet(columns))
    .execute()
}

function toInterval(row: MaintainerTable): MaintainerInterval {
  return {
    actorId: row.actor_id,
    fromAt: row.from_at,
    respondsFromAt: row.responds_from_at ?? row.from_at,
    untilAt: row.until_at,
  }
}

function toState(row: Selectable<MaintainerReadTable>): RegisterState {
  return {
    readAt: row.read_at,
    knownAt: row.known_at,
    hintedAt: row.hinted_at,
    names: row.names === null ? null : fromJson(row.names),
  }
}
