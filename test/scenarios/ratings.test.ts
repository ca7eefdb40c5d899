// Ratings: asked for once per resolution, answered by a command or a thumb, and what comes of a low one.
import { afterEach, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, openScene, REPO, type Scene, SETTINGS, UNKNOWN } from './harness.ts'
import { reportOf } from './report-of.ts'

const RATED = `${SETTINGS}  "stale": { wait: 2d, then: close }\nfeedback: { ask: on_resolution, days: 7 }\n`
const NEEDS_HUMAN = 'support: needs human'

let scene: Scene
afterEach(() => scene.close())

const begin = async (settings = RATED) => {
  scene = await openScene({ settings })
}
const open = async (login = 'paula', draft = UNKNOWN) => {
  const { number } = scene.acts.openIssue(REPO, login, draft)
  await scene.settle()
  return number
}
const close = async (number: number, login = 'maya', reason = 'completed') => {
  scene.acts.close(REPO, number, login, reason)
  await scene.settle()
}
const comment = async (number: number, login: string, body: string) => {
  const { id } = scene.acts.comment(REPO, number, login, body)
  await scene.settle()
  return id
}
/** A ticket that was solved by a maintainer; its number and the comment that asks for a rating. */
const solved = async (login = 'paula') => {
  const number = await open(login)
  await comment(number, 'maya', 'It is in version 2.')
  await close(number)
  return { number, request: requests(number).at(-1)! }
}
const requests = (number: number) =>
  scene
    .said(number)
    .filter(({ body }) => body.includes('firstline:rating '))
    .map(({ id }) => id)
const isOpen = (number: number) => scene.thread(number).closedAt === null
const parts = (number: number, kind: string) => scene.parts(number).filter((one) => one.startsWith(kind))
const csat = async () => {
  await scene.pass(2 * HOUR)
  return scene.metrics().tiers.all?.csat
}

test('whoever asked is asked once, in words that say how, and /rate counts', async () => {
  await begin()
  const { number } = await solved()
  expect(scene.said(number).at(-1)?.body).toBe(
    '⭐ @paula, how well was this solved? Please comment `/rate 1` (badly) to `/rate 5` (very well), or react to this comment with 👍 or 👎.\n\n<!-- firstline:rating 1 -->',
  )
  const first = await comment(number, 'paula', '/rate 3')
  const last = await comment(number, 'paula', '/rate 4')
  for (const id of [first, last]) expect(scene.reactions(number, id)).toEqual(['+1'])
  expect(await csat()).toEqual({ ratings: 1, satisfied: 1 })
  expect(scene.metrics().tiers.pro?.csat).toEqual({ ratings: 1, satisfied: 1 })
  expect(requests(number)).toHaveLength(1)
  expect(isOpen(number)).toBe(false)
})

test('nobody else may rate: a thumb down and no word', async () => {
  await begin()
  const { number, request } = await solved()
  const said = scene.said(number).length
  for (const login of ['maya', 'robin']) {
    const id = await comment(number, login, '/rate 1')
    expect(scene.reactions(number, id)).toEqual(['-1'])
    scene.acts.react(REPO, request, login, '-1')
  }
  await scene.pass(2 * MINUTE)
  expect(scene.said(number)).toHaveLength(said)
  expect(isOpen(number)).toBe(false)
  expect(await csat()).toEqual({ ratings: 0, satisfied: 0 })
})

test('👍 is 5; what is said last counts, and a thumb that is taken away counts no more', async () => {
  await begin()
  const { number, request } = await solved()
  await comment(number, 'paula', '/rate 3')
  scene.acts.react(REPO, request, 'paula', '+1')
  await scene.pass(2 * MINUTE)
  expect(await csat()).toEqual({ ratings: 1, satisfied: 1 })
  scene.acts.unreact(REPO, request, 'paula', '+1')
  await scene.pass(HOUR)
  expect(await csat()).toEqual({ ratings: 1, satisfied: 0 })
})

