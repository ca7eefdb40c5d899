// A ticket and its private issue are one: one clock, one state, and commands on either side.
import { afterEach, describe, expect, test } from 'vitest'
import { DAY, HOUR, REPO, type Scene } from './harness.ts'
import {
  copiesIn,
  DESK,
  LANE_SETTINGS,
  laneIn,
  opened,
  openLaneScene,
  ROOM,
  says,
} from './private-lane-scene.ts'

let scene: Scene
afterEach(() => scene.close())

const inLane = (login: string, body: string, repository = ROOM) =>
  says(scene, repository, laneIn(scene, repository).number, login, body)
const escalations = (repository: string) =>
  laneIn(scene, repository).comments.filter(({ body }) => body.includes('firstline:escalation'))
const reactionsInLane = (id: number, repository = ROOM) =>
  laneIn(scene, repository)
    .comments.find((one) => one.id === id)
    ?.reactions.map(({ content }) => content)

describe('one clock', () => {
  test('a maintainer’s answer that the customer can read ends it', async () => {
    scene = await openLaneScene()
    const number = await opened(scene, 'paula')
    await inLane('maya', 'We look at your server now.')
    await scene.pass(5 * HOUR)
    expect(scene.labels(number)).toEqual(['support: enterprise'])
    expect(scene.metrics().tiers.enterprise?.first_response).toMatchObject({
      responded: 1,
      met: 1,
      missed: 0,
    })
  })

  test('one that the customer cannot read does not, also if they can read it later', async () => {
    scene = await openLaneScene()
    const number = await opened(scene, 'pete')
    await inLane('maya', 'Who knows this customer?', DESK)
    scene.acts.setPermission(DESK, 'pete', 'read')
    await scene.pass(5 * HOUR)
    expect(scene.labels(number)).toEqual(['sla: missed', 'support: enterprise'])
    await inLane('maya', 'Now you can read this.', DESK)
    await scene.pass(2 * HOUR)
    expect(scene.metrics().tiers.enterprise?.first_response).toMatchObject({
      responded: 1,
      met: 0,
      missed: 1,
    })
  })

  test('what the customer writes there waits for an answer; third persons neither ask nor answer', async () => {
    scene = await openLaneScene({ before: (acts) => acts.setPermission(ROOM, 'oscar', 'read') })
    const number = await opened(scene, 'paula')
    await inLane('oscar', 'I can read this too.')
    await scene.pass(3 * HOUR)
    expect(scene.labels(number)).toContain('sla: at risk')
    await inLane('maya', 'Which version?')
    expect(scene.labels(number)).toEqual(['support: enterprise'])
    await inLane('paula', 'The newest.')
    await scene.pass(9 * HOUR)
    expect(scene.labels(number)).toContain('sla: missed')
    expect(escalations(ROOM).length).toBeGreaterThan(0)
    expect(scene.parts(number).filter((part) => part.startsWith('escalation'))).toEqual([])
  })

  test('an answer in public counts as ever, and ends what was asked in private', async () => {
    scene = await openLaneScene()
    const number = await opened(scene, 'paula')
    await says(scene, REPO, number, 'maya', 'On it.')
    await inLane('paula', 'And now?')
    await says(scene, REPO, number, 'maya', 'It is done.')
    await scene.pass(9 * HOUR)
    expect(scene.labels(number)).toEqual(['support: enterprise'])
  })
})

