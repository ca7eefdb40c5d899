// The labels of the tiers are made before the first ticket needs one.

import type { Repository } from '../domain/repository.ts'
import type { ServedRepository } from '../facts/served-repository.ts'
import type { LabelRef } from '../github/types.ts'
import { carryOut } from '../outbox/carry-out.ts'
import { readLabels, rememberLabels } from '../outbox/label-book.ts'
import { planLabels } from '../plan/repository-labels.ts'
import { followLabelMoves } from '../reading/label-names.ts'
import type { Claim } from '../store/agenda.ts'
import { noteRepository, repositoryState } from '../store/repository-reading.ts'
import type { TurnDeps } from './deps.ts'
import { outboxOf } from './doors.ts'

type Needs = Pick<TurnDeps, 'store' | 'github' | 'contexts' | 'app' | 'upSinceAt'>

/**
 * Tier labels exist with colour and description before the first ticket needs one. False while it is not known whether
 * they are wanted.
 */
export async function prepareLabels(
  deps: Needs,
  claim: Claim,
  repository: Repository,
  seen: readonly LabelRef[] | null,
): Promise<boolean> {
  const { db } = deps.store
  if ((await repositoryState(db, repository.id)).labelsDue === null) return true
  const served = await deps.contexts.get(repository)
  if (!served) return false
  if (served.stage === 'live' && !repository.archived) await makeLabels(deps, claim, served, seen)
  await noteRepository(db, repository.id, { labelsDue: null })
  return true
}

async function makeLabels(
  deps: Needs,
  claim: Claim,
  { repository, settings }: ServedRepository,
  seen: readonly LabelRef[] | null,
): Promise<void> {
  const { db } = deps.store
  // Creating several waits for the pace of writes, and begins again each time: reading once is enough.
  if ((await repositoryState(db, repository.id)).labelsDue !== 'read') {
    if (seen) await rememberLabels(deps.store, repository, seen)
    else await readLabels(deps.store, deps.github.forInstallation(repository.installationId), repository)
    await noteRepository(db, repository.id, { labelsDue: 'read' })
  }
  await followLabelMoves(deps, repository)
  const labelNames = (await deps.contexts.get(repository))?.labelNames ?? {}
  const outbox = outboxOf(deps, claim, { repository, labelNames, ticket: null })
  await carryOut(outbox, planLabels(repository.id, settings.tiers))
}
