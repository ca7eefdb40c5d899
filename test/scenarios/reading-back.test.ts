// A delivery is lost for good: what is read back afterwards tells the same as if it had come.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { ticketCommand } from '../../src/cli/ticket.ts'
import type { Clock } from '../../src/decide/clock-types.ts'
import type { Entry } from '../../src/domain/ticket.ts'
import { HOUR, MINUTE, openScene, REPO, type Scene, UNKNOWN } from './harness.ts'

const SETTINGS = `
desk: { issue: false }
tiers:
  gold: { label: { name: "support: gold" }, promise: { first_response: 4h } }
  pro: { label: { name: "support: pro" }, promise: { first_response: 8h, next_response: 8h, resolution: 2d } }
entitlements: { github_sponsors: ~, users: { paula: pro } }
`

/** The ticket is number 1. `comments`: ids of the comments so far. */
interface Story {
  scene: Scene
  comments: number[]
}
type Act = (story: Story) => void

const say =
  (login: string, body: string): Act =>
  ({ scene, comments }) => {
    const discussion = scene.thread(1).kind === 'discussion'
    const { id } = discussion
      ? scene.acts.discussionComment(REPO, 1, login, body)
      : scene.acts.comment(REPO, 1, login, body)
    comments.push(id)
  }
const issue: Act = ({ scene }) => scene.acts.openIssue(REPO, 'paula', UNKNOWN)
const discussion: Act = ({ scene }) => scene.acts.createDiscussion(REPO, 'paula', UNKNOWN)
const remove =
  (place: number): Act =>
  ({ scene, comments }) =>
    scene.acts.deleteComment(REPO, comments[place]!, 'maya')
const edit =
  (place: number, body: string): Act =>
  ({ scene, comments }) =>
    scene.acts.editComment(REPO, comments[place]!, 'maya', body)
const mark =
  (place: number): Act =>
  ({ scene, comments }) =>
    scene.acts.answer(REPO, comments[place]!, 'paula')
const on =
  (label: string): Act =>
  ({ scene }) =>
    scene.acts.label(REPO, 1, 'maya', label)
const off =
  (label: string): Act =>
  ({ scene }) =>
    scene.acts.unlabel(REPO, 1, 'maya', label)
const close: Act = ({ scene }) => scene.acts.close(REPO, 1, 'maya')
const reopen: Act = ({ scene }) => scene.acts.reopen(REPO, 1, 'paula')
const lose =
  (label: string): Act =>
  ({ scene }) =>
    scene.acts.deleteLabel(REPO, 'maya', label)

const WAITING = 'waiting: requester'
/** What happens, what of it nobody tells, and by how much the clocks may differ where GitHub does not say when. */
const STORIES: Array<[name: string, before: Act[], lost: Act, apartMs?: number]> = [
  ['the response was deleted', [issue, say('maya', 'Try again.')], remove(0)],
  ['a response in a discussion was deleted', [discussion, say('maya', 'Try again.')], remove(0)],
  ['a comment was made a command', [issue, say('maya', 'Soon.')], edit(0, '/waiting'), 15 * MINUTE],
  ['a command was made a comment', [issue, say('maya', '/waiting')], edit(0, 'Which version is it?')],
  [
    'the answer was unmarked',
    [discussion, say('eve', 'So.'), mark(0)],
    ({ scene, comments }) => scene.acts.unanswer(REPO, comments[0]!, 'paula'),
  ],
  ['the answer was deleted', [discussion, say('eve', 'So.'), mark(0)], remove(0), 15 * MINUTE],
  ['another answer was marked', [discussion, say('eve', 'So.'), say('maya', 'No, so.'), mark(0)], mark(1)],
  ['a discussion was closed', [discussion, say('maya', 'So.')], close],
  ['a discussion was reopened', [discussion, close], reopen],
  ['an issue was closed', [issue, say('maya', 'So.')], close],
  ['an issue was reopened', [issue, close], reopen],
  ['a label came onto an issue', [issue, say('maya', 'So?')], on(WAITING)],
  ['a label came off an issue', [issue, say('maya', 'So?'), on(WAITING)], off(WAITING)],
  ['a label came onto a discussion', [discussion, say('maya', 'So?')], on(WAITING), 15 * MINUTE],
  ['a label came off a discussion', [discussion, say('maya', 'So?'), on(WAITING)], off(WAITING), 15 * MINUTE],
  ['a label was deleted', [issue, say('maya', 'So?'), on(WAITING)], lose(WAITING), 15 * MINUTE],
  [
    'a label of a discussion was deleted',
    [discussion, say('maya', 'So?'), on(WAITING)],
    lose(WAITING),
    15 * MINUTE,
  ],
]

