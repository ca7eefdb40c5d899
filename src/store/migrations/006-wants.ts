// Each effect is one Want: comments become their parts, and what JSON told of an effect stands in columns.
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

interface Row {
  key: string
  ticket_id: string | null
  kind: string
  state: string
  claim_token: string | null
  attempt: number
  attempted_at: number
  github_id: string | null
  detail: string | null
  finished_at: number | null
  repository_id: number | null
  line: string | null
  status: number | null
  reason: string | null
  remedy: string | null
  place: string | null
  what: string | null
  marker: string | null
  label: string | null
}

type Db = Kysely<{ effect: Row }>

const PAGE = 500
const COMMENTS = ['comment', 'alarm']
/** Of two comments that were to say the same, the one that said it counts. */
const STATES = ['done', 'intended', 'refused', 'failed']
/** What has no ticket and keeps its kind. */
const PLACES: Record<string, string> = { desk: 'desk', new_label: 'repository', check: 'commit' }

export const wants: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const name of ['place', 'what', 'marker', 'label']) {
      await db.schema.alterTable('effect').addColumn(name, 'text').execute()
    }
    const effects = db as Db
    for (const state of STATES) await splitComments(effects, state)
    await effects.deleteFrom('effect').where('kind', 'in', COMMENTS).execute()
    await nameOthers(effects)
  },
}

async function splitComments(db: Db, state: string): Promise<void> {
  let after = ''
  for (;;) {
    const page = await db
      .selectFrom('effect')
      .selectAll()
      .where('kind', 'in', COMMENTS)
      .where('state', '=', state)
      .where('key', '>', after)
      .orderBy('key')
      .limit(PAGE)
      .execute()
    after = page.at(-1)?.key ?? ''
    const parts = page.flatMap(partsOf)
    if (parts.length > 0) {
      await db
        .insertInto('effect')
        .values(parts)
        .onConflict((conflict) => conflict.column('key').doNothing())
        .execute()
    }
    if (page.length < PAGE) return
  }
}

/** What asked anew for its first part stands in the key of the comment. */
function partsOf(row: Row): Row[] {
  const { parts = [] } = JSON.parse(row.detail ?? '{}') as { parts?: string[] }
  const anew = row.key.slice(`${row.ticket_id}|comment ${parts[0]}`.length)
  const isPrivate = row.kind === 'alarm'
  const seen = new Set<string>()
  return parts.flatMap((part, i) => {
    const key = `${row.ticket_id}|${part}${i === 0 && !isPrivate ? anew : ''}`
    if (seen.has(key)) return []
    seen.add(key)
    const [kind = '', ...rest] = part.split(' ')
    return {
      ...row,
      key,
      kind: 'say',
      detail: null,
      place: isPrivate ? 'private_desk' : 'ticket',
      what: `a comment (${kind.replaceAll('-', ' ')})`,
      marker: isPrivate ? `${kind} ${row.ticket_id} ${rest.join(' ')}` : part,
    }
  })
}

async function nameOthers(db: Db): Promise<void> {
  let after = ''
  for (;;) {
    const page = await db
      .selectFrom('effect')
      .selectAll()
      .where('kind', '!=', 'say')
      .where('key', '>', after)
      .orderBy('key')
      .limit(PAGE)
      .execute()
    if (page.length > 0) {
      await db
        .insertInto('effect')
        .values(page.map((row) => ({ ...row, ...namesOf(row) })))
        .onConflict((conflict) =>
          conflict.column('key').doUpdateSet((eb) => ({
            kind: eb.ref('excluded.kind'),
            place: eb.ref('excluded.place'),
            what: eb.ref('excluded.what'),
            label: eb.ref('excluded.label'),
            detail: eb.ref('excluded.detail'),
          })),
        )
        .execute()
    }
    after = page.at(-1)?.key ?? ''
    if (page.length < PAGE) return
  }
}

function namesOf(row: Row): Partial<Row> {
  const { says } = JSON.parse(row.detail ?? '{}') as { says?: string }
  const what = says ?? row.kind.replaceAll('_', ' ')
  const detail = row.kind === 'check' ? row.detail : null
  const name = row.ticket_id === null ? null : labelOf(row, what)
  const label = name === null ? {} : { kind: name.on ? 'label_on' : 'label_off', label: name.label }
  const kind = row.kind === 'wake_desk' ? 'refresh' : row.kind
  const place = row.ticket_id === null ? (PLACES[row.kind] ?? null) : kind === 'refresh' ? 'desk' : 'ticket'
  return { kind, place, what, detail, ...label }
}

/** `the label "NAME"` goes on, `taking the label "NAME" off` goes off. */
function labelOf({ kind }: Row, what: string): { on: boolean; label: string } | null {
  if (!['label', 'add_label', 'remove_label'].includes(kind)) return null
  const [, off, label = ''] = /^(taking )?the label "(.*)"(?: off)?$/s.exec(what) ?? []
  return { on: off === undefined, label }
}