test('a 👎 opens the ticket again, calls whom the tier names and asks for a human; a second only asks', async () => {
  await begin()
  const { number, request } = await solved()
  scene.acts.react(REPO, request, 'paula', '-1')
  await scene.pass(2 * MINUTE)
  expect(isOpen(number)).toBe(true)
  expect(scene.labels(number)).toContain(NEEDS_HUMAN)
  expect(scene.said(number).at(-1)?.body).toBe(
    '@maya Whoever opened this rated its solution 1 of 5; a human is needed again.\n\n<!-- firstline:escalation low_rating -->',
  )
  await comment(number, 'maya', 'Sorry. Now it is right.')
  expect(scene.labels(number)).not.toContain(NEEDS_HUMAN)
  await close(number)
  expect(requests(number)).toHaveLength(2)
  await comment(number, 'paula', '/rate 2')
  expect(isOpen(number)).toBe(false)
  expect(scene.labels(number)).toContain(NEEDS_HUMAN)
  expect(parts(number, 'escalation')).toHaveLength(1)
  expect(await csat()).toEqual({ ratings: 1, satisfied: 0 })
  await comment(number, 'maya', 'What is missing?')
  expect(scene.labels(number)).not.toContain(NEEDS_HUMAN)
})

test('it is asked at most twice, however often a ticket is opened again', async () => {
  await begin()
  const { number } = await solved()
  for (let times = 0; times < 3; times++) {
    await scene.pass(HOUR)
    scene.acts.reopen(REPO, number, 'paula')
    await scene.settle()
    await close(number)
  }
  expect(parts(number, 'rating')).toEqual(['rating 1', 'rating 2'])
})

test.each([
  ['as not planned', 'paula', 'maya', 'not_planned'],
  ['as a duplicate', 'paula', 'maya', 'duplicate'],
  ['by a machine', 'paula', 'actions[bot]', 'completed'],
  ['of a maintainer', 'maya', 'maya', 'completed'],
])('a ticket that is closed %s is not asked about', async (_, opener, closer, reason) => {
  await begin()
  scene.acts.addBot('actions[bot]')
  const number = await open(opener)
  await close(number, closer, reason)
  expect(parts(number, 'rating')).toEqual([])
})

test('a close by Firstline is automatic: after a wait, and by a label that closes', async () => {
  await begin(RATED.replace('reason: not_planned', 'reason: completed'))
  const waited = await open('robin')
  scene.acts.label(REPO, waited, 'maya', 'stale')
  const closed = await open('robin')
  scene.acts.label(REPO, closed, 'maya', 'needs: reproduction')
  await scene.settle()
  await scene.pass(3 * DAY)
  for (const number of [waited, closed]) {
    expect(isOpen(number)).toBe(false)
    expect(parts(number, 'rating')).toEqual([])
  }
  // Whoever says so unasked is heard all the same.
  const id = await comment(closed, 'robin', '/rate 2')
  expect(scene.reactions(closed, id)).toEqual(['+1'])
  expect(isOpen(closed)).toBe(true)
  await scene.pass(3 * DAY)
  expect(isOpen(closed)).toBe(true)
  expect(parts(closed, 'escalation')).toHaveLength(1)
})

test('settings that begin to ask do so of tickets that are opened from then on', async () => {
  await begin(SETTINGS)
  const before = await open()
  scene.acts.putFile(REPO, 'maya', '.github/firstline.yml', RATED)
  await scene.settle()
  const after = await open()
  await close(before)
  await close(after)
  expect(parts(before, 'rating')).toEqual([])
  expect(parts(after, 'rating')).toEqual(['rating 1'])
})

test('a rating out of its time or place is a mistake, told in the language of who asks', async () => {
  await begin()
  const early = await open('robin', { title: '如何在代理后面使用它？', body: '下载总是失败。' })
  const id = await comment(early, 'robin', '/rate 5')
  expect(scene.reactions(early, id)).toEqual(['-1'])
  expect(scene.said(early).at(-1)?.body).toContain('问题解决之后才会请您评分')
  await scene.pass(MINUTE)
  await close(early)
  expect(scene.said(early).at(-1)?.body).toContain('这个问题解决得怎么样')
  await scene.pass(8 * DAY)
  await comment(early, 'robin', '/rate 1')
  expect(scene.said(early).at(-1)?.body).toContain('评分时间已过')
  expect(isOpen(early)).toBe(false)
  const wrong = await solved()
  for (const [body, told] of [
    ['/rate 6', 'Write it as `/rate 1-5`'],
    ['/rate', 'Write it as `/rate 1-5`'],
  ] as const) {
    await comment(wrong.number, 'paula', body)
    expect(scene.said(wrong.number).at(-1)?.body).toContain(told)
  }
  await comment(wrong.number, 'paula', '/rate 5 of 5, thank you')
  expect(await csat()).toEqual({ ratings: 0, satisfied: 0 })
})

