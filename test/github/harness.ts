// Starts the embedded GitHub with one repository, and Firstline's client in front of it through the real Probot.

import { Probot } from 'probot'
import type { Pacing } from '../../src/domain/pace.ts'
import { EmbeddedGitHub } from '../../src/embedded-github/embedded-github.ts'
import { createGitHub } from '../../src/github/client.ts'
import type { GitHubError } from '../../src/github/errors.ts'
import { FirstlineOctokit, type Octokit } from '../../src/github/octokit.ts'
import { always } from '../../src/github/sending.ts'
import type {
  AppGitHub,
  GitHub,
  InstallationGitHub,
  MayGo,
  RepoRef,
  ThreadRef,
} from '../../src/github/types.ts'

export const REPO = 'acme/widget'

export interface Bench {
  github: EmbeddedGitHub
  client: GitHub
  app: AppGitHub
  acme: InstallationGitHub
  repo: RepoRef
  installationId: number
  /** Our names of the operations, in order. */
  operations: string[]
  /** What pacing was asked, and what it answers: ms to wait. */
  paced: Array<{ installationId: number; budget: string; urgency: string }>
  pace: { waitMs: number }
}

export async function startBench(
  options: {
    now?: () => number
    mayGo?: MayGo
    onTake?: () => void
    onCall?: (operation: string) => void
  } = {},
): Promise<Bench> {
  const github = await EmbeddedGitHub.start({
    webhookUrl: 'http://127.0.0.1:1/nobody-listens',
    webhookSecret: 'secret',
    ...(options.now ? { now: options.now } : {}),
  })
  github.pauseWebhooks('drop')
  const { acts } = github
  acts.addOrganization('acme')
  acts.addRepository(REPO)
  acts.setPermission(REPO, 'maintainer', 'write')
  const installationId = acts.install('acme', [REPO])
  const probot = new Probot({
    appId: github.appId,
    privateKey: github.privateKey,
    secret: 'secret',
    baseUrl: github.url,
    Octokit: FirstlineOctokit,
    logLevel: 'fatal',
  })
  const operations: string[] = []
  const paced: Bench['paced'] = []
  const pace = { waitMs: 0 }
  const pacing: Pacing = {
    take: async (id, budget, urgency, now) => {
      options.onTake?.()
      paced.push({ installationId: id, budget, urgency })
      return now + pace.waitMs
    },
  }
  const client = createGitHub({
    appId: github.appId,
    auth: (id) => probot.auth(id) as Promise<Octokit>,
    pacing,
    onCall: (operation) => {
      operations.push(operation)
      options.onCall?.(operation)
    },
  })
  return {
    github,
    client,
    app: client.asApp(),
    acme: client.forInstallation(installationId, options.mayGo ?? always),
    repo: { owner: 'acme', name: 'widget' },
    installationId,
    operations,
    paced,
    pace,
  }
}

/** An issue to write to. */
export function openIssue(bench: Bench, login = 'alice'): ThreadRef {
  const { number, nodeId } = bench.github.acts.openIssue(REPO, login, { title: 'It fails', body: 'Help!' })
  return { kind: 'issue', ...bench.repo, number, nodeId }
}

/** A discussion to write to. */
export function openDiscussion(bench: Bench, login = 'alice'): ThreadRef {
  const draft = { title: 'How do I install it?', body: 'Help!' }
  const { number, nodeId } = bench.github.acts.createDiscussion(REPO, login, draft)
  return { kind: 'discussion', ...bench.repo, number, nodeId }
}

/** What a call failed with; throws if it did not fail. */
export async function failure(call: Promise<unknown>): Promise<GitHubError> {
  try {
    await call
  } catch (error) {
    return error as GitHubError
  }
  throw new Error('The call did not fail')
}
