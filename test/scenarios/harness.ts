// Firstline as it runs, in front of the embedded GitHub, with a clock that the story moves. Everything goes through
// the public entrances: people act on GitHub, webhooks come over HTTP, and what is seen is what GitHub holds.
import { createHmac, randomUUID } from 'node:crypto'
import pino from 'pino'
import { type Running, startFirstline } from '../../src/app.ts'
import { findMarkers } from '../../src/domain/marker.ts'
import type { Acts } from '../../src/embedded-github/acts.ts'
import { EmbeddedGitHub } from '../../src/embedded-github/embedded-github.ts'
import type { Thread } from '../../src/embedded-github/state.ts'
import { readEnvironment } from '../../src/environment/environment.ts'

export const REPO = 'acme/widget'
export const SECRET = 'the-secret'
export const SPONSORS_SECRET = 'the-sponsors-secret'
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** A Monday morning. */
const BEGINNING = Date.parse('2026-11-16T09:00:00Z')

export interface SceneOptions {
  /** `.github/firstline.yml`; null: no file. */
  settings?: string | null
  /** By file name, in `.github/knowledge`. */
  articles?: Record<string, string>
  env?: Record<string, string>
  /** Whether Firstline has a token of the sponsored account. */
  sponsorsToken?: boolean
  /** A folder, for stories in which Firstline is started again; in memory if left out. */
  dataDir?: string
  private?: boolean
  /** How long a channel may take to answer, ms. */
  channelTimeoutMs?: number
  /** What happens before the App is installed. */
  before?: (acts: Acts, clock: Clock) => void
  /** What stands in the way when Firstline starts. */
  faults?: (github: EmbeddedGitHub) => void
  /** Repositories of the installation; default the one. */
  covers?: 'all' | string[]
  /** Installed while Firstline runs, so that repositories are onboarded; else it was there before its first start. */
  isNew?: boolean
}

export interface Clock {
  now(): number
  /** Moves on; nothing happens by itself until the story settles. */
  skip(ms: number): void
}

export interface Scene {
  github: EmbeddedGitHub
  acts: Acts
  clock: Clock
  firstline: Running
  installationId: number
  /** Lines of the log at warn and above. */
  warnings: Array<{ msg: string; line?: string; err?: { message: string } }>
  /** Waits until every delivery has arrived and nothing is due, then moves on by a second. */
  settle(): Promise<void>
  /** Time passes, and what became due is done. */
  pass(ms: number): Promise<void>
  thread(number: number): Thread
  /** Names of the labels, sorted. */
  labels(number: number): string[]
  /** Firstline's comments on a thread. */
  said(number: number): Said[]
  /** Contents of the reactions to a comment. */
  reactions(number: number, commentId: number): string[]
  /** Kind and key of every part that Firstline said on a thread. */
  parts(number: number): string[]
  desk(): Thread | undefined
  /** The figures in the metrics comment. */
  metrics(): Figures
  /** Requests that write, made as the installation since the last call. */
  writes(): string[]
  stop(): Promise<void>
  /** Starts Firstline again, with the same folder or an empty memory. */
  start(): Promise<void>
  close(): Promise<void>
}

export interface Said {
  id: number
  body: string
  at: number
}

/** The shape of the figures as far as the stories look at them. */
export interface Figures {
  version: number
  generated_at: string
  tiers: Record<string, Record<string, Record<string, number | null>> & { opened: number; open: number }>
}

export const SETTINGS = `
tiers:
  pro:
    label: { name: "support: pro", color: "8250df", description: "Pays" }
    promise: { first_response: 4h, next_response: 8h, resolution: 2d }
    notify: ["@acme/support"]
  sponsor: { label: { name: "support: sponsor", color: "db61a2" } }
entitlements:
  github_sponsors: ~
  users: { paula: pro, sam: sponsor }
labels:
  "needs: reproduction": { comment: "Please add a small example.", add: ["on hold"], close: true, reason: not_planned }
  "kb: *": { answer: "*" }
`

