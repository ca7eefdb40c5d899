// Workers killed at random moments: nothing lost, nothing twice, nothing out of order.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { agendaStats } from '../../src/store/agenda-upkeep.ts'
import { countDeliveries } from '../../src/store/deliveries.ts'
import type { Store } from '../../src/store/open.ts'
import { openStore } from '../../src/store/open-store.ts'
import { createRecorder, type Recorder } from '../../src/store/recorder.ts'
import { createDatabase, createDataDir } from '../store/engines.ts'
import { type Order, warped } from './killed-world.ts'

const WORKER = join(import.meta.dirname, 'killed-worker.ts')

/** How many writes a worker makes before it is killed; the kill then hits wherever it has got to. */
const LIVES = [3, 7, 1, 12, 5, 9, 2, 16]
const LIVES_ALONE = [3, 11, 1, 24]

/** A busy machine starts processes slowly; on an idle one it is a few seconds. */
const LONGEST_MS = 180_000

test(
  'several workers on PostgreSQL, killed one after the other',
  async () => {
    const database = await createDatabase()
    await tellStory({
      engine: { databaseUrl: database.url },
      workers: 3,
      lives: LIVES,
      tickets: 12,
      deliveries: 15,
    })
    await database.drop()
  },
  LONGEST_MS,
)

test(
  'one worker on SQLite, killed and started again',
  async () => {
    const dataDir = createDataDir()
    await tellStory({
      engine: { dataDir: dataDir.path },
      workers: 1,
      lives: LIVES_ALONE,
      tickets: 12,
      deliveries: 15,
    })
    dataDir.remove()
  },
  LONGEST_MS,
)

interface Story {
  engine: Order['database']
  workers: number
  lives: number[]
  tickets: number
  deliveries: number
}

async function tellStory(story: Story): Promise<void> {
  const folder = createDataDir()
  const worldFile = join(folder.path, 'world')
  writeFileSync(worldFile, '')
  await (await openStore({ ...story.engine, role: 'server' })).close()
  const store = await openStore({ ...story.engine, role: 'command', clock: warped })
  const crew = startCrew({ database: story.engine, worldFile }, story)
  const recorder = createRecorder(store)
  let rounds = 0
  // A worker that is still to be killed may need more work than was planned.
  while (rounds < story.deliveries || crew.killed() < story.lives.length) {
    await recordRound(recorder, story, rounds++)
    if (rounds >= story.deliveries) await allDone(store)
  }
  await vi.waitFor(
    async () => expect(await agendaStats(store.db, warped())).toMatchObject({ due: 0, claimed: 0 }),
    {
      timeout: 30_000,
      interval: 50,
    },
  )
  await crew.dismiss()

  const written = readFileSync(worldFile, 'utf8').trimEnd().split('\n')
  for (let t = 0; t < story.tickets; t++) {
    const own = written.filter((key) => key.startsWith(`issue:${t}/`))
    expect(own).toEqual(Array.from({ length: rounds }, (_, d) => `issue:${t}/${t}-${d}`))
  }
  expect((await agendaStats(store.db, warped())).failing).toBe(0)
  await store.close()
  folder.remove()
}

/** One delivery of every ticket; those of one ticket come in order, while the workers are at work. */
async function recordRound(recorder: Recorder, story: Story, round: number): Promise<void> {
  await Promise.all(
    Array.from({ length: story.tickets }, (_, t) =>
      recorder.record({
        guid: `${t}-${round}`,
        event: 'issue_comment',
        action: 'created',
        installationId: 1,
        repositoryId: 2,
        line: { kind: 'ticket', ticketId: `issue:${t}` },
        body: Buffer.from('{}'),
        receivedAt: warped(),
      }),
    ),
  )
}

async function allDone(store: Store): Promise<void> {
  const done = async () => expect((await countDeliveries(store.db)).new).toBe(0)
  await vi.waitFor(done, { timeout: 60_000, interval: 50 })
}

function startCrew(order: Order, story: Story) {
  const members = new Set<ChildProcess>()
  const lives = [...story.lives]
  let killed = 0

  function hire(): void {
    const worker = fork(WORKER, [JSON.stringify(order)])
    members.add(worker)
    let writes = 0
    const life = lives.shift()
    worker.on('message', (message) => {
      if (message === 'wrote' && ++writes === life) worker.kill('SIGKILL')
    })
    worker.once('exit', (_, signal) => {
      members.delete(worker)
      if (signal !== 'SIGKILL') return
      killed++
      hire()
    })
  }

  for (let i = 0; i < story.workers; i++) hire()
  return {
    killed: () => killed,
    async dismiss() {
      await Promise.all(
        [...members].map((worker) => {
          worker.removeAllListeners('exit')
          worker.kill('SIGKILL')
          return once(worker, 'exit')
        }),
      )
    },
  }
}