describe('commands in private', () => {
  test('are obeyed; reaction and reply stay there, labels are the ticket’s', async () => {
    scene = await openLaneScene()
    const number = await opened(scene, 'paula')
    const before = scene.said(number).length
    const waiting = await inLane('maya', '/waiting')
    expect(reactionsInLane(waiting)).toEqual(['+1'])
    expect(scene.labels(number)).toContain('waiting: requester')
    await inLane('paula', 'Here it is.')
    expect(scene.labels(number)).not.toContain('waiting: requester')
    const wrong = await inLane('maya', '/tier nonsense-tier')
    expect(reactionsInLane(wrong)).toEqual(['-1'])
    expect(laneIn(scene).comments.at(-1)?.body).toContain('firstline:reply')
    await inLane('maya', '/why')
    expect(laneIn(scene).comments.at(-1)?.body).toContain('firstline:reply')
    const theirs = await inLane('paula', '/tier pro')
    expect(reactionsInLane(theirs)).toEqual(['-1'])
    expect(scene.said(number)).toHaveLength(before)
  })

  test('`/answer` posts the article there, and is the maintainer’s response', async () => {
    const articles = { 'backup.md': '---\ntitle: Make a backup\n---\nRun `widget backup`.\n' }
    scene = await openLaneScene({ articles })
    const number = await opened(scene, 'paula')
    const said = scene.said(number).length
    await inLane('maya', '/answer backup')
    expect(laneIn(scene).comments.at(-1)?.body).toContain('Run `widget backup`.')
    await scene.pass(5 * HOUR)
    expect(scene.said(number)).toHaveLength(said)
    expect(scene.labels(number)).toEqual(['support: enterprise'])
    // Once: what was written there is known.
    await scene.pass(DAY)
    expect(laneIn(scene).comments.filter(({ body }) => body.includes('firstline:answer'))).toHaveLength(1)
  })
})

describe('one state', () => {
  test('closing and opening on either side is followed by the other, with its reason', async () => {
    scene = await openLaneScene()
    const number = await opened(scene, 'paula')
    const states = () =>
      [scene.thread(number), laneIn(scene)].map(({ closedAt, stateReason }) => [
        closedAt === null,
        stateReason,
      ])
    scene.acts.close(ROOM, laneIn(scene).number, 'maya', 'not_planned')
    await scene.settle()
    expect(states()).toEqual([
      [false, 'not_planned'],
      [false, 'not_planned'],
    ])
    scene.acts.reopen(REPO, number, 'paula')
    await scene.settle()
    expect(states().map(([open]) => open)).toEqual([true, true])
    scene.acts.close(REPO, number, 'paula', 'completed')
    await scene.settle()
    expect(states()).toEqual([
      [false, 'completed'],
      [false, 'completed'],
    ])
    scene.acts.reopen(ROOM, laneIn(scene).number, 'maya')
    await scene.settle()
    expect(states().map(([open]) => open)).toEqual([true, true])
    await scene.pass(DAY)
    expect(states().map(([open]) => open)).toEqual([true, true])
  })

  test('who closes it in private has resolved it: the requester is asked once how well', async () => {
    scene = await openLaneScene({ settings: `${LANE_SETTINGS}feedback: { ask: on_resolution, days: 7 }\n` })
    const number = await opened(scene, 'paula')
    scene.acts.close(ROOM, laneIn(scene).number, 'maya', 'completed')
    await scene.settle()
    await scene.pass(HOUR)
    expect(scene.parts(number)).toEqual(['private lane', 'rating 1'])
    await says(scene, ROOM, laneIn(scene).number, 'paula', '/rate 5')
    await scene.pass(DAY)
    expect(scene.parts(number)).toEqual(['private lane', 'rating 1'])
  })

  test('a discussion goes on in an issue, and is closed with GitHub’s word for the same', async () => {
    scene = await openLaneScene()
    const { number } = scene.acts.createDiscussion(REPO, 'paula', { title: 'How?', body: 'Like this?' })
    await scene.settle()
    scene.acts.discussionComment(REPO, number, 'robin', 'I wonder too.')
    await scene.settle()
    expect(copiesIn(laneIn(scene))).toEqual(['I wonder too.'])
    scene.acts.close(ROOM, laneIn(scene).number, 'maya', 'completed')
    await scene.settle()
    expect(scene.thread(number)).toMatchObject({ closedAt: expect.any(Number), stateReason: 'resolved' })
  })

  test('labels on the private issue do nothing', async () => {
    scene = await openLaneScene()
    const number = await opened(scene, 'paula')
    const before = scene.labels(number)
    scene.acts.label(ROOM, laneIn(scene).number, 'maya', 'support: pro')
    scene.acts.label(ROOM, laneIn(scene).number, 'maya', 'needs: reproduction')
    await scene.pass(HOUR)
    expect(scene.labels(number)).toEqual(before)
    expect(laneIn(scene).comments).toEqual([])
  })
})
