// A delivery is lost for good: what is read back afterwards tells the same as if it had come.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ticketCommand } from '../../src/cli/ticket.ts'
import type { Clock } from '../../src/domain/clock.ts'
import type { Entry } from '../../src/domain/ticket.ts'
import { HOUR, MINUTE, openScene, REPO, type Scene, UNKNOWN } from './harness.ts'

const SETTINGS = `
desk: { issue: false }
tiers:
  gold: { label: { name: "support: gold" }, promise: { first_response: 4h } }
  pro: { label: { name: "support: pro" }, promise: { first_response: 8h, next_response: 8h, resolution: 2d } }
entitlements: { github_sponsors: ~, users: { paula: pro } }
`

/** One ticket's story. `comments`: ids of the comments so far. */
interface Story {
  scene: Scene
  number: number
  comments: number[]
}
type Act = (story: Story) => void

const say =
  (login: string, body: string): Act =>
  ({ scene, number, comments }) => {
    const isDiscussion = scene.thread(number).kind === 'discussion'
    const { id } = isDiscussion
      ? scene.acts.discussionComment(REPO, number, login, body)
      : scene.acts.comment(REPO, number, login, body)
    comments.push(id)
  }
const issue: Act = (story) => {
  story.number = story.scene.acts.openIssue(REPO, 'paula', UNKNOWN).number
}
const discussion: Act = (story) => {
  story.number = story.scene.acts.createDiscussion(REPO, 'paula', UNKNOWN).number
}
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
  ({ scene, number }) =>
    scene.acts.label(REPO, number, 'maya', label)
const off =
  (label: string): Act =>
  ({ scene, number }) =>
    scene.acts.unlabel(REPO, number, 'maya', label)
const close: Act = ({ scene, number }) => scene.acts.close(REPO, number, 'maya')
const reopen: Act = ({ scene, number }) => scene.acts.reopen(REPO, number, 'paula')
const lose =
  (label: string): Act =>
  ({ scene }) =>
    scene.acts.deleteLabel(REPO, 'maya', label)

const WAITING = 'waiting: requester'
const GOLD = 'support: gold'
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
  [
    'the requester edited the text',
    [issue, say('maya', 'Which version?'), on(WAITING)],
    ({ scene, number }) => scene.acts.editIssue(REPO, number, 'paula', { body: 'Version 3.' }),
  ],
  ['a label came onto an issue', [issue, say('maya', 'So?')], on(WAITING)],
  ['a label came off an issue', [issue, say('maya', 'So?'), on(WAITING)], off(WAITING)],
  ['a label came onto a discussion', [discussion, say('maya', 'So?')], on(WAITING), 15 * MINUTE],
  ['a label came off a discussion', [discussion, say('maya', 'So?'), on(WAITING)], off(WAITING), 15 * MINUTE],
]

/** A label is deleted for all tickets at once. */
const LOST_LABEL: typeof STORIES = [
  ['a label of an issue was deleted', [issue, say('maya', 'So?'), on(WAITING)], lose(WAITING), 15 * MINUTE],
  [
    'a label of a discussion was deleted',
    [discussion, say('maya', 'So?'), on(WAITING)],
    () => {},
    15 * MINUTE,
  ],
]

interface Desk {
  scene: Scene
  dataDir: string
}

async function open(): Promise<Desk> {
  const dataDir = await mkdtemp(join(tmpdir(), 'firstline-reading-'))
  return { scene: await openScene({ settings: SETTINGS, dataDir }), dataDir }
}

async function shut({ scene, dataDir }: Desk): Promise<void> {
  await scene.close()
  await rm(dataDir, { recursive: true, force: true })
}

const begin = (scene: Scene): Story => ({ scene, number: 0, comments: [] })

interface Seen {
  clocks: Clock[]
  entries: Entry[]
  /** The command line has the machine's own clock: what runs is told as of this moment. */
  at: number
}

async function seen(dataDir: string, number = 1): Promise<Seen> {
  const at = Date.now()
  let text = ''
  const out = (more: string) => {
    text += more
  }
  const io = { out, err: out, interactive: false, cwd: dataDir, env: { DATA_DIR: dataDir } }
  expect(await ticketCommand.run([`${REPO}#${number}`, '--json'], io)).toBe(0)
  return { ...JSON.parse(text), at }
}

/** What settles takes some seconds of the scene's clock, more or less of them. */
const SETTLING_MS = MINUTE
const STEP_MS = 30 * MINUTE

