// Permissions that the App lacks for reading who pays, each with what to do.

import type { SourceProblem } from '../domain/need.ts'
import { scopesNeededBy } from '../store/entitlement-needs.ts'
import { findInstallation, type Installation, installationOfAccount } from '../store/installations.ts'
import type { Store } from '../store/open.ts'
import type { EntitlementQuery } from './source.ts'

/** As GitHub listed them last; of an installation whose permissions are not known nothing is said. */
export async function permissionProblems(store: Store, asked: EntitlementQuery): Promise<SourceProblem[]> {
  const problems: SourceProblem[] = []
  const { customers } = asked.settings.entitlements
  const own = await findInstallation(store.db, asked.repository.installationId)
  if (customers && lacks(own, 'contents')) {
    problems.push(missing('customers', `read ${customers.repository}`, 'contents', own))
  }
  for (const scope of await scopesNeededBy(store.db, asked.repository.id)) {
    const organizationId = /^members:(\d+)$/.exec(scope)?.[1]
    if (organizationId === undefined) continue
    const theirs = await installationOfAccount(store.db, Number(organizationId))
    if (!lacks(theirs, 'members')) continue
    problems.push(missing('members', `list the members of ${theirs?.accountLogin}`, 'members', theirs))
  }
  return problems
}

function lacks(installation: Installation | null, permission: string): boolean {
  if (!installation || Object.keys(installation.permissions).length === 0) return false
  return installation.permissions[permission] === undefined
}

function missing(
  source: string,
  what: string,
  permission: string,
  installation: Installation | null,
): SourceProblem {
  const message =
    `entitlements.${source}: the App may not ${what}: it lacks the permission "${permission}: read". Add it in the ` +
    `App's settings if it is not there, and have an owner of ${installation?.accountLogin} accept it under ` +
    'Settings, Applications, Installed GitHub Apps.'
  return { level: 'warning', message }
}
