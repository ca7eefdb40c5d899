// What GitHub says of the App and of who installed it, asked once, for `firstline doctor`.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pino from 'pino'
import {
  judgeClock,
  judgeDeliveries,
  judgeGrant,
  judgeLimits,
  judgeWebhook,
  type Needed,
} from '../doctor/app.ts'
import { type Finding, fine, wrong } from '../doctor/finding.ts'
import type { Environment } from '../environment/environment.ts'
import { connectGitHub } from '../github/connect.ts'
import { GitHubError } from '../github/errors.ts'
import type { AppGitHub, GitHub, Installation } from '../github/types.ts'
import { readTree } from '../yaml/read.ts'

const APP = join(import.meta.dirname, '../../app.yml')
const DAY_MS = 86_400_000
/** Limits are asked of so many installations. */
const MOST_INSTALLATIONS = 20

export async function examineApp(environment: Environment): Promise<Finding[]> {
  const { credentials, githubApiUrl: apiUrl, publicUrl } = environment
  if (!credentials) return []
  const { github } = connectGitHub({
    credentials,
    apiUrl,
    // Nothing is written here.
    pacing: { take: async (_installation, _budget, _urgency, now) => now },
    onCall: () => {},
    now: Date.now,
    log: pino({ level: 'silent' }),
  })
  const app = github.asApp()
  const needed = await neededOf()
  return told('credentials', async () => {
    const { slug, permissions, events, url } = await app.getApp()
    const own = judgeGrant('The App', needed, { permissions, events }, `Change it at ${url}.`)
    return [
      fine('credentials', `GitHub knows this App as ${slug}.`),
      ...own,
      ...(await told('clock', async () => [judgeClock(Date.now(), await app.clock())])),
      ...(await examineWebhook(app, publicUrl)),
      ...(await told('installed', async () => examineInstallations(github, app, needed))),
    ]
  })
}

async function examineWebhook(app: AppGitHub, publicUrl: string | null): Promise<Finding[]> {
  return [
    ...(await told('webhook', async () => judgeWebhook(await app.getWebhook(), publicUrl))),
    ...(await told('webhook', async () => {
      const failed = await app.listFailedDeliveries(Date.now() - DAY_MS)
      return [judgeDeliveries(new Set(failed.map(({ guid }) => guid)).size)]
    })),
  ]
}

async function examineInstallations(github: GitHub, app: AppGitHub, needed: Needed): Promise<Finding[]> {
  const all = await app.listInstallations()
  if (all.length === 0)
    return [wrong('installed', 'Nobody has installed the App.', 'Install it on a repository.')]
  const active = all.filter(({ suspendedAt }) => suspendedAt === null)
  const found: Finding[] = all
    .filter(({ suspendedAt }) => suspendedAt !== null)
    .map(({ account }) =>
      fine('installed', `${account} has suspended the App; nothing is done there meanwhile.`),
    )
  for (const one of active) found.push(...judgeGrant(one.account, needed, one, acceptAt(one)))
  for (const { id, account } of active.slice(0, MOST_INSTALLATIONS)) {
    const limits = () => github.forInstallation(id).readLimits()
    found.push(...(await told('limits', async () => judgeLimits(account, await limits()))))
  }
  return found
}

function acceptAt({ account }: Installation): string {
  return `An owner of ${account} accepts the new permissions under Settings → Applications.`
}

async function neededOf(): Promise<Needed> {
  const app = readTree(await readFile(APP, 'utf8'), 'app.yml').tree!.value as {
    default_permissions: Record<string, string>
    default_events: string[]
  }
  return { permissions: app.default_permissions, events: app.default_events }
}

/** What GitHub refuses, or where it is not reached, is a finding too. */
async function told(about: string, examine: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await examine()
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error
    const isKey = error.kind === 'unauthorized'
    const todo = isKey
      ? 'Check APP_ID and PRIVATE_KEY: the key must be one of that App, and the clock right.'
      : 'Check the network and GITHUB_API_URL, and run this again.'
    return [wrong(about, error.message, todo)]
  }
}
