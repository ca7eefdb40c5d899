// Which repositories' history is being read, how far that has come, and what of it fails.
import { lineOf } from '../store/agenda-upkeep.ts'
import { historiesUnderWay } from '../store/history-parts.ts'
import type { Store } from '../store/open.ts'
import { repositories } from '../store/repositories.ts'
import type { RepositoryState } from '../store/repository-reading.ts'
import { allUnread } from '../store/unread-threads.ts'
import { historyText, unreadText } from '../words/history-progress.ts'

export interface ReadingState {
  /** `history of acme/widget: 300 of 1,200 issues` */
  reading: string[]
  failing: string[]
}

/** Times are told in UTC. What was never read at all is being read as soon as its settings are known. */
export async function readHistories(
  { db, now }: Pick<Store, 'db' | 'now'>,
  stateOf: (repositoryId: number) => Pick<RepositoryState, 'refreshedAt' | 'caughtUpAt'>,
): Promise<ReadingState> {
  const state: ReadingState = { reading: [], failing: [] }
  const underWay = await historiesUnderWay(db)
  const unread = await allUnread(db)
  for (const { id, owner, name } of await repositories(db)) {
    const progress = underWay.get(id)
    const about = `history of ${owner}/${name}`
    if (progress) {
      const { waitsUntil } = progress
      const waits = waitsUntil !== null && waitsUntil > now()
      state.reading.push(`${about}: ${historyText(progress)}${waits ? waitText(waitsUntil) : ''}`)
      const line = await lineOf(db, `history:${id}`)
      if (line?.lastError) state.failing.push(`${about}: ${line.lastError}${againText(line, now())}`)
    } else {
      const { refreshedAt, caughtUpAt } = stateOf(id)
      const begins = refreshedAt !== null && caughtUpAt === null
      if (begins) state.reading.push(`${about}: ${historyText({ kinds: [] })}`)
    }
    const own = unread.get(id)
    if (own) state.failing.push(`${about}: ${unreadText(own)}`)
  }
  return state
}

function againText({ dueAt }: { dueAt: number | null }, now: number): string {
  return dueAt === null || dueAt <= now ? '' : `; it is tried again at ${new Date(dueAt).toISOString()}`
}

function waitText(untilAt: number): string {
  return `; it goes on at ${new Date(untilAt).toISOString()}, for half of GitHub's budget is for what happens now`
}
