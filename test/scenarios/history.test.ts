// One story, seen live and read afterwards: both ledgers tell the same times.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ticketCommand } from '../../src/cli/ticket.ts'
import type { Acts } from '../../src/embedded-github/acts.ts'
import { DAY, HOUR, MINUTE, openScene, REPO, type Scene, UNKNOWN } from './harness.ts'

interface ClockSeen {
  kind: string
  outcome: string
  startedAt: number
  respondedAt: number | null
  stoppedAt: number | null
  wallMs: number
}

/** The comment that is marked as an answer. */
let answerId = 0

/** Acts on GitHub, with the time that passes after each. */
const STORY: Array<[act: (acts: Acts) => void, thenMs: number]> = [
  [(acts) => acts.openIssue(REPO, 'robin', UNKNOWN), 3 * HOUR],
  [(acts) => acts.comment(REPO, 1, 'eve', 'Me too.'), 20 * MINUTE],
  [(acts) => acts.comment(REPO, 1, 'maya', 'Which version?'), 10 * MINUTE],
  [(acts) => acts.label(REPO, 1, 'maya', 'waiting: requester'), DAY],
  [(acts) => acts.comment(REPO, 1, 'robin', 'Version 3.'), 30 * MINUTE],
  [(acts) => acts.openIssue(REPO, 'eve', { title: 'Nobody cared' }), HOUR],
  [(acts) => acts.close(REPO, 2, 'eve', 'not_planned'), HOUR],
  [(acts) => acts.comment(REPO, 1, 'maya', 'I can reproduce it.'), 2 * HOUR],
  [(acts) => acts.close(REPO, 1, 'maya', 'completed'), HOUR],
  [(acts) => acts.reopen(REPO, 1, 'robin'), 5 * MINUTE],
  [(acts) => acts.comment(REPO, 1, 'robin', 'It is back.'), 2 * HOUR],
  [(acts) => acts.comment(REPO, 1, 'maya', 'Now it is fixed.'), MINUTE],
  [(acts) => acts.close(REPO, 1, 'maya', 'completed'), MINUTE],
  [(acts) => acts.createDiscussion(REPO, 'robin', { title: 'Which column is which?' }), 45 * MINUTE],
  [(acts) => acts.discussionComment(REPO, 3, 'maya', 'The seventh is the last.'), HOUR],
  [(acts) => acts.discussionComment(REPO, 3, 'robin', 'And the sixth?'), 10 * MINUTE],
  [(acts) => acts.discussionComment(REPO, 3, 'maya', 'The one before.'), 10 * MINUTE],
  [(acts) => acts.close(REPO, 3, 'robin', 'resolved'), 10 * MINUTE],
  [(acts) => acts.openIssue(REPO, 'robin', { title: 'It fails again' }), 50 * MINUTE],
  [(acts) => acts.comment(REPO, 4, 'maya', 'As in the first one.'), MINUTE],
  [(acts) => acts.close(REPO, 4, 'maya', 'duplicate'), HOUR],
  [(acts) => acts.createDiscussion(REPO, 'eve', { title: 'Where is the ledger kept?' }), HOUR],
  [(acts) => acts.discussionComment(REPO, 5, 'robin', 'I wonder too.'), 20 * MINUTE],
  [
    (acts) => {
      answerId = acts.discussionComment(REPO, 5, 'maya', 'In your home folder.').id
    },
    DAY,
  ],
  [(acts) => acts.answer(REPO, answerId, 'eve'), 10 * MINUTE],
]

/** The desk would take a number of the story. */
const SETTINGS = 'desk: { issue: false }\n'
const folders: string[] = []
const scenes: Scene[] = []
let live: ClockSeen[][]
let read: ClockSeen[][]
/** Of each ticket of the one scene, then of the other. */
const remarks: string[][] = []

beforeAll(async () => {
  live = await clocks(async (dataDir) => {
    const scene = await openScene({ settings: SETTINGS, dataDir })
    for (const [act, thenMs] of STORY) {
      act(scene.acts)
      await scene.settle()
      scene.clock.skip(thenMs - 1_000)
    }
    return scene
  })
  read = await clocks((dataDir) =>
    openScene({
      settings: SETTINGS,
      dataDir,
      before: (acts, clock) => {
        // As long as it takes to be installed in the other scene.
        clock.skip(HOUR)
        for (const [act, thenMs] of STORY) {
          act(acts)
          clock.skip(thenMs)
        }
      },
    }),
  )
})
afterAll(async () => {
  for (const scene of scenes) await scene.close()
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

test.each([
  ['an issue with a pause and a reopening', 0, 4],
  ['an issue that was closed without a word', 1, 2],
  ['a discussion', 2, 3],
  ['an issue that was closed as a duplicate', 3, 2],
  ['a discussion whose answer was marked a day later', 4, 2],
])('the clocks of %s agree within two seconds', (_, place, count) => {
  expect(live[place]).toHaveLength(count)
  expect(read[place]?.map((clock) => [clock.kind, clock.outcome])).toEqual(
    live[place]?.map((clock) => [clock.kind, clock.outcome]),
  )
  for (const [number, clock] of (live[place] ?? []).entries()) {
    expect(Math.abs(clock.wallMs - (read[place]?.[number]?.wallMs ?? Number.NaN))).toBeLessThanOrEqual(2_000)
  }
})

test('what they tell is what happened', () => {
  const [first, next, , resolution] = live[0] ?? []
  expect(first).toMatchObject({ outcome: 'responded', wallMs: 3 * HOUR + 20 * MINUTE })
  expect(next).toMatchObject({ outcome: 'responded', wallMs: 2 * HOUR + 30 * MINUTE })
  expect(resolution?.outcome).toBe('resolved')
  expect(live[1]?.[0]?.outcome).toBe('closed_unanswered')
})

test('where GitHub does not tell who did something, and when else, that is said', () => {
  const told = remarks.map((one) => one.length)
  expect(told).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 0, 0])
  expect(remarks[7]?.[0]).toContain("GitHub keeps no history of a discussion's labels and closes")
})

/** The clocks of the story's tickets, as the command line explains them. */
async function clocks(tell: (dataDir: string) => Promise<Scene>): Promise<ClockSeen[][]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'firstline-history-'))
  folders.push(dataDir)
  const scene = await tell(dataDir)
  scenes.push(scene)
  const seen: ClockSeen[][] = []
  for (const number of [1, 2, 3, 4, 5]) {
    let text = ''
    const out = (more: string) => {
      text += more
    }
    const io = { out, err: out, interactive: false, cwd: dataDir, env: { DATA_DIR: dataDir } }
    expect(await ticketCommand.run([`${REPO}#${number}`, '--json'], io)).toBe(0)
    const told = JSON.parse(text)
    seen.push(told.clocks)
    remarks.push(told.remarks)
  }
  return seen
}