const scenes: Array<{ scene: Scene; dataDir: string }> = []
afterAll(async () => {
  for (const { scene, dataDir } of scenes) {
    await scene.close()
    await rm(dataDir, { recursive: true, force: true })
  }
})

async function open(settings = SETTINGS): Promise<Story & { dataDir: string }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'firstline-reading-'))
  const scene = await openScene({ settings, dataDir })
  scenes.push({ scene, dataDir })
  await scene.pass(HOUR)
  return { scene, dataDir, comments: [] }
}

/** The command line has the machine's own clock: what runs is told as of `at`. */
async function seen(dataDir: string): Promise<{ clocks: Clock[]; entries: Entry[]; at: number }> {
  const at = Date.now()
  let text = ''
  const out = (more: string) => {
    text += more
  }
  const io = { out, err: out, interactive: false, cwd: dataDir, env: { DATA_DIR: dataDir } }
  expect(await ticketCommand.run([`${REPO}#1`, '--json'], io)).toBe(0)
  return { ...JSON.parse(text), at }
}

/** What settles takes some seconds of the scene's clock, more or less of them. */
const SETTLING_MS = MINUTE

/** Plays a story, half an hour between its acts; the last act is told or not. */
async function play(before: Act[], last: Act, told: boolean) {
  const story = await open()
  const { scene, dataDir } = story
  const startedAt = scene.clock.now()
  const until = (ms: number) => scene.pass(startedAt + ms - scene.clock.now())
  for (const [place, act] of before.entries()) {
    act(story)
    await scene.settle()
    await until((place + 1) * 30 * MINUTE - SETTLING_MS)
    scene.clock.skip(startedAt + (place + 1) * 30 * MINUTE - scene.clock.now())
  }
  if (!told) scene.github.pauseWebhooks('drop')
  last(story)
  await scene.github.settle()
  scene.github.resumeWebhooks()
  await scene.settle()
  await scene.pass(11 * MINUTE)
  await until(5 * HOUR - SETTLING_MS)
  scene.clock.skip(startedAt + 5 * HOUR - scene.clock.now())
  return { ...(await seen(dataDir)), scene, dataDir }
}

/** How long a clock ran; one that runs still, less the time that is the same for all. */
function ranFor({ outcome, wallMs }: Clock, at: number): number {
  return outcome === 'running' ? wallMs - at : wallMs
}

describe.each(STORIES)('%s, and nobody told', (_, before, lost, apartMs = 2_000) => {
  test('the clocks are as if it had been told', async () => {
    const live = await play(before, lost, true)
    const read = await play(before, lost, false)
    const outcomes = (clocks: Clock[]) => clocks.map(({ kind, outcome }) => [kind, outcome])
    expect(outcomes(read.clocks)).toEqual(outcomes(live.clocks))
    for (const [place, clock] of live.clocks.entries()) {
      const apart = ranFor(clock, live.at) - ranFor(read.clocks[place]!, read.at)
      expect(Math.abs(apart)).toBeLessThanOrEqual(apartMs)
    }
    // Reading it again finds nothing new.
    const { scene, dataDir } = read
    await scene.pass(11 * MINUTE)
    expect((await seen(dataDir)).entries).toEqual(read.entries)
  })
})

test('a label found on a discussion is a maintainer’s word from then on', async () => {
  const story = await open()
  const { scene } = story
  scene.acts.createDiscussion(REPO, 'robin', UNKNOWN)
  await scene.settle()
  scene.github.pauseWebhooks('drop')
  on('support: gold')(story)
  await scene.github.settle()
  scene.github.resumeWebhooks()
  await scene.pass(11 * MINUTE)
  const foundAt = scene.clock.now()
  expect(scene.labels(1)).toContain('support: gold')
  const { clocks } = await seen(story.dataDir)
  expect(Math.abs(Number(new Date(clocks[0]?.deadlineAt ?? 0)) - (foundAt + 4 * HOUR))).toBeLessThan(MINUTE)
})

