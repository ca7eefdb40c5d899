// Deliveries about a repository that nobody knows yet: GitHub is asked what it covers, and they wait for that.
import { RetryLater } from '../domain/retry-later.ts'
import { wake } from '../store/agenda.ts'
import type { PendingDelivery } from '../store/deliveries.ts'
import { findInstallation } from '../store/installations.ts'
import type { Db, Store } from '../store/open.ts'
import { serverState } from '../store/server.ts'

/** No installation is known that covers this repository. */
export class Uncovered extends Error {
  readonly repositoryId: number
  constructor(repositoryId: number) {
    super(`Repository ${repositoryId} is not known`)
    this.name = 'Uncovered'
    this.repositoryId = repositoryId
  }
}

/** GitHub's lists lag behind its webhooks: only one asked for so long after a delivery proves that it is not covered. */
const LISTS_LAG_MS = 30_000
const LONGEST_WAIT_MS = 60_000

/**
 * GitHub is asked at once, and once more when its lists must have caught up. Returns when it is proved that nothing
 * covers the repository. @throws RetryLater until then
 */
export async function waitForCover(
  { db, now: clock }: Store,
  { installationId, receivedAt }: PendingDelivery,
  repositoryId: number,
): Promise<void> {
  const now = clock()
  const provenAt = receivedAt + LISTS_LAG_MS
  if (installationId === null) return
  const listedAt = await lastListing(db, installationId)
  if (listedAt >= provenAt) return
  const waitMs = Math.min(Math.max(now - receivedAt, 1_000), LONGEST_WAIT_MS)
  const isListed = listedAt >= receivedAt && now < provenAt
  if (!isListed) await wake(db, { line: { kind: 'installation', installationId }, at: now })
  const retryAt = isListed ? provenAt : now + waitMs
  throw new RetryLater(`Repository ${repositoryId} is not known yet`, { retryAt })
}

/** When the installation's repositories were listed; of one that is not known, when the App's installations were. */
async function lastListing(db: Db, installationId: number): Promise<number> {
  const known = await findInstallation(db, installationId)
  const listedAt = known ? known.repositoriesAt : (await serverState(db)).installationsAt
  return listedAt ?? 0
}