test('a discussion is asked about when an answer is marked; a low rating there only asks for a human', async () => {
  await begin()
  const { number } = scene.acts.createDiscussion(REPO, 'paula', UNKNOWN)
  await scene.settle()
  const answer = await comment(number, 'maya', 'Use version 2.')
  scene.acts.answer(REPO, answer, 'paula')
  await scene.settle()
  expect(parts(number, 'rating')).toEqual(['rating 1'])
  await close(number, 'maya', 'resolved')
  expect(parts(number, 'rating')).toEqual(['rating 1'])
  scene.acts.reopen(REPO, number, 'maya')
  await scene.settle()
  scene.acts.react(REPO, requests(number)[0]!, 'paula', '-1')
  await scene.pass(5 * MINUTE)
  expect(isOpen(number)).toBe(true)
  expect(scene.labels(number)).toContain(NEEDS_HUMAN)
  expect(parts(number, 'escalation')).toEqual([])
})

test('a discussion that was closed as resolved is opened again by a low rating', async () => {
  await begin()
  const { number } = scene.acts.createDiscussion(REPO, 'paula', UNKNOWN)
  await scene.settle()
  await close(number, 'maya', 'resolved')
  expect(parts(number, 'rating')).toEqual(['rating 1'])
  await comment(number, 'paula', '/rate 1')
  expect(isOpen(number)).toBe(true)
  expect(parts(number, 'escalation')).toEqual(['escalation low_rating'])
})

test('a request that was deleted is not made again', async () => {
  await begin()
  const { number, request } = await solved()
  scene.acts.deleteComment(REPO, request, 'maya')
  await scene.settle()
  await scene.pass(HOUR)
  expect(requests(number)).toEqual([])
})

test('clocks run on where a low rating opens a ticket again', async () => {
  await begin()
  const { number } = await solved()
  await comment(number, 'paula', 'It is not solved.\n\n/rate 1')
  expect(isOpen(number)).toBe(true)
  await scene.pass(7 * HOUR)
  expect(scene.labels(number)).toContain('sla: at risk')
  await scene.pass(2 * HOUR)
  expect(scene.labels(number)).toContain('sla: missed')
})

test('nobody is asked on a locked ticket, and once where the close was found by reading', async () => {
  await begin()
  const [locked, away] = [await open(), await open()]
  scene.acts.lock(REPO, locked, 'maya')
  await close(locked)
  expect(parts(locked, 'rating')).toEqual([])
  scene.github.pauseWebhooks('drop')
  scene.acts.close(REPO, away, 'maya', 'completed')
  scene.github.resumeWebhooks()
  await scene.pass(2 * HOUR)
  expect(parts(away, 'rating')).toEqual(['rating 1'])
  await scene.pass(2 * HOUR)
  expect(parts(away, 'rating')).toEqual(['rating 1'])
})

test('what was rated counts where a ticket goes on, and where it is deleted', async () => {
  const OTHER = 'acme/other'
  scene = await openScene({
    settings: RATED,
    covers: [REPO, OTHER],
    before: (acts) => {
      acts.addRepository(OTHER)
      acts.setPermission(OTHER, 'maya', 'triage')
      acts.putFile(OTHER, 'maya', '.github/firstline.yml', RATED)
    },
  })
  const [word, hand, gone] = [await solved('paula'), await solved('robin'), await solved('sam')]
  await comment(word.number, 'paula', '/rate 4')
  await comment(gone.number, 'sam', '/rate 5')
  scene.acts.react(REPO, hand.request, 'robin', '+1')
  await scene.pass(2 * MINUTE)
  for (const { number } of [word, hand]) {
    scene.acts.transfer(REPO, number, 'maya', OTHER)
    await scene.settle()
  }
  scene.acts.deleteIssue(REPO, gone.number, 'maya')
  expect(await csat()).toEqual({ ratings: 1, satisfied: 1 })
  const tiers = await reportOf(scene, OTHER)
  expect(tiers.all?.csat).toEqual({ ratings: 2, satisfied: 2 })
})