test('a label of Firstline’s own, found on a discussion, is no maintainer’s word', async () => {
  const { scene, dataDir } = await open()
  scene.acts.createDiscussion(REPO, 'paula', UNKNOWN)
  await scene.github.settle()
  scene.github.pauseWebhooks('drop')
  await scene.settle()
  expect(scene.labels(1)).toEqual(['support: pro'])
  scene.github.resumeWebhooks()
  await scene.pass(11 * MINUTE)
  const { entries } = await seen(dataDir)
  expect(entries.filter(({ kind }) => kind === 'labeled')).toMatchObject([
    { actor: { login: scene.github.botLogin }, data: { label: 'support: pro', found: true } },
  ])
})

test('a tier’s label that is deleted from the repository is made again and put back, whether told or not', async () => {
  for (const told of [true, false]) {
    for (const start of [issue, discussion]) {
      const story = await open()
      const { scene } = story
      start(story)
      await scene.settle()
      await scene.pass(10 * MINUTE)
      if (!told) scene.github.pauseWebhooks('drop')
      lose('support: pro')(story)
      await scene.github.settle()
      scene.github.resumeWebhooks()
      expect(scene.labels(1)).toEqual([])
      await scene.settle()
      await scene.pass(11 * MINUTE)
      await scene.pass(HOUR)
      expect([told, start.name, scene.labels(1)]).toEqual([told, start.name, ['support: pro']])
    }
  }
})

test('an issue whose deletion nobody told is gone', async () => {
  const story = await open()
  const { scene } = story
  issue(story)
  await scene.settle()
  await scene.pass(10 * MINUTE)
  scene.github.pauseWebhooks('drop')
  scene.acts.deleteIssue(REPO, 1, 'maya')
  await scene.github.settle()
  scene.github.resumeWebhooks()
  await scene.pass(11 * MINUTE)
  const { entries } = await seen(story.dataDir)
  expect(entries.at(-1)).toMatchObject({ kind: 'deleted', data: { found: true } })
  await scene.pass(12 * HOUR)
  expect(scene.warnings).toEqual([])
})

describe('within one second', () => {
  const TIES: Array<[name: string, before: Act[], both: Act[], isOpen: boolean]> = [
    ['reopened, then closed', [issue, close], [reopen, close], false],
    ['closed, then reopened', [issue], [close, reopen], true],
    ['closed, reopened and closed', [issue], [close, reopen, close], false],
    ['a discussion reopened, then closed', [discussion, close], [reopen, close], false],
    ['a discussion closed, then reopened', [discussion], [close, reopen], true],
    ['a discussion closed, reopened and closed', [discussion], [close, reopen, close], false],
  ]

  test.each(TIES)('%s', async (_, before, both, isOpen) => {
    for (const reversed of [false, true]) {
      const story = await open()
      const { scene, dataDir } = story
      for (const act of before) {
        act(story)
        await scene.settle()
        await scene.pass(30 * MINUTE)
      }
      await tell(scene, reversed, () => {
        for (const act of both) act(story)
      })
      const { clocks } = await seen(dataDir)
      expect(clocks[0]?.outcome).toBe(isOpen ? 'running' : 'closed_unanswered')
      await scene.pass(9 * HOUR)
      const escalated = scene.parts(1).some((part) => part.startsWith('escalation'))
      expect(escalated).toBe(isOpen)
    }
  })

  test.each([
    ['labelled, then unlabelled', [on('support: gold'), off('support: gold')], false],
    ['unlabelled, then labelled', [off('support: gold'), on('support: gold')], true],
  ])('%s', async (_, both, stays) => {
    for (const start of [issue, discussion]) {
      const story = await open()
      const { scene } = story
      start(story)
      if (stays) on('support: gold')(story)
      await scene.settle()
      await scene.pass(30 * MINUTE)
      await tell(scene, true, () => {
        for (const act of both) act(story)
      })
      await scene.pass(HOUR)
      expect(scene.labels(1).includes('support: gold')).toBe(stays)
    }
  })

  /** Deliveries come all at once, in GitHub's order or the other way round. */
  async function tell(scene: Scene, reversed: boolean, act: () => void): Promise<void> {
    const { github } = scene
    github.pauseWebhooks('fail')
    const before = github.deliveries.length
    act()
    await github.settle()
    const told = github.deliveries.slice(before)
    github.resumeWebhooks()
    for (const { id } of reversed ? told.reverse() : told) github.redeliver(id)
    await scene.settle()
    await scene.pass(MINUTE)
  }
})
