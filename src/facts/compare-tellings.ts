// The tickets of a repository told in two ways, by other settings and people, and what differs: promises and figures.
import { gently } from '../agenda/gently.ts'
import { type CorrectedPromise, correctedPromises } from '../report/corrections.ts'
import { type FigureChange, figureChanges } from '../report/figure-changes.ts'
import { countMetrics } from '../report/metrics.ts'
import { oldestOpening } from '../store/tickets.ts'
import type { LifeDeps } from './earlier-lives.ts'
import { figuresOf } from './figures.ts'
import type { ServedRepository } from './served-repository.ts'

/** The tickets of a week are held at once. */
const WEEK_MS = 7 * 86_400_000

export type OnWeek = (done: number, total: number) => void

/**
 * In private, over all tickets as of `at` (ms). `other`: what stands in place of history and people; `onWeek` is told how
 * far it has come.
 */
export async function compareTellings(
  deps: LifeDeps,
  served: ServedRepository,
  other: Pick<ServedRepository, 'history' | 'roleOf'>,
  { at, onWeek }: { at: number; onWeek?: OnWeek | undefined },
): Promise<{ changes: CorrectedPromise[]; figures: FigureChange[] }> {
  const { repository, settings } = served
  const head = {
    repository: `${repository.owner}/${repository.name}`,
    fromAt: 0,
    toAt: at + 1,
    now: at,
    tiers: settings.tiers.map(({ name }) => name),
  }
  const [was, is] = [countMetrics(head), countMetrics(head)]
  const changes: CorrectedPromise[] = []
  const oldest = await oldestOpening(deps.store.db, repository.id)
  const weeks = oldest === null ? 0 : Math.ceil((head.toAt - oldest) / WEEK_MS)
  for (let week = 0; week < weeks; week += 1) {
    onWeek?.(week, weeks)
    const fromAt = oldest! + week * WEEK_MS
    const span = { fromAt, toAt: Math.min(fromAt + WEEK_MS, head.toAt) }
    const tell = (as: Partial<ServedRepository>) => figuresOf(deps, { ...served, ...as }, span, at, 'known')
    const [before, after] = [await tell({}), await tell(other)]
    // The report tells apart what was corrected before.
    const asRead = served.uncorrected ? await tell(served.uncorrected) : before
    for (const ticket of before) was.add(ticket)
    for (const ticket of after) is.add(ticket)
    for (const promise of correctedPromises(asRead, before)) was.correct(promise)
    for (const promise of correctedPromises(asRead, after)) is.correct(promise)
    changes.push(...correctedPromises(before, after))
  }
  const figures = figureChanges((await gently(was.told())).metrics, (await gently(is.told())).metrics)
  return { changes: changes.sort((a, b) => a.number - b.number || a.startedAt - b.startedAt), figures }
}
