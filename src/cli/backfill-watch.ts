// Watches the server read history that it was asked for.
import { setTimeout as wait } from 'node:timers/promises'
import { UserError } from '../domain/problem.ts'
import type { Repository } from '../domain/repository.ts'
import { lineOf } from '../store/agenda-upkeep.ts'
import { partsOf, progressOf } from '../store/history-parts.ts'
import type { Store } from '../store/open.ts'
import { findServed } from '../store/repositories.ts'
import type { Io } from './command.ts'
import { type HistoryBar, historyBar, momentText } from './history-progress.ts'

const LOOK_EVERY_MS = 250
/** After every two seconds it is seen whether a server is there at all. */
const LOOKS_UNTIL_ASKED = 8
/** So many failures one after the other are no passing trouble. */
const MOST_FAILURES = 5

/**
 * Resolves when it is read, or with false where no server is at work any more that would.
 * @throws UserError where it cannot be read for now; the server goes on trying
 */
export async function watchServer(
  io: Io,
  store: Store,
  repository: Repository,
  isServed: () => Promise<boolean>,
): Promise<boolean> {
  const bar = historyBar(io)
  try {
    for (let looks = 1; !(await isRead(store, repository, bar)); looks += 1) {
      await wait(LOOK_EVERY_MS)
      if (looks % LOOKS_UNTIL_ASKED === 0 && !(await isServed())) return false
    }
    return true
  } finally {
    bar.end()
  }
}

async function isRead(store: Store, repository: Repository, bar: HistoryBar): Promise<boolean> {
  const { db, now } = store
  const progress = progressOf(await partsOf(db, repository.id), 'backfill')
  if (!progress) return true
  bar.at(progress)
  if (progress.finishedAt !== null) return true
  await sayTrouble(store, repository, bar)
  if (progress.waitsUntil !== null && progress.waitsUntil > now()) {
    bar.say(
      `Half of GitHub's budget for this hour is used, and the rest is for what happens now: it goes on by itself at ${momentText(progress.waitsUntil)}.`,
    )
  }
  return false
}

async function sayTrouble({ db }: Store, repository: Repository, bar: HistoryBar): Promise<void> {
  const name = `${repository.owner}/${repository.name}`
  if (!(await findServed(db, repository.id))) {
    throw new UserError(`${name} is not covered by the App any more: it is read on once it is covered again.`)
  }
  const line = await lineOf(db, `history:${repository.id}`)
  if (!line?.lastError) return
  const again = line.dueAt === null ? '' : ` It is tried again by itself at ${momentText(line.dueAt)}.`
  if (line.attempts >= MOST_FAILURES) throw new UserError(`${name}: ${line.lastError}.${again}`)
  bar.say(`${name}: ${line.lastError}.${again}`)
}
