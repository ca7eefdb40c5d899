// Nothing that is private comes back: whatever goes wrong, and whoever pays in private.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { DAY, HOUR, REPO, type Scene } from './harness.ts'
import {
  copiesIn,
  DESK,
  LANE_SETTINGS,
  laneIn,
  lanesIn,
  opened,
  openLaneScene,
  publicText,
  ROOM,
  says,
} from './private-lane-scene.ts'

let scene: Scene
afterEach(() => scene.close())

const inLane = (login: string, body: string, repository = ROOM) =>
  says(scene, repository, laneIn(scene, repository).number, login, body)
const readyz = async (headers: Record<string, string> = {}) =>
  (await fetch(`http://127.0.0.1:${scene.firstline.port}/readyz`, { headers })).text()

describe('nothing comes back', () => {
  test('no word, name or link of the private side stands anywhere in public', async () => {
    const articles = { 'zucchini.md': '---\ntitle: Zucchini\n---\nRun `widget zucchini`.\n' }
    scene = await openLaneScene({
      articles,
      settings: LANE_SETTINGS.replace('private: true', 'private: true\n    answers: draft'),
    })
    const number = await opened(scene, 'paula')
    await opened(scene, 'robin', { title: 'Another one', body: 'TypeError: x is not a function' })
    const link = `https://github.com/${REPO}/blob/main/.github/knowledge/zucchini.md`
    for (const said of [
      'The password of quokkaserver is in the vault.',
      `See ${link} for quokkaserver.`,
      'Error: EQUOKKA quokkaserver failed at /srv/quokka.js:3:1',
      'token: ghp_0123456789abcdefghijABCDEFGHIJ456789',
      '/answer zucchini',
      '/answer quokka',
      '/tier quokka',
      '/why',
      '/waiting 3d',
    ])
      await inLane('maya', said)
    await inLane('paula', 'quokkaserver is down again, and ghp_0123456789abcdefghijABCDEFGHIJ456789')
    await inLane('paula', '/unhelpful')
    scene.acts.close(ROOM, laneIn(scene).number, 'maya', 'completed')
    await scene.settle()
    await says(scene, REPO, number, 'maya', '/why')
    await says(scene, REPO, number, 'maya', '/metrics')
    await scene.pass(DAY)
    const text = await publicText(scene)
    expect(text).not.toMatch(/quokka|room-big|acme\/desk|acme\/customers|ghp_/i)
    expect(text).not.toContain('Run `widget zucchini`')
    expect(
      laneIn(scene)
        .comments.map(({ body }) => body)
        .join(),
    ).toContain('quokka')
  })

  test('a private sponsor’s ticket goes on in private, and nothing in public says so', async () => {
    scene = await openLaneScene()
    const quiet = await opened(scene, 'quinn')
    const plain = await opened(scene, 'robin')
    expect(laneIn(scene, DESK).title).toBe(scene.thread(quiet).title)
    await inLane('maya', 'Can we do more for this sponsor?', DESK)
    scene.acts.setPermission(DESK, 'quinn', 'read')
    await inLane('maya', 'Hello quinn.', DESK)
    await scene.pass(5 * HOUR)
    const seen = (number: number) => [scene.labels(number), scene.said(number).map(({ body }) => body)]
    expect(seen(quiet)).toEqual(seen(plain))
    expect(scene.metrics().tiers.community?.first_response).toMatchObject({ responded: 0, waiting: 2 })
    const words = (await publicText(scene)).replaceAll(/"private":(?:true|false)/g, '')
    expect(words).not.toMatch(/in private|private issue|Hello quinn/)
    // By a maintainer's hand it is public anyway.
    await says(scene, REPO, quiet, 'maya', '/private')
    expect(scene.said(quiet).at(-1)?.body).toContain('This goes on in private.')
    expect(lanesIn(scene, DESK)).toHaveLength(1)
  })
})

test('that a private sponsor’s ticket has no place to go on in is nothing that outsiders can count', async () => {
  scene = await openLaneScene({ settings: LANE_SETTINGS.replace(`desk: { repository: ${DESK} }`, '') })
  await opened(scene, 'quinn')
  await scene.pass(HOUR)
  expect(await readyz()).toContain('A ticket is not written in private')
  expect(await readyz({ 'x-forwarded-for': '192.0.2.1' })).toContain('"failing":[]')
  await opened(scene, 'pete')
  expect(await readyz({ 'x-forwarded-for': '192.0.2.1' })).toContain('"failing":["1; ')
})

/** What anybody sees of a customer's ticket in a room, where `payer` sponsors in private on top of that; ids left out. */
async function seenBeside(payer: string) {
  scene = await openLaneScene({
    settings: LANE_SETTINGS.replace(`desk: { repository: ${DESK} }`, ''),
    before: (acts) => acts.sponsor('acme', payer, { dollars: 600, private: true }),
  })
  const number = await opened(scene, 'rita')
  await scene.pass(5 * HOUR)
  await says(scene, REPO, number, 'rita', '/escalate')
  await scene.pass(2 * DAY)
  const inRoom = lanesIn(scene, ROOM).flatMap(({ comments }) => comments.map(({ body }) => body))
  const said = scene.said(number).map(({ body }) => body.replace(/\d{10}/g, 'ID'))
  return { seen: [scene.labels(number), said], lanes: lanesIn(scene, ROOM).length, inRoom: inRoom.join() }
}

