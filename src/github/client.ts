// GitHub as the rest of the program sees it: one client per installation, one for the App, one per token.

import type { Pacing } from '../domain/pace.ts'
import { accountCalls, listRepositories, readLimits } from './accounts.ts'
import { appCalls } from './app.ts'
import { type Caller, createCaller } from './caller.ts'
import { checkReads } from './checks.ts'
import { contentsCalls } from './contents.ts'
import { historyCalls } from './history.ts'
import { labelReads } from './labels.ts'
import { lookCalls } from './look.ts'
import type { Octokit } from './octokit.ts'
import { reactionReads } from './reactions.ts'
import { always } from './sending.ts'
import { sponsorsListingCalls } from './sponsors-listing.ts'
import { threadCalls } from './threads.ts'
import type { GitHub, GitHubReads, InstallationGitHub, MayGo, OnCall } from './types.ts'
import { writeCalls } from './writes.ts'

export interface GitHubParts {
  appId: number
  /** `probot.auth`: without an installation, as the App. */
  auth: (installationId?: number) => Promise<Octokit>
  pacing: Pacing
  onCall?: OnCall
  now?: () => number
}

export function createGitHub(parts: GitHubParts): GitHub {
  const { appId, pacing, onCall = () => {}, now = Date.now } = parts
  const caller = (installationId: number, octokit: () => Promise<Octokit>, mayGo: MayGo): Caller =>
    createCaller({ installationId, octokit, pacing, onCall, now, mayGo })

  return {
    // Without `mayGo` the type has no writes.
    forInstallation: (installationId: number, mayGo: MayGo = always): InstallationGitHub => {
      const octokit = lazily(() => parts.auth(installationId))
      const call = caller(installationId, octokit, mayGo)
      return {
        installationId,
        listRepositories: () => listRepositories(call),
        readLimits: () => readLimits(call),
        ...readCalls(call, appId),
        ...writeCalls(call, appId),
      }
    },
    asApp: () => appCalls(caller(0, () => parts.auth(), always)),
  }
}

/** `appId`: whose check runs and comments are the caller's own. */
export function readCalls(call: Caller, appId: number): GitHubReads {
  return {
    ...accountCalls(call),
    ...contentsCalls(call),
    ...labelReads(call),
    ...lookCalls(call),
    ...threadCalls(call, appId),
    ...historyCalls(call),
    ...reactionReads(call),
    ...sponsorsListingCalls(call),
    ...checkReads(call, appId),
  }
}

/** Octokit's plugins take a while to build: one instance per client. A failure is not remembered. */
function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null
  return () => {
    made ??= make().catch((error: unknown) => {
      made = null
      throw error
    })
    return made
  }
}
