// What was delivered about an installation: who belongs to whom may have changed. What it covers is asked of GitHub.
import { applyMembership } from '../entitlements/pushes.ts'
import type { Apply } from '../inbox/drain.ts'
import { noteMove } from '../reading/dependents.ts'
import { wake } from '../store/agenda.ts'
import { findInstallation, noteInstallation } from '../store/installations.ts'
import { repositories } from '../store/repositories.ts'
import { dropMembers } from '../store/roles.ts'
import type { TurnDeps } from './deps.ts'
import { wakeTicketsOf } from './wake-tickets.ts'

type Needs = Pick<TurnDeps, 'store'>

export function takeInstallationEvent(installationId: number): Apply<'installation'> {
  return async (store, event, { receivedAt }) => {
    switch (event.event) {
      case 'organization':
      case 'membership':
      case 'team': {
        const known = await findInstallation(store.db, installationId)
        if (known?.peopleMovedAt === null) {
          await noteInstallation(store.db, installationId, { peopleMovedAt: receivedAt })
        }
        if (event.event !== 'organization') return 'a look'
        const { accountIds } = await applyMembership(store, event, receivedAt)
        await wakeTicketsOf(store, accountIds)
        return 'a look'
      }
      case 'installation_repositories':
      case 'installation_target':
        return 'a look'
      default:
        return event satisfies never
    }
  }
}

/** Who answers for each repository is read again, by permission or by the teams that settings list. */
export async function forgetPeople(deps: Needs, installationId: number): Promise<void> {
  const { db, now } = deps.store
  const movedAt = (await findInstallation(db, installationId))?.peopleMovedAt ?? null
  if (movedAt === null) return
  const ids = (await repositories(db, installationId)).map((one) => one.id)
  await dropMembers(db, ids, movedAt)
  for (const repositoryId of ids) {
    await noteMove(deps, repositoryId)
    await wake(db, { line: { kind: 'repository', repositoryId }, at: now(), installationId })
  }
  await noteInstallation(db, installationId, { peopleMovedAt: null })
}