test('what is escalated in public stays so where a private payment alone lets the ticket go on in private', async () => {
  const quiet = await seenBeside('rita')
  await scene.close()
  const nobody = await seenBeside('oscar')
  expect([quiet.lanes, nobody.lanes]).toEqual([1, 0])
  expect(quiet.seen).toEqual(nobody.seen)
  expect(String(quiet.seen[1])).toMatch(/first_response:missed.*escalation escalate:ID/s)
  expect(quiet.inRoom).toContain('firstline:escalation resolution:missed')
})

describe('where it stops', () => {
  test.each([
    [
      'deleted',
      () => scene.acts.deleteIssue(ROOM, laneIn(scene).number, 'maya'),
      'its private issue was deleted',
    ],
    ['locked', () => scene.acts.lock(ROOM, laneIn(scene).number, 'maya'), 'its private issue is locked'],
    [
      'transferred',
      () => void scene.acts.transfer(ROOM, laneIn(scene).number, 'maya', DESK),
      'its private issue was transferred',
    ],
    ['public', () => scene.acts.setVisibility(ROOM, 'public'), 'is public'],
    ['archived', () => scene.acts.archive(ROOM), 'is archived'],
  ])(
    'its private issue is %s: nothing more is written there, which is told, and the ticket goes on',
    async (_what, happens, said) => {
      scene = await openLaneScene()
      const number = await opened(scene, 'paula')
      happens()
      await scene.settle()
      const inPrivate = () =>
        [ROOM, DESK].flatMap((repository) =>
          lanesIn(scene, repository).map(({ comments }) => comments.length),
        )
      const before = inPrivate()
      await says(scene, REPO, number, 'robin', 'Said afterwards')
      expect(inPrivate()).toEqual(before)
      expect(await readyz()).toContain(said)
      await scene.pass(2 * HOUR)
      const notes = (repository: string) =>
        scene.github.threads(repository).flatMap(({ comments }) => comments.map(({ body }) => body))
      expect(notes(DESK).join()).toContain(said)
      const open = notes(REPO).join()
      expect(open).toContain('is not written in private')
      expect(open).not.toMatch(/#\d+ is not written in private|room-big/)
      await says(scene, REPO, number, 'maya', 'An answer in public')
      await scene.pass(5 * HOUR)
      expect(scene.labels(number)).toEqual(['support: enterprise'])
    },
  )

  test('a room that is private again is written again', async () => {
    scene = await openLaneScene()
    const number = await opened(scene, 'paula')
    scene.acts.setVisibility(ROOM, 'public')
    await says(scene, REPO, number, 'robin', 'Said meanwhile')
    expect(copiesIn(laneIn(scene))).toEqual([])
    scene.acts.setVisibility(ROOM, 'private')
    await scene.settle()
    expect(copiesIn(laneIn(scene))).toEqual(['Said meanwhile'])
    expect(await readyz()).not.toContain('in private')
  })

  test('a room that becomes public between two writes is not written the second, though no webhook tells it', async () => {
    scene = await openLaneScene()
    const number = await opened(scene, 'paula')
    scene.github.pauseWebhooks('drop')
    scene.acts.setVisibility(ROOM, 'public')
    scene.github.resumeWebhooks()
    await says(scene, REPO, number, 'robin', 'Said meanwhile')
    expect(copiesIn(laneIn(scene))).toEqual([])
  })
})

describe('with another database', () => {
  test('the private issue and its copies are found again, none is made twice, and the clock is the same', async () => {
    scene = await openLaneScene()
    const number = await opened(scene, 'paula')
    await says(scene, REPO, number, 'robin', 'Me too')
    await inLane('maya', 'We look at your server now.')
    const before = laneIn(scene).comments.map(({ body }) => body)
    await scene.stop()
    await scene.start()
    await scene.settle()
    await scene.pass(HOUR)
    await says(scene, REPO, number, 'robin', 'Me again')
    expect(lanesIn(scene, ROOM)).toHaveLength(1)
    expect(
      laneIn(scene)
        .comments.slice(0, before.length)
        .map(({ body }) => body),
    ).toEqual(before)
    expect(copiesIn(laneIn(scene))).toEqual(['Me too', 'Me again'])
    expect(scene.said(number).filter(({ body }) => body.includes('firstline:private'))).toHaveLength(1)
    await scene.pass(5 * HOUR)
    expect(scene.labels(number)).toEqual(['support: enterprise'])
    expect(scene.labels(number)).not.toContain('sla: missed')
  })

  test('a write whose answer is lost is looked for, and not made twice', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'firstline-lane-'))
    try {
      scene = await openLaneScene({ dataDir })
      scene.github.fail({ method: 'POST', path: /room-big\/issues$/, drop: true, applied: true })
      const number = await opened(scene, 'paula')
      await scene.pass(2 * HOUR)
      expect(lanesIn(scene, ROOM)).toHaveLength(1)
      scene.github.fail({
        method: 'POST',
        path: /room-big\/issues\/\d+\/comments$/,
        drop: true,
        applied: true,
      })
      const said = await says(scene, REPO, number, 'robin', 'Me too')
      await scene.pass(2 * HOUR)
      expect(copiesIn(laneIn(scene))).toEqual(['Me too'])
      scene.acts.editComment(REPO, said, 'robin', 'Not me')
      await scene.settle()
      expect(copiesIn(laneIn(scene))).toEqual(['Not me'])
    } finally {
      await rm(dataDir, { recursive: true, force: true })
    }
  })
})
