// A database that an older version has made is brought up to date, and nothing of it is lost.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CheckSubject } from '../../src/domain/check-run.ts'
import type { Marker } from '../../src/domain/marker.ts'
import type { What } from '../../src/domain/want.ts'
import { auditEntries } from '../../src/store/audit.ts'
import { recentMove } from '../../src/store/clock-watch.ts'
import { decisionOf } from '../../src/store/decisions.ts'
import { findInstallation } from '../../src/store/installations.ts'
import { knownLabel, knownLabels, labelMoves } from '../../src/store/labels.ts'
import type { Db, Store } from '../../src/store/open.ts'
import { readProfile } from '../../src/store/profile.ts'
import { repositories } from '../../src/store/repositories.ts'
import { type RepositoryReading, repositoryState } from '../../src/store/repository-reading.ts'
import { serverRow, serverState } from '../../src/store/server.ts'
import { isServing } from '../../src/store/serving.ts'
import { knownTicket, ticketsOf } from '../../src/store/tickets.ts'
import { dropWantedCheck, nextWantedCheck } from '../../src/store/wanted-checks.ts'
import { type OldDatabase, oldRows, openBefore008 } from './before-008.ts'

const WIDGET = 735000001

/** Reads what was kept under a key in the shape that it had then; `id`: the number of its repository or installation. */
type ReadBack = (store: Store, id: number, scope: string) => Promise<unknown>

const ofReading =
  (pick: (reading: RepositoryReading) => unknown): ReadBack =>
  async ({ db }, id) => {
    const { reading } = await repositoryState(db, id)
    return reading && pick(reading)
  }

const SERVER: Record<string, ReadBack> = {
  bot_login: async ({ db }) => (await serverState(db)).botLogin,
  installations_at: async ({ db }) => (await serverState(db)).installationsAt,
  installations_wanted_at: async ({ db }) => (await serverState(db)).installationsWantedAt,
  swept_at: async ({ db }) => (await serverState(db)).redeliveredAt,
  started_with: async (store) => {
    const { webUrl, credentials } = (await readProfile(store))!
    const { allowedAccounts, held } = credentials
    const was = { sponsorsToken: held.includes('SPONSORS_TOKEN'), stripe: held.includes('STRIPE_API_KEY') }
    return { webUrl, credentials: { allowedAccounts, ...was } }
  },
  clock_at: async ({ db }) => (await serverRow(db))?.clock_at,
  clock_moved: async (store) => {
    const move = await recentMove(store)
    return move && { now: move.at, byMs: move.byMs, at: move.at }
  },
}
const INSTALLATION: Record<string, ReadBack> = {
  created_at: async ({ db }, id) => (await findInstallation(db, id))?.createdAt,
  repositories_at: async ({ db }, id) => (await findInstallation(db, id))?.repositoriesAt,
}
const REPOSITORY: Record<string, ReadBack> = {
  reading: ofReading(
    ({ readAs: _, payingProblems: __, peopleMistakes: ___, forms: ____, ...reading }) => reading,
  ),
  entitlement_problems: ofReading((reading) => reading.payingProblems),
  people_mistakes: ofReading((reading) => reading.peopleMistakes),
  refreshed: async ({ db }, id) => ({ at: (await repositoryState(db, id)).refreshedAt }),
  caught_up_at: async ({ db }, id) => (await repositoryState(db, id)).caughtUpAt,
  catch_up_wanted_at: async ({ db }, id) => (await repositoryState(db, id)).catchUpWantedAt,
  swept_at: async ({ db }, id) => (await repositoryState(db, id)).sweptAt,
  source_moved_at: async ({ db }, id) => (await repositoryState(db, id)).sourceMovedAt,
  pushed_at: async ({ db }, id) => (await repositoryState(db, id)).pushedAt,
  settings_checked: async ({ db }, id) => (await repositoryState(db, id)).settingsChecked,
  label_names_moved: async ({ db }, id) => (await repositoryState(db, id)).labelNamesMoved,
  labels_due: async ({ db }, id) => {
    const { labelsDue } = await repositoryState(db, id)
    return labelsDue === 'unread' ? true : labelsDue
  },
  label_moves: async ({ db }, id) => (await labelMoves(db, id)).map(({ at: _, ...move }) => move),
  labels: async ({ db }, id) => {
    const labels = (await knownLabels(db, id)) ?? []
    return Object.fromEntries(labels.map((label) => [label.name.toLowerCase(), label]))
  },
  checks_wanted: ({ db }, id) => takeWantedChecks(db, id),
}
const TICKET: Record<string, ReadBack> = {
  read_at: async ({ db }, _id, scope) => (await knownTicket(db, scope))?.readAt,
  asked: async ({ db }, _id, scope) => (await knownTicket(db, scope))?.askedAt,
}
const BY_SCOPE: Record<string, Record<string, ReadBack>> = {
  server: SERVER,
  installation: INSTALLATION,
  repository: REPOSITORY,
  issue: TICKET,
  discussion: TICKET,
}
/** Desks, and the answers that are followed, have tables of their own. */
const ELSEWHERE = /^(feedback|serves)$|desk|^reactions$/

