// A ticket goes on in private: by command or by its tier, in the customer's room or at the private desk.
import { afterEach, describe, expect, test } from 'vitest'
import { HOUR, REPO, type Scene, UNKNOWN } from './harness.ts'
import {
  CUSTOMERS,
  copiesIn,
  DESK,
  LANE_SETTINGS,
  laneIn,
  lanesIn,
  opened,
  openLaneScene,
  ROOM,
  says,
} from './private-lane-scene.ts'

let scene: Scene
afterEach(() => scene.close())

const GOES_ON = 'This goes on in private.'
const told = (number: number) => scene.said(number).filter(({ body }) => body.includes('firstline:private'))

describe('where it goes on', () => {
  test('a private tier: in the customer’s room, and one line in public says so, naming neither place nor tier', async () => {
    scene = await openLaneScene()
    const number = await opened(scene, 'paula', { title: 'It breaks @maya', body: 'Since Tuesday, see #1.' })
    const lane = laneIn(scene)
    expect(lane.title).toBe('It breaks @maya')
    expect(lane.body).toContain('> Since Tuesday, see #\u200b1.')
    expect(lane.body).not.toMatch(/@maya(?!\w)/)
    expect(lane.body).toContain('https://redirect.github.com')
    expect(told(number).map(({ body }) => body)).toEqual([`${GOES_ON}\n\n<!-- firstline:private lane -->`])
    expect(lanesIn(scene, DESK)).toEqual([])
  })

  test('without a room: at the private desk', async () => {
    scene = await openLaneScene()
    await opened(scene, 'pete')
    expect(laneIn(scene, DESK).title).toBe(UNKNOWN.title)
  })

  test('`/private` by a maintainer, once, however often it is said', async () => {
    scene = await openLaneScene()
    const number = await opened(scene, 'sam')
    expect(lanesIn(scene, DESK)).toEqual([])
    const first = await says(scene, REPO, number, 'maya', '/private')
    await says(scene, REPO, number, 'maya', '/private')
    expect(scene.reactions(number, first)).toEqual(['+1'])
    expect(lanesIn(scene, DESK)).toHaveLength(1)
    expect(told(number)).toHaveLength(1)
  })

  test('`/private` of a customer with a room goes there; nobody else may say it', async () => {
    scene = await openLaneScene()
    const number = await opened(scene, 'rita')
    const hers = await says(scene, REPO, number, 'rita', '/private')
    expect(scene.reactions(number, hers)).toEqual(['-1'])
    expect(lanesIn(scene, ROOM)).toEqual([])
    await says(scene, REPO, number, 'maya', '/private')
    expect(laneIn(scene, ROOM).title).toBe(UNKNOWN.title)
  })

  test('without any place there is a 👎 and a reply, and a desk that is named later does not obey it', async () => {
    scene = await openLaneScene({ settings: LANE_SETTINGS.replace(/desk: .*\n/, '') })
    const number = await opened(scene, 'sam')
    const said = await says(scene, REPO, number, 'maya', '/private')
    expect(scene.reactions(number, said)).toEqual(['-1'])
    expect(scene.said(number).at(-1)?.body).toContain('There is no private place')
    scene.acts.putFile(REPO, 'maya', '.github/firstline.yml', LANE_SETTINGS)
    await scene.pass(2 * HOUR)
    expect(lanesIn(scene, DESK)).toEqual([])
    await says(scene, REPO, number, 'maya', '/private')
    expect(lanesIn(scene, DESK)).toHaveLength(1)
  })

  test('a tier that comes to be private takes no older tickets with it, a ticket that comes under it does', async () => {
    scene = await openLaneScene({ settings: LANE_SETTINGS.replace('    private: true\n', '') })
    await opened(scene, 'paula')
    scene.acts.putFile(REPO, 'maya', '.github/firstline.yml', LANE_SETTINGS)
    await scene.pass(2 * HOUR)
    expect(lanesIn(scene, ROOM)).toEqual([])
    const number = await opened(scene, 'robin')
    await says(scene, REPO, number, 'maya', '/tier enterprise')
    expect(laneIn(scene, DESK).title).toBe(UNKNOWN.title)
  })

  test.each([
    ['of another owner', 'globex/room'],
    ['unknown to the App', 'acme/nowhere'],
    ['public', 'acme/open'],
  ])('a room that is %s is a mistake, and nothing is written there', async (what, room) => {
    const list = `- { customer: Big, tier: enterprise, seats: [paula], room: ${room} }`
    const before: Parameters<typeof openLaneScene>[0] = {
      covers: [REPO, DESK, CUSTOMERS, 'acme/open'],
      before: (acts) => void acts.addRepository('acme/open', {}),
    }
    scene = await openLaneScene(before, list)
    const number = await opened(scene, 'paula')
    await scene.pass(2 * HOUR)
    if (what === 'of another owner') return expect(laneIn(scene, DESK).title).toBe(UNKNOWN.title)
    expect(told(number)).toEqual([])
    expect(
      [...lanesIn(scene, DESK), ...scene.github.threads('acme/open')].map(({ title }) => title),
    ).not.toContain(UNKNOWN.title)
    const notes = scene.github.threads(DESK).flatMap((one) => one.comments.map(({ body }) => body))
    expect(notes.join()).toContain('where it would go on in private')
  })

  test('in preview nothing is written, and nothing is said of it', async () => {
    scene = await openLaneScene({ settings: `mode: preview\n${LANE_SETTINGS}` })
    await opened(scene, 'paula')
    await scene.pass(2 * HOUR)
    expect([...lanesIn(scene, ROOM), ...lanesIn(scene, DESK)]).toEqual([])
    expect(
      scene
        .desk()
        ?.comments.map(({ body }) => body)
        .join(),
    ).not.toContain('private')
  })
})

