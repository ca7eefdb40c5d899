// How much of the history of a repository was read by now, for those who wait for it.
import { historyProgress } from '../store/history-parts.ts'
import type { Db } from '../store/open.ts'
import { repositoryState } from '../store/repository-reading.ts'
import { countTickets } from '../store/ticket-counts.ts'
import type { HistoryRead } from '../words/onboarding/page.ts'
import { FIRST_READ_MS } from './catch-up.ts'

export async function historyRead(db: Db, repositoryId: number, now: number): Promise<HistoryRead> {
  const { caughtUpAt } = await repositoryState(db, repositoryId)
  const progress = caughtUpAt === null ? await historyProgress(db, repositoryId) : null
  const sinceAt = progress?.sinceAt ?? now - FIRST_READ_MS
  const totals = progress?.kinds.map(({ total }) => total) ?? []
  return {
    ...(await countTickets(db, repositoryId, sinceAt)),
    total:
      totals.length === 0 || totals.includes(null)
        ? null
        : totals.reduce<number>((sum, one) => sum + (one ?? 0), 0),
    sinceAt,
    isDone: caughtUpAt !== null,
  }
}