interface Previewed {
  labels: string[]
  parts: Marker[]
}

function previewNow(before: Previewed | null): What[] | null {
  if (before === null) return null
  const on = before.labels.map((name): What => {
    return { do: 'label_on', label: { name, color: '', description: '' }, kept: true }
  })
  return [...on, ...before.parts.map((marker): What => ({ do: 'say', marker, text: '', rank: 0 }))]
}

async function takeWantedChecks(db: Db, repositoryId: number): Promise<CheckSubject[]> {
  const subjects: CheckSubject[] = []
  for (;;) {
    const next = await nextWantedCheck(db, repositoryId)
    if (!next) return subjects
    subjects.push(next.subject)
    await dropWantedCheck(db, next.seq)
  }
}

describe.each(['sqlite', 'postgres'] as const)('a database of an older version on %s', (engine) => {
  let old: OldDatabase
  beforeAll(async () => {
    old = await openBefore008(engine)
  })
  afterAll(() => old.close())

  test('is as it was where nothing has changed since', async () => {
    const { db } = old.store
    const names = (await repositories(db)).map((one) => one.name)
    expect(names).toEqual(['widget', 'desk', 'shelf', 'lab', 'plain'])
    expect((await ticketsOf(db, WIDGET)).map((one) => one.title)).toContain('The window stays white')
    expect(await auditEntries(db, WIDGET)).toHaveLength(1)
  })

  test('tells everything that was kept by name', async () => {
    const before = oldRows('meta').map(({ scope, key, value }) => {
      return { scope: String(scope), key: String(key), value: JSON.parse(String(value)) as unknown }
    })
    const told = before.filter(
      ({ scope, key }) => ![scope.split(':')[0] ?? '', key].some((one) => ELSEWHERE.test(one)),
    )
    const now: typeof told = []
    for (const { scope, key } of told) {
      const [family = '', id] = scope.split(':')
      const value = await BY_SCOPE[family]?.[key]?.(old.store, Number(id), scope)
      now.push({ scope, key, value })
    }
    expect(told.length).toBeGreaterThan(80)
    expect(now).toEqual(told)
    const keys = Object.values(BY_SCOPE).flatMap((readers) => Object.keys(readers))
    expect(new Set(told.map(({ key }) => key))).toEqual(new Set(keys))
  })

  test('knows a label by its name in any case, and which repositories serve others', async () => {
    const { db } = old.store
    expect(await knownLabel(db, WIDGET, 'Gold Support')).toMatchObject({ name: 'gold support' })
    expect(await knownLabels(db, 735000004)).toBeNull()
    const named = oldRows('meta').filter(({ scope }) => String(scope).startsWith('serves:'))
    for (const { key } of named) expect(await isServing(db, 0, String(key))).toBe(true)
    expect(await isServing(db, 0, 'acme/plain')).toBe(false)
    expect(await isServing(db, 735000001, 'acme/desk')).toBe(false)
  })

  test('tells every decision', async () => {
    const before = oldRows('decision')
    expect(before.length).toBeGreaterThan(10)
    for (const row of before) {
      const json = (column: string) => JSON.parse(String(row[column])) as unknown
      const { tier, private: isPrivate, because, unanswered } = json('snapshot') as Record<string, unknown>
      expect(await decisionOf(old.store.db, String(row.ticket_id))).toEqual({
        ticketId: row.ticket_id,
        claimToken: null,
        repositoryId: row.repository_id,
        decidedAt: row.decided_at,
        nextLookAt: row.next_look_at,
        rulesVersion: row.rules_version,
        reasons: json('reasons'),
        standing: { tier, private: isPrivate, because },
        unanswered,
        queue: withoutDraft(json('queue')),
        preview: previewNow(json('preview') as Previewed | null),
      })
    }
  })
})

/** A draft was one article; until its ticket is decided anew there is none, and nothing of severity, rating or escalation. */
function withoutDraft(queue: unknown): unknown {
  const rows = Object.entries((queue ?? {}) as Record<string, { draft?: unknown } | null>)
  const read = rows.map(([who, row]) => {
    if (row === null) return [who, null]
    const { draft: _draft, ...rest } = row
    return [who, { ...rest, severity: null, rated: null, escalated: false, drafts: [] }]
  })
  return queue === null ? null : Object.fromEntries(read)
}
