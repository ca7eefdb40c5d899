// Deliveries come late, twice and in any order: the end is always the same.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deliver, HOUR, KNOWN, MINUTE, openScene, REPO, type Scene, UNKNOWN } from './harness.ts'

const scenes: Scene[] = []
afterAll(async () => {
  for (const scene of scenes) await scene.close()
})

/** Two days on GitHub, of which Firstline hears nothing. */
function happenings({ acts, clock }: Scene): void {
  const later = (ms: number) => clock.skip(ms)
  const issue = acts.openIssue(REPO, 'paula', UNKNOWN).number
  later(HOUR)
  const question = acts.openIssue(REPO, 'robin', KNOWN).number
  const discussion = acts.createDiscussion(REPO, 'sam', UNKNOWN).number
  later(20 * MINUTE)
  acts.comment(REPO, issue, 'eve', 'Me too.')
  later(20 * MINUTE)
  const { id } = acts.comment(REPO, issue, 'maya', 'Which version?')
  later(MINUTE)
  acts.label(REPO, issue, 'maya', 'waiting: requester')
  acts.editComment(REPO, id, 'maya', 'Which version? Please say.')
  later(3 * HOUR)
  acts.comment(REPO, issue, 'paula', 'Version 3.')
  acts.comment(REPO, question, 'maya', 'See the readme.')
  later(MINUTE)
  acts.close(REPO, question, 'maya', 'completed')
  later(MINUTE)
  acts.reopen(REPO, question, 'robin')
  const answer = acts.discussionComment(REPO, discussion, 'maya', 'It is the seventh.').id
  later(MINUTE)
  acts.answer(REPO, answer, 'sam')
  acts.label(REPO, question, 'maya', 'kb: proxy')
  later(HOUR)
  acts.comment(REPO, issue, 'maya', 'Fixed.\n\n/tier sponsor')
}

/** Plays the story, then delivers it in the order that `arrange` makes of it, and returns how everything stands. */
async function play(arrange: <T>(deliveries: T[]) => T[]): Promise<unknown> {
  const scene = await openScene()
  scenes.push(scene)
  const { github } = scene
  github.pauseWebhooks('fail')
  const before = github.deliveries.length
  happenings(scene)
  await github.settle()
  const told = github.deliveries.slice(before)
  github.resumeWebhooks()
  for (const { event, body, guid } of arrange(told)) await deliver(scene, event, body, { guid })
  await scene.settle()
  await scene.pass(MINUTE)
  const { number } = scene.acts.openIssue(REPO, 'maya', { title: 'Figures, please' })
  scene.acts.comment(REPO, number, 'maya', '/metrics')
  await scene.settle()
  const threads = github.threads(REPO).filter((one) => one !== scene.desk())
  const { generated_at: _, ...figures } = scene.metrics()
  return {
    figures: JSON.parse(
      JSON.stringify(figures, (key, value) => (/^(from|to)$/.test(key) ? undefined : value)),
    ),
    threads: threads.map((one) => {
      return [one.number, scene.labels(one.number), scene.parts(one.number).sort(), one.closedAt !== null]
    }),
  }
}

let inOrder: unknown
beforeAll(async () => {
  inOrder = await play((deliveries) => deliveries)
})

test('each delivery twice', async () => {
  expect(await play((deliveries) => deliveries.flatMap((one) => [one, one]))).toEqual(inOrder)
})

test('everything backwards', async () => {
  expect(await play((deliveries) => [...deliveries].reverse())).toEqual(inOrder)
})

test.each([1, 2, 3])('shuffled, and some of it twice (%i)', async (seed) => {
  const shuffled = <T>(deliveries: T[]) =>
    [...deliveries, ...deliveries.slice(0, 7)]
      .map((one, place) => ({ one, rank: Math.sin(seed * 1000 + place * 77.7) }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ one }) => one)
  expect(await play(shuffled)).toEqual(inOrder)
})

test('half of it lost: the rest is read from GitHub', async () => {
  expect(await play((deliveries) => deliveries.filter((_, place) => place % 2 === 0))).toEqual(inOrder)
})
