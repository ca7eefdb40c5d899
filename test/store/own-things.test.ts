// Things of our own in a database that an older version has made: found again, and not written a second time.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deskState, deskTroubles } from '../../src/store/desks.ts'
import { findEffect } from '../../src/store/effects.ts'
import { followedComments } from '../../src/store/followed-comments.ts'
import { bodyHash, ownIssue, ownIssues, ownIssuesIn, ownParts } from '../../src/store/own-things.ts'
import { answerReactions } from '../../src/store/reactions.ts'
import { toldByMetrics } from '../../src/words/report/metrics-comment.ts'
import { type OldDatabase, openBefore008 } from './before-008.ts'

const [WIDGET, PRIVATE, PREVIEW, PLAIN] = [735000001, 735000002, 735000004, 735000005]
const DESK = 3641000003

/** What the older version kept of the desk of `WIDGET`. */
function rememberedDesk(): Record<'metrics' | 'queue', { text: string }> {
  const rows = readFileSync(new URL('./fixtures/before-008.sql', import.meta.url), 'utf8')
  const line = rows.split('\n').find((one) => one.includes(`values ('repository:${WIDGET}', 'desk', '`))
  const [, json = ''] = /'desk', '(.*)', \d+\);$/.exec(line ?? '') ?? []
  return JSON.parse(json.replaceAll("''", "'")) as Record<'metrics' | 'queue', { text: string }>
}

describe.each(['sqlite', 'postgres'] as const)('desks of an older version on %s', (engine) => {
  let old: OldDatabase
  beforeAll(async () => {
    old = await openBefore008(engine)
  })
  afterAll(() => old.close())

  test('are known with their comments, by what these told', async () => {
    const { db } = old.store
    expect(await ownIssue(db, DESK)).toMatchObject({
      kind: 'desk',
      repositoryId: WIDGET,
      placeId: WIDGET,
      number: 2,
      state: 'made',
      writtenAt: expect.any(Number),
    })
    const parts = new Map((await ownParts(db, DESK)).map((part) => [part.key, part]))
    const before = rememberedDesk()
    expect(parts.get('metrics')).toMatchObject({ commentId: 3562000003, state: 'made' })
    expect(parts.get('metrics')?.hash).toBe(bodyHash(toldByMetrics(before.metrics.text)))
    expect(parts.get('queue')?.hash).toBe(bodyHash(before.queue.text))
  })

  test('that are in a private repository are told from it', async () => {
    const [now, former] = await ownIssues(old.store.db, { repositoryId: WIDGET, kind: 'private_desk' })
    expect(now).toMatchObject({ issueId: 3641000015, placeId: PRIVATE, state: 'made' })
    expect(former).toMatchObject({ issueId: 3641000004, placeId: PRIVATE, state: 'lost' })
  })

  test('that were lost are no tickets for that, and the next is made after them', async () => {
    const { db } = old.store
    expect(await ownIssues(db, { repositoryId: PLAIN, kind: 'desk' })).toMatchObject([
      { issueId: 3641000005, state: 'lost' },
    ])
    expect(await ownIssuesIn(db, PREVIEW)).toEqual(new Set([3641000002, 3641000013]))
  })

  test('stay as their pins are', async () => {
    const { db } = old.store
    expect(await findEffect(db, `desk:${WIDGET}|pin ${DESK}`)).toMatchObject({ state: 'done' })
    expect(await findEffect(db, `desk:${WIDGET}|create in ${WIDGET}|pin`)).toBeNull()
  })

  test('are known for what was written of them, so that what is in doubt can be looked for', async () => {
    const { db } = old.store
    const kinds = db.selectFrom('effect').select('key').where('kind', 'in', ['desk', 'check', 'new_label'])
    expect(await kinds.execute()).toEqual([])
    const created = await findEffect(db, `desk:${WIDGET}|create in ${PRIVATE}`)
    expect(created).toMatchObject({ kind: 'keep_issue', place: 'private_desk', marker: `desk ${WIDGET}` })
    const queue = await findEffect(db, `desk:${WIDGET}|queue of 3641000004 after nothing`)
    expect(queue).toMatchObject({ kind: 'keep_comment', place: 'private_desk', marker: 'queue desk' })
    const edit = await findEffect(db, `desk:${WIDGET}|edit 3562000003`)
    expect(edit).toMatchObject({ kind: 'keep_comment', place: 'desk', marker: null })
  })

  test('keep what was asked of them and what keeps them from being written', async () => {
    const { db } = old.store
    expect(await deskState(db, WIDGET)).toEqual({ wantedAt: 1794861178500, trouble: null })
    expect([...(await deskTroubles(db))]).toEqual([[PREVIEW, expect.stringContaining('not installed')]])
  })

  test('answers are followed on, and what was thought of them stays known', async () => {
    const { db } = old.store
    const ticketId = 'issue:3641000006'
    expect(await followedComments(db, WIDGET)).toEqual([
      {
        ticketId,
        part: 'answer',
        nodeId: 'IC_kwDOMzU2MjAwMDAxMw',
        postedAt: 1794826803000,
        untilAt: 1794826803000 + 30 * 86_400_000,
        readAt: 1794864779500,
      },
    ])
    expect((await answerReactions(db, [ticketId])).get(ticketId)).toMatchObject({
      helpful: true,
      unhelpful: false,
    })
  })
})
