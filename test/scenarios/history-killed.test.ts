// A server that is killed while it reads history goes on with the next page, and knows the same in the end.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { EmbeddedGitHub } from '../../src/embedded-github/embedded-github.ts'
import { NoDatabaseError } from '../../src/store/migrate.ts'
import type { Store } from '../../src/store/open.ts'
import { openStore } from '../../src/store/open-store.ts'
import { DAY, HOUR, MINUTE, REPO, SECRET } from './harness.ts'

const MAIN = join(import.meta.dirname, '../../bin/main.js')
/** The server is killed each time so many pages were asked for since it was started. */
const LIVES = [1, 2, 1]
/** A busy machine starts processes slowly. */
const LONGEST_MS = 180_000

let github: EmbeddedGitHub
let folder: string

beforeAll(async () => {
  let at = Date.now() - 60 * DAY
  github = await EmbeddedGitHub.start({
    webhookUrl: 'http://127.0.0.1:9/nobody',
    webhookSecret: SECRET,
    now: () => at,
  })
  folder = await mkdtemp(join(tmpdir(), 'firstline-killed-'))
  const { acts } = github
  acts.addOrganization('acme')
  acts.addRepository(REPO)
  acts.setPermission(REPO, 'maya', 'triage')
  acts.putFile(REPO, 'maya', '.github/firstline.yml', 'mode: preview\ndesk: { issue: false }\n')
  for (let n = 0; n < 320; n++) {
    const { number } = acts.openIssue(REPO, 'robin', { title: `Issue ${n}`, body: 'Since Tuesday.' })
    at += MINUTE
    acts.comment(REPO, number, n % 3 === 0 ? 'eve' : 'maya', 'Which version?')
    at += MINUTE
    if (n % 2 === 0) acts.label(REPO, number, 'maya', 'waiting: requester')
    if (n % 4 === 0) acts.close(REPO, number, 'maya')
    if (n % 5 === 0) acts.createDiscussion(REPO, 'robin', { title: `Discussion ${n}` })
    at += HOUR
  }
  at = Date.now()
  acts.install('acme', [REPO])
})
afterAll(async () => {
  await github.close()
  await rm(folder, { recursive: true })
})

const pages = () =>
  github.calls.filter(({ operation }) => /^(Issue|Discussion)History$/.test(operation)).length

function start(dataDir: string): ChildProcess {
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    APP_ID: String(github.appId),
    PRIVATE_KEY: github.privateKey,
    WEBHOOK_SECRET: SECRET,
    GITHUB_API_URL: github.url,
    DATA_DIR: dataDir,
    PORT: '0',
    LOG_LEVEL: 'silent',
    SENTENCE_MODEL: 'off',
  }
  return spawn(process.execPath, [MAIN, 'start'], { env, cwd: folder, stdio: 'ignore' })
}

async function kill(server: ChildProcess): Promise<void> {
  const ended = once(server, 'exit')
  server.kill('SIGKILL')
  await ended
}

async function whenRead(dataDir: string): Promise<Store> {
  return vi.waitFor(
    async () => {
      const store = await openStore({ dataDir, role: 'command' })
      const { at } = await store.db
        .selectFrom('repository_reading')
        .select('caught_up_at as at')
        .executeTakeFirstOrThrow()
      if (at !== null) return store
      await store.close()
      throw new NoDatabaseError('It is not read yet')
    },
    { timeout: LONGEST_MS, interval: 100 },
  )
}

/** Reads everything, killed after so many pages each time; what is known in the end, and how many pages that took. */
async function read(name: string, lives: readonly number[]): Promise<{ known: unknown; pages: number }> {
  const dataDir = join(folder, name)
  const before = pages()
  let server = start(dataDir)
  for (const life of lives) {
    const begun = pages()
    await vi.waitFor(() => expect(pages()).toBeGreaterThanOrEqual(begun + life), {
      timeout: LONGEST_MS,
      interval: 5,
    })
    await kill(server)
    server = start(dataDir)
  }
  const store = await whenRead(dataDir)
  const asked = pages() - before
  await kill(server)
  const known = {
    entries: await store.db
      .selectFrom('entry')
      .selectAll()
      .orderBy('ticket_id')
      .orderBy('source_key')
      .execute(),
    tickets: await store.db.selectFrom('ticket').select(['id', 'data']).orderBy('id').execute(),
  }
  await store.close()
  return { known, pages: asked }
}

test(
  'killed three times it knows the same as one that was let alone, and asks for no page more than once a life',
  async () => {
    const whole = await read('whole', [])
    const killed = await read('killed', LIVES)
    expect(killed.known).toEqual(whole.known)
    expect(whole.pages).toBe(4 + 3)
    expect(killed.pages).toBeLessThanOrEqual(whole.pages + LIVES.length)
  },
  LONGEST_MS,
)
