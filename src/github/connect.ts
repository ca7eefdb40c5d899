// Signs in to GitHub as the App, by way of Probot; our own client paces, counts and understands errors.
import type { Logger } from 'pino'
import { Probot } from 'probot'
import type { Pacing } from '../domain/pace.ts'
import { createGitHub } from './client.ts'
import { FirstlineOctokit, type Octokit } from './octokit.ts'
import type { GitHub, OnCall } from './types.ts'

export interface ConnectOptions {
  credentials: { appId: number; privateKey: string; webhookSecret: string }
  /** GitHub's REST address, used as given. */
  apiUrl: string
  pacing: Pacing
  onCall: OnCall
  now(): number
  log: Logger
}

export interface Connected {
  github: GitHub
  /** The token of an installation, for GraphQL that the client does not cover. */
  tokenOf(installationId: number): Promise<string>
}

export function connectGitHub(options: ConnectOptions): Connected {
  const { appId, privateKey, webhookSecret } = options.credentials
  const probot = new Probot({
    appId,
    privateKey,
    secret: webhookSecret,
    baseUrl: options.apiUrl,
    Octokit: FirstlineOctokit,
    log: options.log,
  })
  const github = createGitHub({
    appId,
    auth: async (installationId) => (await probot.auth(installationId)) as unknown as Octokit,
    pacing: options.pacing,
    onCall: options.onCall,
    now: options.now,
  })
  const tokenOf = async (installationId: number) => {
    const octokit = await probot.auth(installationId)
    return ((await octokit.auth({ type: 'installation' })) as { token: string }).token
  }
  return { github, tokenOf }
}
