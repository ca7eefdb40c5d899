// Reads people, settings and articles of a repository again; what changed makes its open tickets due.

import type { Repository } from '../domain/repository.ts'
import { needEntitlements } from '../facts/entitlement-needs.ts'
import { filesAsBefore, readFiles } from '../reading/read-files.ts'
import { readPeople } from '../reading/read-people.ts'
import { wake } from '../store/agenda.ts'
import { purgeAudit } from '../store/audit.ts'
import { reopenRefusals } from '../store/refusals.ts'
import { type RepositoryReading, readingOf, saveReading } from '../store/repository-reading.ts'
import type { TurnDeps } from './deps.ts'
import { wakeDocs } from './docs.ts'
import { wakeStaleTickets } from './wake-tickets.ts'

type Needs = Pick<TurnDeps, 'store' | 'github' | 'contexts' | 'credentials' | 'upSinceAt' | 'app' | 'log'>

/**
 * Reads people, and files where `files` says so; what changed makes a new version, and open tickets decided under an
 * older one become due.
 */
export async function refresh(
  deps: Needs,
  repository: Repository,
  { files: wanted, readAs }: { files: boolean; readAs: string | null },
): Promise<void> {
  const { store } = deps
  const before = await readingOf(store.db, repository.id)
  const files =
    (wanted ? null : await filesAsBefore(deps, repository, before)) ?? (await readFiles(deps, repository))
  const { settings } = files
  const people = await readPeople(deps, repository, settings, { namedAt: files.fromAt, anew: wanted })
  const changed =
    !before ||
    files.changed ||
    people.changed ||
    before.configured !== files.found.configured ||
    JSON.stringify(before.teams) !== JSON.stringify(people.teams)
  const reading: RepositoryReading = {
    ...files.found,
    version: (before?.version ?? 0) + (changed ? 1 : 0),
    teams: people.teams,
    firstReadAt: before ? before.firstReadAt : store.now(),
    labelNames: before?.labelNames ?? {},
    readAs,
    payingProblems: await needEntitlements(deps, repository, settings),
    peopleMistakes: people.mistakes,
  }
  // Before the reading: nothing is decided under new settings without the documentation that they name.
  if (wanted) await wakeDocs(deps, repository)
  await purgeAudit(store.db, repository.id, store.now() - settings.retention.auditMs)
  await saveReading(store.db, repository.id, reading)
  // What GitHub refused may have been asked for by the settings that were; check runs are about files.
  if (changed)
    await reopenRefusals(store.db, { repositoryId: repository.id, notKind: 'check_run' }, store.now())
  if (changed) await wakeStaleTickets(deps, repository)
  const { id: repositoryId, installationId } = repository
  for (const kind of ['onboarding', 'desk'] as const) {
    await wake(store.db, { line: { kind, repositoryId }, at: store.now(), installationId })
  }
}