/** Plays stories side by side, half an hour between their acts; the last act of each is told or not. */
async function play(stories: typeof STORIES, told: boolean): Promise<Seen[]> {
  const desk = await open()
  const { scene, dataDir } = desk
  const startedAt = scene.clock.now()
  const until = async (ms: number) => {
    await scene.pass(startedAt + ms - SETTLING_MS - scene.clock.now())
    scene.clock.skip(startedAt + ms - scene.clock.now())
  }
  const played = stories.map(([, before]) => ({ story: begin(scene), before }))
  const steps = Math.max(...stories.map(([, before]) => before.length))
  for (let step = 0; step < steps; step++) {
    for (const { story, before } of played) before[step]?.(story)
    await scene.settle()
    await until((step + 1) * STEP_MS)
  }
  if (!told) scene.github.pauseWebhooks('drop')
  for (const [place, [, , last]] of stories.entries()) last(played[place]!.story)
  await scene.github.settle()
  scene.github.resumeWebhooks()
  await scene.settle()
  await scene.pass(11 * MINUTE)
  await until(5 * HOUR)
  const all: Seen[] = []
  for (const { story } of played) all.push(await seen(dataDir, story.number))
  if (!told) {
    // Reading it again finds nothing new.
    await scene.pass(11 * MINUTE)
    for (const [place, { story }] of played.entries()) {
      expect((await seen(dataDir, story.number)).entries).toEqual(all[place]?.entries)
    }
  }
  await shut(desk)
  return all
}

/** How long a clock ran; one that runs still, less the time that is the same for all. */
function ranFor({ outcome, wallMs }: Clock, at: number): number {
  return outcome === 'running' ? wallMs - at : wallMs
}

describe.each([
  ['a delivery', STORIES],
  ['the deletion of a label', LOST_LABEL],
])('the clocks are as if %s had been told', (_, stories) => {
  let live: Seen[]
  let read: Seen[]
  beforeAll(async () => {
    live = await play(stories, true)
    read = await play(stories, false)
  }, 120_000)

  test.each(stories.map(([name, , , apartMs = 2_000], place) => ({ name, place, apartMs })))(
    'when $name',
    ({ place, apartMs }) => {
      const [one, other] = [live[place]!, read[place]!]
      const outcomes = ({ clocks }: Seen) => clocks.map(({ kind, outcome }) => [kind, outcome])
      expect(outcomes(other)).toEqual(outcomes(one))
      for (const [index, clock] of one.clocks.entries()) {
        const apart = ranFor(clock, one.at) - ranFor(other.clocks[index]!, other.at)
        expect(Math.abs(apart)).toBeLessThanOrEqual(apartMs)
      }
    },
  )
})

describe('what was found', () => {
  let desk: Desk
  beforeEach(async () => {
    desk = await open()
  })
  afterEach(() => shut(desk))

  /** Something happens of which nobody tells; some time later it is read. */
  async function unheard(act: () => void): Promise<void> {
    const { scene } = desk
    scene.github.pauseWebhooks('drop')
    act()
    await scene.github.settle()
    scene.github.resumeWebhooks()
    await scene.settle()
    await scene.pass(11 * MINUTE)
  }

  test('on a discussion is a maintainer’s label from then on', async () => {
    const { scene, dataDir } = desk
    const { number } = scene.acts.createDiscussion(REPO, 'robin', UNKNOWN)
    await scene.settle()
    await unheard(() => scene.acts.label(REPO, number, 'maya', 'support: gold'))
    const foundAt = scene.clock.now()
    expect(scene.labels(number)).toContain('support: gold')
    const [first] = (await seen(dataDir)).clocks
    expect(Math.abs(Number(new Date(first?.deadlineAt ?? 0)) - (foundAt + 4 * HOUR))).toBeLessThan(MINUTE)
  })

  test('on a discussion is Firstline’s own label where it put it there', async () => {
    const { scene, dataDir } = desk
    const { number } = scene.acts.createDiscussion(REPO, 'paula', UNKNOWN)
    await scene.github.settle()
    scene.github.pauseWebhooks('drop')
    await scene.settle()
    expect(scene.labels(number)).toEqual(['support: pro'])
    scene.github.resumeWebhooks()
    await scene.pass(11 * MINUTE)
    const { entries } = await seen(dataDir)
    expect(entries.filter(({ kind }) => kind === 'labeled')).toMatchObject([
      { actor: { login: scene.github.botLogin }, data: { label: 'support: pro', found: true } },
    ])
  })

  test.each([
    ['told', true],
    ['not told', false],
  ])('to be a deleted label of a tier is made again and put back, %s', async (_, told) => {
    const { scene } = desk
    const numbers = [
      scene.acts.openIssue(REPO, 'paula', UNKNOWN).number,
      scene.acts.createDiscussion(REPO, 'paula', UNKNOWN).number,
    ]
    await scene.settle()
    await scene.pass(10 * MINUTE)
    const remove = () => scene.acts.deleteLabel(REPO, 'maya', 'support: pro')
    if (told) remove()
    else await unheard(remove)
    if (told) await scene.settle()
    await scene.pass(HOUR)
    for (const number of numbers) expect(scene.labels(number)).toEqual(['support: pro'])
  })

  test('to be missing is a deleted ticket', async () => {
    const { scene, dataDir } = desk
    const { number } = scene.acts.openIssue(REPO, 'paula', UNKNOWN)
    await scene.settle()
    await scene.pass(10 * MINUTE)
    await unheard(() => scene.acts.deleteIssue(REPO, number, 'maya'))
    const { entries } = await seen(dataDir)
    expect(entries.at(-1)).toMatchObject({ kind: 'deleted', data: { found: true } })
    await scene.pass(12 * HOUR)
    expect(scene.warnings).toEqual([])
  })

  test('to be missing is a deleted ticket, also where others were closed meanwhile', async () => {
    const { scene, dataDir } = desk
    const { number } = scene.acts.openIssue(REPO, 'paula', UNKNOWN)
    const other = scene.acts.openIssue(REPO, 'paula', UNKNOWN)
    await scene.settle()
    await scene.pass(10 * MINUTE)
    await unheard(() => {
      scene.acts.close(REPO, other.number, 'maya')
      scene.acts.deleteIssue(REPO, number, 'maya')
    })
    const { entries } = await seen(dataDir)
    expect(entries.filter(({ kind }) => kind === 'deleted')).toMatchObject([{ data: { found: true } }])
  })
})