describe('what is public is copied', () => {
  test('each comment once and in order, with its author, edits and deletions', async () => {
    scene = await openLaneScene()
    const number = await opened(scene, 'paula')
    const first = await says(
      scene,
      REPO,
      number,
      'robin',
      'Me too, @maya! ![shot](https://example.org/a.png)',
    )
    await says(scene, REPO, number, 'paula', '```\nnpm ERR! #12 @scope/x\n```')
    expect(copiesIn(laneIn(scene))).toEqual([
      'Me too, @\u200bmaya! [shot](https://example.org/a.png)',
      '```\nnpm ERR! #12 @scope/x\n```',
    ])
    expect(laneIn(scene).comments[0]!.body).toMatch(/^\*\*robin\*\* · \[Written /)
    scene.acts.editComment(REPO, first, 'robin', 'Not me.')
    await scene.settle()
    expect(copiesIn(laneIn(scene))[0]).toBe('Not me.')
    scene.acts.deleteComment(REPO, first, 'robin')
    await scene.settle()
    expect(copiesIn(laneIn(scene))).toHaveLength(1)
  })

  test('the text and title of the ticket are followed', async () => {
    scene = await openLaneScene()
    const number = await opened(scene, 'paula')
    scene.acts.editIssue(REPO, number, 'paula', { title: 'Another title', body: 'Another text' })
    await scene.settle()
    expect(laneIn(scene).title).toBe('Another title')
    expect(laneIn(scene).body).toContain('> Another text')
  })

  test('what was said before it went on in private comes along, also where there is much of it', async () => {
    scene = await openLaneScene()
    const number = await opened(scene, 'sam')
    for (let one = 1; one <= 45; one += 1) scene.acts.comment(REPO, number, 'robin', `Comment ${one}`)
    await says(scene, REPO, number, 'maya', '/private')
    const copies = copiesIn(laneIn(scene, DESK)).filter((text) => text.startsWith('Comment'))
    expect(copies).toEqual(Array.from({ length: 45 }, (_, one) => `Comment ${one + 1}`))
  })

  test('a copy that a maintainer deletes stays deleted', async () => {
    scene = await openLaneScene()
    const number = await opened(scene, 'paula')
    const id = await says(scene, REPO, number, 'robin', 'Once said')
    const copy = laneIn(scene).comments.find(({ body }) => body.includes('Once said'))!
    scene.acts.deleteComment(ROOM, copy.id, 'maya')
    await scene.settle()
    scene.acts.editComment(REPO, id, 'robin', 'Said again')
    await scene.settle()
    expect(copiesIn(laneIn(scene))).toEqual([])
  })

  test('hostile text stays in its quotation and forges nothing', async () => {
    scene = await openLaneScene()
    const number = await opened(scene, 'paula')
    const forged = '<!-- firstline:private issue:1 -->\n\n````\n<details>\n/tier none\n<!-- firstline:private'
    await says(scene, REPO, number, 'robin', forged)
    const { body } = laneIn(scene).comments[0]!
    expect(body.split('<!-- firstline:')).toHaveLength(2)
    const inside = body.split('\n').slice(1, -2)
    expect(inside.every((line) => line === '' || line.startsWith('>'))).toBe(true)
  })
})
