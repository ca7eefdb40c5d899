// Reads history in this process, where no server runs that would.
import { setTimeout as wait } from 'node:timers/promises'
import pino from 'pino'
import { UserError } from '../domain/problem.ts'
import type { Repository } from '../domain/repository.ts'
import { RetryLater } from '../domain/retry-later.ts'
import { loadDotEnv, readEnvironment } from '../environment/environment.ts'
import { connectGitHub } from '../github/connect.ts'
import { GitHubError } from '../github/errors.ts'
import type { GitHub } from '../github/types.ts'
import { readPart } from '../reading/history.ts'
import { backoffMs } from '../store/backoff.ts'
import { type HistoryPart, partsOf, progressOf, savePart } from '../store/history-parts.ts'
import type { Store } from '../store/open.ts'
import type { Io } from './command.ts'
import { type HistoryBar, historyBar, momentText } from './history-progress.ts'

/** So many failures one after the other are no passing trouble. */
const MOST_FAILURES = 5

/** Resolves when it is read; stopped anywhere, it goes on from there. @throws UserError for what does not pass */
export async function readHere(io: Io, store: Store, repository: Repository): Promise<void> {
  const deps = { store, github: gitHubFor(io, store) }
  const bar = historyBar(io)
  let failures = 0
  try {
    for (;;) {
      const parts = (await partsOf(store.db, repository.id)).filter(({ purpose }) => purpose === 'backfill')
      const part = parts.find(({ finishedAt }) => finishedAt === null)
      const progress = progressOf(parts, 'backfill')
      if (progress) bar.at(progress)
      if (!part) return
      const isOver = await waitFor(part.waitsUntil, bar, store)
      if (!isOver) continue
      failures = await step(deps, repository, part, { failures, bar })
    }
  } finally {
    bar.end()
  }
}

function gitHubFor(io: Io, store: Store): GitHub {
  const environment = readEnvironment(loadDotEnv(io.cwd, io.env), { serving: false, cwd: io.cwd })
  if (!environment.credentials) {
    throw new UserError(
      'No server runs here, and the credentials of the App are not set: it is noted, and read when the server starts. To read it now, set APP_ID, PRIVATE_KEY and WEBHOOK_SECRET as the server has them.',
    )
  }
  return connectGitHub({
    credentials: environment.credentials,
    apiUrl: environment.githubApiUrl,
    // Nothing is written to GitHub here.
    pacing: { take: async (_installation, _budget, _urgency, now) => now },
    onCall: () => {},
    now: store.now,
    log: pino({ level: 'silent' }),
  }).github
}

/** False: it waited, and how things stand is to be looked at again. */
async function waitFor(untilAt: number | null, bar: HistoryBar, { now }: Store): Promise<boolean> {
  if (untilAt === null || untilAt <= now()) return true
  bar.say(`Half of GitHub's budget for this hour is used: it goes on at ${momentText(untilAt)}.`)
  await wait(untilAt - now())
  return false
}

/** Reads a page. Returns how many failures there were one after the other. */
async function step(
  deps: { store: Store; github: GitHub },
  repository: Repository,
  part: HistoryPart,
  { failures, bar }: { failures: number; bar: HistoryBar },
): Promise<number> {
  const { store } = deps
  try {
    await savePart(store.db, await readPart(deps, repository, part))
    return 0
  } catch (error) {
    if (!(error instanceof RetryLater)) throw error
    const passes = !(error instanceof GitHubError) || error.kind === 'unavailable'
    if (!passes || failures + 1 >= MOST_FAILURES) {
      const { owner, name } = repository
      throw new UserError(`${owner}/${name}: ${error.message}. It goes on from there when this is run again.`)
    }
    const retryAt = error.retryAt ?? store.now() + backoffMs(failures + 1, 0)
    bar.say(`${error.message}; it is tried again at ${momentText(retryAt)}.`)
    await wait(Math.max(0, retryAt - store.now()))
    return error.retryAt === null ? failures + 1 : 0
  }
}
