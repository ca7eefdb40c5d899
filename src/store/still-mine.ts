// Whether a write may still go out: the claim is held, and for longer than the request can take.
import { RetryLater } from '../domain/retry-later.ts'
import type { Claim } from './agenda.ts'
import { ClaimLost, LEASE_MARGIN_MS } from './effects.ts'
import type { Store } from './open.ts'
import { startStopwatch } from './stopwatch.ts'

/** The claim is held, but not long enough for a request: the line is decided anew before anything is sent. */
export class TooLate extends RetryLater {
  constructor(key: string, now: number) {
    // At once: nothing has failed.
    super(`${key} was held up: what was decided then is not sent now`, { retryAt: now })
  }
}

/**
 * Asks the store in this instant, and counts the asking itself: a process that was stopped or suspended in between
 * finds out before it sends.
 *
 * @throws ClaimLost when another worker has the line
 * @throws TooLate when the lease does not outlast a request of `requestMs` by 5 s
 */
export async function makeSureStillMine(store: Store, claim: Claim, requestMs: number): Promise<void> {
  const sinceAsked = startStopwatch()
  const row = await store.db
    .selectFrom('agenda')
    .select('claimed_until')
    .where('key', '=', claim.key)
    .where('claimed_by', '=', claim.token)
    .executeTakeFirst()
  if (!row) throw new ClaimLost(claim.key)
  const now = await store.askNow()
  const left = (row.claimed_until ?? 0) - now - sinceAsked()
  if (left < requestMs + LEASE_MARGIN_MS) throw new TooLate(claim.key, now)
}
