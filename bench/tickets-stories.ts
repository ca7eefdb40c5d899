// How many statements and calls to GitHub typical stories cost, each counted from the act until nothing is left to do.
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import pino from 'pino'
import { type Running, startFirstline } from '../src/app.ts'
import type { EmbeddedGitHub } from '../src/embedded-github/embedded-github.ts'
import { readEnvironment } from '../src/environment/environment.ts'
import { serverVariables } from './launch.ts'
import { type Counter, createCounter, type Group, OWN, type StatementCounts, total } from './statements.ts'
import { KNOWN, openProject, REPO, SETTINGS, UNKNOWN } from './tickets-project.ts'

export interface StoryResult {
  name: string
  counts: StatementCounts
  groups: Group[]
  /** Requests to GitHub: method and path, or GraphQL operation. */
  calls: string[]
}

interface Stage {
  github: EmbeddedGitHub
  firstline: Running
  counter: Counter
  now(): number
  skip(ms: number): void
}

interface Story {
  name: string
  /** What was before; not counted. */
  before?(stage: Stage, round: number): number
  /** What is counted. `ticket`: what `before` returned. */
  act(stage: Stage, ticket: number, round: number): void
  /** Time that passes after it, ms. */
  passes?: number
}

const HOUR_MS = 3_600_000
/** Before a story, so that nothing of what was before is left to do. */
const SETTLING_MS = 15 * 60_000
const ROUNDS = 3
/** What is due this soon belongs to the story. */
const SOON_MS = 5_000
const QUIET_MS = 50
const LONGEST_MS = 180_000

const STORIES: Story[] = [
  {
    name: "a bystander's comment on a known ticket",
    before: ({ github }) => github.acts.openIssue(REPO, 'bea', UNKNOWN).number,
    act: ({ github }, ticket) => void github.acts.comment(REPO, ticket, 'carl', 'I see this, too.'),
  },
  {
    name: 'a community opening that stays unanswered',
    act: ({ github }, _, round) => void github.acts.openIssue(REPO, `user-${round}`, UNKNOWN),
  },
  {
    name: 'a paid and answered opening',
    act: ({ github }) => void github.acts.openIssue(REPO, 'paula', KNOWN),
  },
  {
    name: "a maintainer's response",
    before: ({ github }) => github.acts.openIssue(REPO, 'paula', UNKNOWN).number,
    act: ({ github }, ticket) => void github.acts.comment(REPO, ticket, 'maya', 'Does 2.1 print it?'),
  },
  {
    name: 'a settings push',
    act: ({ github }, _, round) =>
      void github.acts.putFile(REPO, 'maya', '.github/firstline.yml', `${SETTINGS}# ${round}\n`),
  },
  {
    name: 'an idle hour of a quiet repository',
    before: ({ github }) => github.acts.openIssue(REPO, 'bea', UNKNOWN).number,
    act: () => {},
    passes: HOUR_MS,
  },
]

/** Plays every story (or those whose name matches) a few times, each on a stage of its own; the round in the middle. */
export function playStories(named = /./): Promise<StoryResult[]> {
  // Side by side, for they mostly wait for the pace of writes.
  return Promise.all(STORIES.filter(({ name }) => named.test(name)).map(play))
}

async function play(story: Story): Promise<StoryResult> {
  const stage = await openStage()
  try {
    const rounds: StoryResult[] = []
    for (let round = 1; round <= ROUNDS; round++) rounds.push(await playRound(stage, story, round))
    rounds.sort((a, b) => total(a.counts) - total(b.counts))
    return rounds[ROUNDS >> 1]!
  } finally {
    await stage.firstline.stop()
    await stage.github.close()
  }
}

async function playRound(stage: Stage, story: Story, round: number): Promise<StoryResult> {
  const ticket = story.before?.(stage, round) ?? 0
  await pass(stage, SETTLING_MS)
  // The first look after a leap keeps the process's own notes of the time; they are no part of the story.
  stage.firstline.worker?.wakeUp()
  await pass(stage, 0)
  stage.counter.take()
  stage.github.calls.length = 0
  story.act(stage, ticket, round)
  await pass(stage, story.passes ?? 0)
  const calls = stage.github.calls.map(({ method, path, operation }) => operation || `${method} ${path}`)
  return { name: story.name, calls, ...stage.counter.take() }
}

async function openStage(): Promise<Stage> {
  // The real clock, moved on where a story has nothing to wait for.
  let aheadMs = -24 * HOUR_MS
  const now = () => Date.now() + aheadMs
  const skip = (ms: number) => {
    aheadMs += ms
  }
  const github = await openProject(now)
  const counter = createCounter()
  const firstline = await startFirstline(
    readEnvironment({ ...serverVariables(github), DATA_DIR: ':memory:' }),
    // Looking for what is due by time is no part of a story: the stage wakes the worker itself.
    { log: pino({ level: 'error' }), clock: now, pollMs: HOUR_MS, onStatement: counter.notice },
  )
  github.sendWebhooksTo(`http://127.0.0.1:${firstline.port}/api/github/webhooks`)
  github.acts.install('acme', [REPO])
  const stage = { github, firstline, counter, now, skip }
  await pass(stage, SETTLING_MS)
  return stage
}

/** Lets time pass, from one thing that is due to the next, and then all that is due soon. */
async function pass(stage: Stage, ms: number): Promise<void> {
  const endAt = stage.now() + ms
  const giveUpAt = performance.now() + LONGEST_MS
  let quietSince = performance.now()
  let wasLate = false
  while (performance.now() < giveUpAt) {
    await stage.github.settle()
    const { dueAt, inHand } = await agenda(stage)
    const late = dueAt !== null && dueAt <= stage.now()
    if (inHand > 0 || late) quietSince = performance.now()
    // What was recorded just now has rung by itself.
    if (late && wasLate) stage.firstline.worker?.wakeUp()
    wasLate = late
    if (!late && performance.now() - quietSince > QUIET_MS) {
      if (dueAt !== null && dueAt <= Math.max(endAt, stage.now() + SOON_MS)) stage.skip(dueAt - stage.now())
      else return stage.skip(Math.max(0, endAt - stage.now()))
    }
    await pause(10)
  }
  throw new Error('The story does not come to an end')
}

async function agenda({ firstline }: Stage): Promise<{ dueAt: number | null; inHand: number }> {
  const { rows } = await sql<{ due_at: number | null; in_hand: number }>`
    select min(case when claimed_by is not null then null when echoes is null then due_at else 0 end) as due_at, count(claimed_by) as in_hand
    from agenda where ${sql.raw(`'${OWN}'`)} <> ''`.execute(firstline.store.db)
  return { dueAt: rows[0]!.due_at, inHand: Number(rows[0]!.in_hand) }
}
