// The backtest of promises: which share of each a repository's past would have kept, and which could be made.
import { gently } from '../agenda/gently.ts'
import { type Candidate, gridOf, promisesOf } from '../plan/backtest/candidates.ts'
import { maintainersHours } from '../plan/backtest/maintainers-hours.ts'
import { recommendedOf } from '../plan/backtest/recommend.ts'
import { type PastTicket, tryPromises } from '../plan/backtest/try-promises.ts'
import type { Preview, PromiseShare } from '../report/preview.ts'
import { hoursInWords } from '../words/hours.ts'
import type { LifeDeps } from './earlier-lives.ts'
import { type PastSpan, pastTickets } from './past-tickets.ts'
import type { ServedRepository } from './served-repository.ts'

export interface PromiseBacktest extends Pick<Preview, 'promises' | 'grid' | 'recommended' | 'hours'> {
  /** When maintainers wrote on others' tickets, ms. */
  answeredAt: readonly number[]
}

/** Of each promise in the settings, and of the usual ones. Nothing is written. */
export async function promiseBacktest(
  deps: LifeDeps,
  served: ServedRepository,
  span: PastSpan,
): Promise<PromiseBacktest> {
  const { settings } = served
  const past = await pastTickets(deps, served, span)
  const zone = Object.values(settings.calendars)[0]?.timeZone
  const answeredAt = answerTimes(past)
  const hours = maintainersHours(answeredAt, zone)
  const promised = promisesOf(settings)
  const shares = await sharesOf(served, past, [...promised, ...gridOf(hours)])
  const grid = shares.slice(promised.length)
  return {
    promises: shares.slice(0, promised.length),
    grid,
    recommended: recommendedOf(grid),
    hours,
    answeredAt,
  }
}

/** What would have become of each candidate, in their order: over all tickets but the maintainers' own. */
async function sharesOf(
  { settings }: Pick<ServedRepository, 'settings'>,
  past: readonly PastTicket[],
  candidates: readonly Candidate[],
): Promise<PromiseShare[]> {
  const kept = await gently(tryPromises(past, candidates, settings))
  return candidates.map(({ hours, ...candidate }, i) => ({
    ...candidate,
    hours: hoursInWords(hours),
    ...kept[i]!,
  }))
}

/** When maintainers wrote on others' tickets. */
function answerTimes(past: readonly PastTicket[]): number[] {
  return past.flatMap(({ story }) =>
    story.comments.filter(({ role }) => role === 'maintainer').map(({ writtenAt }) => writtenAt),
  )
}