describe.each([
  ['in GitHub’s order', false],
  ['the other way round', true],
])('what happened within one second, delivered %s', (_, reversed) => {
  /** And whether the ticket is open in the end, or has the label. */
  const TIES: Array<[name: string, before: Act[], both: Act[], isOpen: boolean, isGold: boolean]> = [
    ['reopened, then closed', [issue, close], [reopen, close], false, false],
    ['closed, then reopened', [issue], [close, reopen], true, false],
    ['closed, reopened and closed', [issue], [close, reopen, close], false, false],
    ['a discussion reopened, then closed', [discussion, close], [reopen, close], false, false],
    ['a discussion closed, then reopened', [discussion], [close, reopen], true, false],
    ['a discussion closed, reopened and closed', [discussion], [close, reopen, close], false, false],
    ['labelled, then unlabelled', [issue], [on(GOLD), off(GOLD)], true, false],
    ['unlabelled, then labelled', [issue, on(GOLD)], [off(GOLD), on(GOLD)], true, true],
    ['a discussion labelled, then unlabelled', [discussion], [on(GOLD), off(GOLD)], true, false],
    ['a discussion unlabelled, then labelled', [discussion, on(GOLD)], [off(GOLD), on(GOLD)], true, true],
  ]

  let desk: Desk
  let stories: Story[]
  const outcomes: string[] = []
  beforeAll(async () => {
    desk = await open()
    const { scene, dataDir } = desk
    const { github } = scene
    stories = TIES.map(() => begin(scene))
    for (let step = 0; step < 2; step++) {
      for (const [place, [, before]] of TIES.entries()) before[step]?.(stories[place]!)
      await scene.settle()
      await scene.pass(10 * MINUTE)
    }
    github.pauseWebhooks('fail')
    const before = github.deliveries.length
    for (const [place, [, , both]] of TIES.entries()) for (const act of both) act(stories[place]!)
    await github.settle()
    const told = github.deliveries.slice(before)
    github.resumeWebhooks()
    for (const { id } of reversed ? told.reverse() : told) github.redeliver(id)
    await scene.settle()
    await scene.pass(MINUTE)
    for (const { number } of stories) {
      outcomes.push((await seen(dataDir, number)).clocks[0]?.outcome ?? '')
    }
    await scene.pass(9 * HOUR)
  }, 120_000)
  afterAll(() => shut(desk))

  test.each(TIES.map(([name, , , isOpen, isGold], place) => ({ name, place, isOpen, isGold })))(
    '$name',
    ({ place, isOpen, isGold }) => {
      const { scene } = desk
      const { number } = stories[place]!
      expect(outcomes[place]).toBe(isOpen ? 'running' : 'closed_unanswered')
      expect(scene.parts(number).some((part) => part.startsWith('escalation'))).toBe(isOpen)
      expect(scene.labels(number).includes('support: gold')).toBe(isGold)
    },
  )
})