export const ARTICLES = {
  'install.md': `---
title: Install widget
questions:
  - how do I install widget
  - how to install this project
---
Run \`npm install -g widget\`.
`,
  'install.zh.md': `---
title: 安装 widget
questions:
  - 如何安装此项目？
---
运行 \`npm install -g widget\`。
`,
  'proxy.md': `---
title: Use widget behind a proxy
questions:
  - widget hangs behind a proxy
symptoms: ["connect ETIMEDOUT"]
---
Set \`HTTPS_PROXY\`.
`,
}

/** A question that an article answers word by word. */
export const KNOWN = { title: 'How do I install widget', body: '' }
/** A question that nothing answers. */
export const UNKNOWN = { title: 'The printed ledger lacks its seventh column', body: 'Since Tuesday.' }

export async function openScene(options: SceneOptions = {}): Promise<Scene> {
  let at = BEGINNING
  const clock: Clock = {
    now: () => at,
    skip: (ms) => {
      at += ms
    },
  }
  const github = await EmbeddedGitHub.start({
    webhookUrl: 'http://127.0.0.1:9/nobody',
    webhookSecret: SECRET,
    sponsorsWebhook: { url: 'http://127.0.0.1:9/nobody', secret: SPONSORS_SECRET },
    now: clock.now,
  })
  const { acts } = github
  acts.addOrganization('acme')
  acts.addRepository(REPO, { private: options.private ?? false })
  for (const login of ['maya', 'paula', 'sam', 'robin']) acts.addUser(login)
  acts.addTeam('acme', 'support', ['maya'])
  acts.setPermission(REPO, 'maya', 'triage')
  const { settings = SETTINGS, articles = ARTICLES } = options
  if (settings !== null) acts.putFile(REPO, 'maya', '.github/firstline.yml', settings)
  for (const [name, text] of Object.entries(articles)) {
    acts.putFile(REPO, 'maya', `.github/knowledge/${name}`, text)
  }
  options.before?.(acts, clock)
  options.faults?.(github)
  clock.skip(HOUR)
  const warnings: Scene['warnings'] = []
  const log = pino({ level: 'warn' }, { write: (line: string) => void warnings.push(JSON.parse(line)) })
  const launch = async () => {
    const running = await startFirstline(environmentOf(github, options), {
      log,
      clock: clock.now,
      pollMs: 10,
      channelTimeoutMs: options.channelTimeoutMs,
      pacing: { take: async (_installation, _budget, _urgency, now) => now },
    })
    const url = `http://127.0.0.1:${running.port}`
    github.sendWebhooksTo(`${url}/api/github/webhooks`, `${url}/api/sponsors/webhooks`)
    return running
  }
  const install = () => acts.install('acme', options.covers ?? [REPO])
  const installationId = options.isNew ? 0 : unheard(github, install)
  let seenCalls = 0
  const scene: Scene = {
    github,
    acts,
    clock,
    firstline: await launch(),
    installationId,
    warnings,
    settle: () => settle(scene),
    pass: async (ms) => {
      clock.skip(ms)
      await settle(scene)
    },
    thread: (number) => github.thread(REPO, number),
    labels: (number) =>
      scene
        .thread(number)
        .labels.map((label) => label.name)
        .sort(),
    said: (number) =>
      scene
        .thread(number)
        .comments.filter((one) => one.author.login === github.botLogin)
        .map(({ id, body, createdAt }) => ({ id, body, at: createdAt })),
    reactions: (number, commentId) => {
      const comment = scene.thread(number).comments.find((one) => one.id === commentId)
      return comment?.reactions.map((one) => one.content) ?? []
    },
    parts: (number) =>
      scene
        .said(number)
        .flatMap((one) => findMarkers(one.body))
        .map((one) => `${one.kind} ${one.key}`),
    desk: () => github.threads(REPO).find((one) => one.body.includes('firstline:desk')),
    metrics: () => figuresIn(scene.desk()),
    writes: () => {
      const made = github.calls.slice(seenCalls).filter(isWrite)
      seenCalls = github.calls.length
      return made.map((call) => call.operation || `${call.method} ${call.path}`)
    },
    stop: () => scene.firstline.stop(),
    start: async () => {
      scene.firstline = await launch()
    },
    close: async () => {
      await scene.firstline.stop()
      await github.close()
    },
  }
  if (options.isNew) scene.installationId = install()
  await settle(scene)
  scene.writes()
  return scene
}

