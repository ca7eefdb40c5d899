// Deliveries that failed while Firstline could not be reached: GitHub is asked to send them again.

import type { GitHub, WebhookDelivery } from '../github/types.ts'
import { noteServer, serverState } from '../store/server.ts'
import type { ReadingDeps } from './deps.ts'

interface Needs extends Pick<ReadingDeps, 'store' | 'log'> {
  github: Pick<GitHub, 'asApp'>
}

/** GitHub redelivers for three days. */
const KEPT_MS = 3 * 86_400_000
/** Looked at again each time, because deliveries are listed late and redeliveries can fail too. */
const OVERLAP_MS = 15 * 60_000
const MOST_AT_ONCE = 500

export async function redeliverFailed(deps: Needs, now: number): Promise<void> {
  const github = deps.github.asApp()
  const last = (await serverState(deps.store.db)).redeliveredAt ?? now - KEPT_MS
  const sinceAt = Math.max(now - KEPT_MS + OVERLAP_MS, last - OVERLAP_MS)
  const failed = await github.listFailedDeliveries(sinceAt)
  if (failed.length > 0) {
    const all = await github.listDeliveries(sinceAt)
    const lost = neverArrived(all)
    for (const delivery of lost.slice(0, MOST_AT_ONCE)) await github.redeliver(delivery.id)
    if (lost.length > 0) deps.log.info({ redelivered: lost.length }, 'failed deliveries are sent again')
    if (lost.length > MOST_AT_ONCE) return
  }
  await noteServer(deps.store.db, { redeliveredAt: now })
}

/** One attempt of each delivery that no attempt brought through, oldest first. */
function neverArrived(attempts: WebhookDelivery[]): WebhookDelivery[] {
  const arrived = new Set(attempts.filter((one) => isFine(one)).map((one) => one.guid))
  const lost = new Map<string, WebhookDelivery>()
  for (const attempt of attempts) {
    if (!arrived.has(attempt.guid) && !lost.has(attempt.guid)) lost.set(attempt.guid, attempt)
  }
  return [...lost.values()].sort((a, b) => a.deliveredAt - b.deliveredAt)
}

function isFine(attempt: WebhookDelivery): boolean {
  return attempt.statusCode >= 200 && attempt.statusCode < 400
}
