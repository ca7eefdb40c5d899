// What Firstline made on GitHub, the desks, and the answers that it follows: out of `meta`, into tables of their own.
import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const ownThings: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await createTables(db)
    for (const row of await metaRows(db)) await moveRow(db, row)
    await nameEffects(db)
    await sql`delete from meta where scope like 'feedback:%' or key in ('desk', 'private_desk', 'desk_of', 'desk_lost',
      'private_desk_lost', 'desk_wanted_at', 'desk_trouble', 'reactions')`.execute(db)
  },
}

async function createTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('own_thing')
    .addColumn('issue_id', 'bigint', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('repository_id', 'bigint', (c) => c.notNull())
    .addColumn('place_id', 'bigint', (c) => c.notNull())
    .addColumn('number', 'bigint', (c) => c.notNull())
    .addColumn('node_id', 'text', (c) => c.notNull())
    .addColumn('comment_id', 'bigint')
    .addColumn('hash', 'text')
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('written_at', 'bigint')
    .addPrimaryKeyConstraint('own_thing_key', ['issue_id', 'key'])
    .execute()
  const index = db.schema.createIndex('own_thing_of').on('own_thing')
  await index.columns(['repository_id', 'kind']).execute()
  await db.schema
    .createTable('desk')
    .addColumn('repository_id', 'bigint', (c) => c.primaryKey())
    .addColumn('wanted_at', 'bigint', (c) => c.notNull())
    .addColumn('trouble', 'text')
    .execute()
  await db.schema
    .createTable('followed_answer')
    .addColumn('ticket_id', 'text', (c) => c.primaryKey())
    .addColumn('repository_id', 'bigint', (c) => c.notNull())
    .addColumn('node_id', 'text', (c) => c.notNull())
    .addColumn('posted_at', 'bigint', (c) => c.notNull())
    .addColumn('read_at', 'bigint')
    .execute()
  const followed = db.schema.createIndex('followed_answer_repository').on('followed_answer')
  await followed.columns(['repository_id']).execute()
  await db.schema
    .createTable('answer_reaction')
    .addColumn('ticket_id', 'text', (c) => c.primaryKey())
    .addColumn('helpful', 'integer', (c) => c.notNull())
    .addColumn('unhelpful', 'integer', (c) => c.notNull())
    .execute()
}

interface MetaRow {
  scope: string
  key: string
  value: string
}

/** Desks come before `desk_of`, so that what is left of that are former ones. */
async function metaRows(db: Kysely<unknown>): Promise<MetaRow[]> {
  const { rows } = await sql<MetaRow>`select scope, key, value from meta where scope like 'feedback:%'
    or key in ('desk', 'private_desk', 'desk_of', 'desk_wanted_at', 'desk_trouble', 'reactions')
    order by case when key = 'desk_of' then 1 else 0 end, scope, key`.execute(db)
  return rows
}

async function moveRow(db: Kysely<unknown>, { scope, key, value }: MetaRow): Promise<void> {
  const [family = '', id = ''] = scope.split(':')
  const said: unknown = JSON.parse(value)
  if (said === null) return
  if (family === 'feedback') return moveFollowed(db, id, key, said as Followed)
  if (key === 'reactions') return moveReactions(db, scope, said as { helpful: boolean; unhelpful: boolean })
  if (key === 'desk_of') return moveFormer(db, id, said as { repositoryId: number; slot: string })
  if (key === 'desk_wanted_at') return noteDesk(db, id, said as number, null)
  if (key === 'desk_trouble') return noteDesk(db, id, 0, said as string)
  return moveDesk(db, key, said as Desk)
}

interface Followed {
  nodeId: string
  postedAt: number
  readAt: number | null
}

async function moveFollowed(db: Kysely<unknown>, id: string, ticket: string, one: Followed): Promise<void> {
  await sql`insert into followed_answer (ticket_id, repository_id, node_id, posted_at, read_at)
    values (${ticket}, ${Number(id)}, ${one.nodeId}, ${one.postedAt}, ${one.readAt})
    on conflict (ticket_id) do nothing`.execute(db)
}

async function moveReactions(
  db: Kysely<unknown>,
  ticket: string,
  { helpful, unhelpful }: { helpful: boolean; unhelpful: boolean },
): Promise<void> {
  await sql`insert into answer_reaction (ticket_id, helpful, unhelpful)
    values (${ticket}, ${helpful ? 1 : 0}, ${unhelpful ? 1 : 0})`.execute(db)
}

async function noteDesk(db: Kysely<unknown>, id: string, at: number, trouble: string | null): Promise<void> {
  await sql`insert into desk (repository_id, wanted_at, trouble) values (${Number(id)}, ${at}, ${trouble})
    on conflict (repository_id) do update set
      wanted_at = case when desk.wanted_at > ${at} then desk.wanted_at else ${at} end,
      trouble = coalesce(desk.trouble, excluded.trouble)`.execute(db)
}

