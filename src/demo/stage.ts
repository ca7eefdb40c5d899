// The demo's stage: an embedded GitHub with one project, and the real program beside it, with its database in a
// temporary folder.

import { rmSync } from 'node:fs'
import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { type Running, startFirstline } from '../app.ts'
import type { Pacing } from '../domain/pace.ts'
import { EmbeddedGitHub } from '../embedded-github/embedded-github.ts'
import { readEnvironment } from '../environment/environment.ts'
import { MAINTAINER, REPO } from './cast.ts'
import { createDemoClock, type DemoClock } from './demo-clock.ts'
import { playHistory } from './history.ts'

export const SPONSOR = 'sam'

export interface Stage {
  github: EmbeddedGitHub
  firstline: Running
  clock: DemoClock
  /** Tickets that were there before the installation. */
  olderTickets: number
  articles: number
  /** What Firstline warned of, for when something goes wrong. */
  warnings: string[]
  /** Aborted when the demo is stopped in the middle. */
  stopped: AbortSignal
  close(): Promise<void>
}

const PROJECT = join(import.meta.dirname, 'project')
const HOST = '127.0.0.1'

/** `pacing`: stands in for the pace of writes in tests. */
export async function openStage(stopped: AbortSignal, pacing?: Pacing): Promise<Stage> {
  const clock = createDemoClock()
  const webhookSecret = 'demo-webhook-secret'
  const sponsorsSecret = 'demo-sponsors-secret'
  const github = await EmbeddedGitHub.start({
    // The address is told once Firstline listens.
    webhookUrl: `http://${HOST}/`,
    webhookSecret,
    sponsorsWebhook: { url: `http://${HOST}/`, secret: sponsorsSecret },
    now: clock.now,
  })
  const articles = await fillGitHub(github, clock)
  const olderTickets = github.threads(REPO).length
  const dataDir = await mkdtemp(join(tmpdir(), 'firstline-demo-'))
  const warnings: string[] = []
  const environment = readEnvironment({
    APP_ID: String(github.appId),
    PRIVATE_KEY: github.privateKey,
    WEBHOOK_SECRET: webhookSecret,
    SPONSORS_TOKEN: github.acts.createToken('acme'),
    SPONSORS_WEBHOOK_SECRET: sponsorsSecret,
    GITHUB_API_URL: github.url,
    DATA_DIR: dataDir,
    HOST,
    PORT: '0',
  })
  // Also where the reader of our output goes away in the middle, as `head` does.
  const sweep = () => rmSync(dataDir, { recursive: true, force: true })
  process.once('exit', sweep)
  const cleanUp = async () => {
    await github.close()
    sweep()
    process.off('exit', sweep)
  }
  try {
    const log = pino({ level: 'warn' }, { write: (line: string) => void warnings.push(inShort(line)) })
    const firstline = await startFirstline(environment, {
      log,
      clock: clock.now,
      pollMs: 50,
      ...(pacing ? { pacing } : {}),
    })
    const url = `http://${HOST}:${firstline.port}`
    github.sendWebhooksTo(`${url}/api/github/webhooks`, `${url}/api/sponsors/webhooks`)
    const close = async () => {
      await firstline.stop()
      await cleanUp()
    }
    return { github, firstline, clock, olderTickets, articles, warnings, stopped, close }
  } catch (error) {
    await cleanUp()
    throw error
  }
}

/** The project with its people, files and past. Returns how many articles there are. */
async function fillGitHub(github: EmbeddedGitHub, clock: DemoClock): Promise<number> {
  const { acts } = github
  acts.addOrganization('acme')
  acts.addRepository(REPO)
  acts.setPermission(REPO, MAINTAINER, 'maintain')
  const put = async (path: string, file: string) =>
    acts.putFile(REPO, MAINTAINER, path, await readFile(join(PROJECT, file), 'utf8'))
  await put('.github/firstline.yml', 'firstline.yml')
  await put('docs/drawing.md', 'docs/drawing.md')
  const names = (await readdir(join(PROJECT, 'knowledge'))).sort()
  for (const name of names) await put(`.github/knowledge/${name}`, `knowledge/${name}`)
  playHistory(github, clock)
  acts.sponsor('acme', SPONSOR, { dollars: 50 })
  return names.length
}

/** A line of the log without its stack. */
function inShort(line: string): string {
  const {
    msg,
    line: about,
    err,
  } = JSON.parse(line) as { msg: string; line?: string; err?: { message: string } }
  return [msg, about, err?.message].filter((part) => part !== undefined).join(': ')
}