function environmentOf(github: EmbeddedGitHub, options: SceneOptions) {
  return readEnvironment({
    APP_ID: String(github.appId),
    PRIVATE_KEY: github.privateKey,
    WEBHOOK_SECRET: SECRET,
    SPONSORS_WEBHOOK_SECRET: SPONSORS_SECRET,
    GITHUB_API_URL: github.url,
    DATA_DIR: options.dataDir ?? ':memory:',
    HOST: '127.0.0.1',
    PORT: '0',
    // Words alone decide in most stories: the model takes memory, and a third of a second to load.
    SENTENCE_MODEL: 'off',
    ...(options.sponsorsToken ? { SPONSORS_TOKEN: github.acts.createToken('acme') } : {}),
    ...options.env,
  })
}

/** What happens without anybody being told. */
function unheard<T>(github: EmbeddedGitHub, happens: () => T): T {
  github.pauseWebhooks('drop')
  try {
    return happens()
  } finally {
    github.resumeWebhooks()
  }
}

/** Lines that become due this soon belong to what is going on: retries, and waiting for a first reading. */
const SOON_MS = 5_000
const MOST_ROUNDS = 50

async function settle(scene: Scene): Promise<void> {
  const { github, firstline, clock } = scene
  for (let round = 0; round < MOST_ROUNDS; round++) {
    await github.settle()
    await firstline.worker?.idle()
    await github.settle()
    const next = await nextDue(scene)
    if (next === null || next > clock.now() + SOON_MS) {
      clock.skip(1_000)
      return
    }
    if (next > clock.now()) clock.skip(next - clock.now())
  }
  throw new Error(`Nothing settles: ${JSON.stringify(scene.warnings.slice(-5))}`)
}

async function nextDue({ firstline, clock }: Scene): Promise<number | null> {
  const row = await firstline.store.db
    .selectFrom('agenda')
    .select((eb) => [eb.fn.min<number | null>('due_at').as('at'), eb.fn.count<number>('echoes').as('echoes')])
    .executeTakeFirst()
  return row?.echoes ? clock.now() : (row?.at ?? null)
}

function isWrite(call: { method: string; operation: string; path: string; caller: string }): boolean {
  if (call.caller !== 'installation') return false
  return call.operation === ''
    ? call.method !== 'GET'
    : !/^(Read|Issue|Discussion|Sponsor|Viewer)/.test(call.operation)
}

function figuresIn(desk: Thread | undefined): Figures {
  for (const comment of desk?.comments ?? []) {
    const json = /<!-- firstline:metrics (\{.*\}) -->/.exec(comment.body)?.[1]
    if (json) return JSON.parse(json) as Figures
  }
  throw new Error('There is no metrics comment')
}

/** Sends a delivery by hand. `signature`: instead of the right one; null for none. */
export async function deliver(
  scene: Scene,
  event: string,
  body: string,
  options: { guid?: string; secret?: string; signature?: string | null; path?: string } = {},
): Promise<{ status: number; body: unknown }> {
  const { guid = randomUUID(), secret = SECRET, path = '/api/github/webhooks' } = options
  const right = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
  const signature = options.signature === undefined ? right : options.signature
  const response = await fetch(`http://127.0.0.1:${scene.firstline.port}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': guid,
      ...(signature === null ? {} : { 'x-hub-signature-256': signature }),
    },
    body,
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? null : JSON.parse(text) }
}
