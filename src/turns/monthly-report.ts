// The report of the last month for one desk, once it is to be told there.
import type { OwnPlace, Want } from '../domain/want.ts'
import type { DeskPlace } from '../facts/desk-places.ts'
import { reportFacts } from '../facts/report-facts.ts'
import type { ServedRepository } from '../facts/served-repository.ts'
import { monthToTell, nextReportAt, reportKey, tellReport } from '../plan/desk/report.ts'
import { catchingUpSince } from '../reading/catching-up.ts'
import { historyProgress } from '../store/history-parts.ts'
import { wasMade } from '../store/own-things.ts'
import { repositoryState } from '../store/repository-reading.ts'
import type { TurnDeps } from './deps.ts'

type Needs = Pick<TurnDeps, 'store' | 'contexts' | 'sentences' | 'vectors' | 'credentials' | 'upSinceAt'>

/** What is not read by then may never be. */
const WAIT_MS = 3_600_000
const LOOK_AGAIN_MS = 30_000

export interface ReportToTell {
  want: Want | null
  /** When to look again, whatever else the desk waits for; null: no report is wanted. */
  lookAt: number | null
}

/** Nothing is told before what happened unseen was read: what is told is never put right. */
export async function monthlyReport(
  deps: Needs,
  served: ServedRepository,
  { kind, place: { id: placeId }, view, inside }: DeskPlace,
  now: number,
): Promise<ReportToTell> {
  const { db } = deps.store
  const { repository, settings, history } = served
  const lookAt = nextReportAt({ settings, now })
  const month = monthToTell({ settings, history, installedAt: repository.installedAt, now })
  const place: OwnPlace = { kind, repositoryId: repository.id, placeId }
  if (!month || (await wasMade(db, place, reportKey(month)))) return { want: null, lookAt }
  const since = catchingUpSince(deps, await repositoryState(db, repository.id))
  const isReading = since !== null || (await historyProgress(db, repository.id)) !== null
  if (isReading && now < Math.max(since ?? 0, month.toAt) + WAIT_MS) {
    return { want: null, lookAt: now + LOOK_AGAIN_MS }
  }
  const facts = await reportFacts(deps, served, { span: month, month, now, view, inside, withGaps: true })
  return { want: tellReport(place, month, facts), lookAt }
}
