// Times in which nothing was seen: a repository is served again, or this server was down.

import { wake } from '../store/agenda.ts'
import { releaseInstallation, wakeAllOf } from '../store/agenda-upkeep.ts'
import { scopesNeededBy } from '../store/entitlement-needs.ts'
import type { Db } from '../store/open.ts'
import { reopenRefusals } from '../store/refusals.ts'
import { noteRepository } from '../store/repository-reading.ts'
import { dropMembers } from '../store/roles.ts'
import type { TurnDeps } from './deps.ts'

type Needs = Pick<TurnDeps, 'store'>

/** Closed tickets have time: nothing runs on them. */
const CLOSED_OVER_MS = 60_000

/**
 * GitHub tells nothing of what it does not let us see, and redelivers none of it: everything is read again, and all
 * that waited is looked at now. Call it in the transaction that notes the return, so that no return is half noticed.
 */
export async function comeBack(
  deps: Needs,
  tx: Db,
  { id: repositoryId, installationId }: { id: number; installationId: number },
): Promise<void> {
  const now = deps.store.now()
  await noteRepository(tx, repositoryId, { catchUpWantedAt: now, sourceMovedAt: now })
  await dropMembers(tx, [repositoryId], null)
  await reopenRefusals(tx, { repositoryId }, now)
  await releaseInstallation(tx, installationId)
  await wakeAllOf(tx, { repositoryId, installationId, now, overMs: CLOSED_OVER_MS })
  await wake(tx, { line: { kind: 'repository', repositoryId }, at: now, installationId })
  for (const scope of await scopesNeededBy(tx, repositoryId)) {
    await wake(tx, { line: { kind: 'entitlements', scope }, at: now })
  }
}