interface DeskComment {
  id: number
  nodeId: string
  text: string
}

interface Desk {
  repositoryId: number
  placeId: number
  issueId: number
  number: number
  nodeId: string
  metrics?: DeskComment | null
  queue?: DeskComment | null
  note?: DeskComment | null
  writtenAt: number | null
  madeAs?: string
}

/** A comment without a text was deleted, or taken away. */
async function moveDesk(db: Kysely<unknown>, kind: string, desk: Desk): Promise<void> {
  const { repositoryId, placeId, issueId, number, nodeId, writtenAt, madeAs } = desk
  const state = madeAs === undefined ? 'found' : 'made'
  const common = { issue_id: issueId, kind, repository_id: repositoryId, place_id: placeId, number }
  const issue = { ...common, key: '', node_id: nodeId, comment_id: null, hash: null, state }
  await insertThing(db, { ...issue, written_at: writtenAt })
  for (const key of ['metrics', 'queue', 'note'] as const) {
    const one = desk[key]
    if (!one) continue
    const ids = { key, node_id: one.nodeId, comment_id: one.id }
    const hash = one.text === '' ? null : hashOf(told(key, one.text))
    const comment = { ...common, ...ids, hash, state: one.text === '' ? 'lost' : 'made' }
    await insertThing(db, { ...comment, written_at: writtenAt })
  }
  // A pin that was taken off stays off: that it was made once is known under the issue's name from now on.
  const pin = `desk:${repositoryId}|pin ${issueId}`
  if (madeAs) await sql`update effect set key = ${pin} where key = ${`${madeAs}|pin`}`.execute(db)
}

/** An issue that was a desk, and is no ticket for that: another has taken its place. */
async function moveFormer(
  db: Kysely<unknown>,
  id: string,
  { repositoryId, slot }: { repositoryId: number; slot: string },
): Promise<void> {
  const ticket = await sql<{ repository_id: number; number: number }>`
    select repository_id, number from ticket where id = ${`issue:${id}`}`.execute(db)
  const [at = { repository_id: repositoryId, number: 0 }] = ticket.rows
  await insertThing(db, {
    issue_id: Number(id),
    key: '',
    kind: slot,
    repository_id: repositoryId,
    place_id: at.repository_id,
    number: at.number,
    node_id: '',
    comment_id: null,
    hash: null,
    state: 'lost',
    written_at: null,
  })
}

async function insertThing(db: Kysely<unknown>, row: Record<string, string | number | null>): Promise<void> {
  const columns = sql.join(Object.keys(row).map((name) => sql.ref(name)))
  await sql`insert into own_thing (${columns}) values (${sql.join(Object.values(row))})
    on conflict (issue_id, key) do nothing`.execute(db)
}

/** What went out without an answer is looked for by its mark, so it has to be known what it was, and where. */
async function nameEffects(db: Kysely<unknown>): Promise<void> {
  const marks = { metrics: 'metrics', queue: 'queue desk', note: 'report desk' }
  await sql`update effect set kind = 'pin' where kind = 'desk' and key like '%|pin%'`.execute(db)
  await sql`update effect set kind = 'keep_issue', marker = 'desk ' || repository_id
    where kind = 'desk' and key like '%|create in %'`.execute(db)
  await sql`update effect set place = 'private_desk' where kind = 'keep_issue'
    and key not like 'desk:' || repository_id || '|create in ' || repository_id || '%'`.execute(db)
  for (const [kind, mark] of Object.entries(marks)) {
    await sql`update effect set marker = ${mark} where kind = 'desk' and key like ${`%|${kind} of % after %`}`.execute(
      db,
    )
  }
  await sql`update effect set kind = 'keep_comment' where kind = 'desk'`.execute(db)
  await sql`update effect set place = 'private_desk' where kind = 'keep_comment' and exists (
    select 1 from own_thing where own_thing.kind = 'private_desk' and own_thing.key = ''
      and effect.key like '% of ' || own_thing.issue_id || ' after %')`.execute(db)
  await sql`update effect set kind = 'check_run', marker = key where kind = 'check'`.execute(db)
  await sql`update effect set kind = 'make_label' where kind = 'new_label'`.execute(db)
}

/** Figures are the same whenever they are computed. */
function told(key: string, text: string): string {
  if (key !== 'metrics') return text
  return text.replace(/"(generated_at|from|to)":"[^"]*"/g, '').replace(/^<sub>Tickets opened .*$/m, '')
}

function hashOf(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n').trim()).digest('hex')
}
