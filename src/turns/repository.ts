// One repository's turn: settings, people, articles and labels are read again when something changed, and hourly.

import { type Handler, NEXT_LOOK_STAYS } from '../agenda/run-line.ts'
import type { Repository } from '../domain/repository.ts'
import { needEntitlements } from '../facts/entitlement-needs.ts'
import type { ServedRepository } from '../facts/served-repository.ts'
import type { LabelRef } from '../github/types.ts'
import { drain } from '../inbox/drain.ts'
import { carryOut } from '../outbox/carry-out.ts'
import { readLabels, rememberLabels } from '../outbox/label-book.ts'
import { planLabels } from '../plan/labels.ts'
import { catchUp } from '../reading/catch-up.ts'
import { followLabelMoves } from '../reading/label-names.ts'
import { type Look, type LookPlan, lookAt, nextLookAt, planAgainAt, planLook } from '../reading/look.ts'
import { filesAsBefore, readFiles } from '../reading/read-files.ts'
import { readPeople } from '../reading/read-people.ts'
import { type Claim, wake } from '../store/agenda.ts'
import { wakeStale } from '../store/agenda-upkeep.ts'
import { purgeAudit } from '../store/audit.ts'
import { reopenRefusals } from '../store/refusals.ts'
import { findServed } from '../store/repositories.ts'
import {
  noteRepository,
  type RepositoryReading,
  readingOf,
  repositoryState,
  saveReading,
} from '../store/repository-reading.ts'
import { writeChecks } from './checks.ts'
import { hasMoved } from './dependents.ts'
import type { TurnDeps } from './deps.ts'
import { outboxOf } from './doors.ts'
import { takeRepositoryEvent } from './repository-events.ts'

type Needs = Pick<TurnDeps, 'store' | 'github' | 'contexts' | 'credentials' | 'upSinceAt' | 'app' | 'log'>

/** With the first look after so long people, labels and what costs nothing are read again, so that it is hourly. */
const READ_AFTER_MS = 55 * 60_000

/** Until the settings of others are read that may name it. */
const NOT_READY_MS = 1_000

export function repositoryLine(deps: Needs): Handler<'repository'> {
  return async (line, context) => {
    const repository = await findServed(deps.store.db, line.repositoryId)
    if (!repository) return { nextAt: null }
    const { botLogin } = await deps.app()
    const taken = await drain(deps, line, takeRepositoryEvent(deps, repository, botLogin), context)
    if (taken.follows === 'nothing') return NEXT_LOOK_STAYS
    await followLabelMoves(deps, repository)
    const plan = await planLook(deps, repository, context.now())
    const look = await readAgain(deps, repository, plan, context.now())
    // Settings come into force when they are read: what has to wait for its turn to be written comes after.
    const checksAt = await writeChecks(deps, context.claim, repository)
    const labelled = await prepareLabels(deps, context.claim, repository, look.seen?.labels ?? null)
    const lastAt = look.isDue ? await catchUp(deps, repository, plan, look.seen) : (plan.lastAt ?? 0)
    if (!labelled) return { nextAt: context.now() + NOT_READY_MS }
    const lookAt = planAgainAt(nextLookAt(deps.upSinceAt, lastAt, plan.everyMs), context.now())
    return { nextAt: checksAt === null ? lookAt : Math.min(lookAt, checksAt) }
  }
}

/** Looks at the repository where that is due, and reads again what does not hold any more, or for too long. */
async function readAgain(
  deps: Needs,
  repository: Repository,
  plan: LookPlan,
  now: number,
): Promise<{ isDue: boolean; seen: Look | null }> {
  const { db } = deps.store
  const state = await repositoryState(db, repository.id)
  const { reading, refreshedAt } = state
  const isDue = plan.dueAt <= now
  // A new version may read the same files otherwise.
  const isFirst = refreshedAt === null || refreshedAt < deps.upSinceAt
  const moved = isFirst || hasMoved(state)
  if (!isDue && !moved) return { isDue, seen: null }
  // What moves while it is being read is read once more.
  const seen = await lookAt(deps, repository, plan.lastAt, reading?.readFrom ?? [])
  const files = moved || !reading || seen === null || seen.sources === null || seen.sources !== reading.readAs
  if (files || now - refreshedAt >= READ_AFTER_MS) {
    await refresh(deps, repository, { files, readAs: seen?.sources ?? null })
    await noteRepository(db, repository.id, { refreshedAt: now, labelsDue: 'unread' })
  }
  return { isDue, seen }
}

/**
 * Reads people, and files where `files` says so; what changed makes a new version, and open tickets decided under an
 * older one become due.
 */
async function refresh(
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
  await purgeAudit(store.db, repository.id, store.now() - settings.retention.auditMs)
  await saveReading(store.db, repository.id, reading)
  // What GitHub refused may have been asked for by the settings that were; check runs are about files.
  if (changed)
    await reopenRefusals(store.db, { repositoryId: repository.id, notKind: 'check_run' }, store.now())
  if (changed) await wakeTickets(deps, repository, reading)
  await wake(store.db, {
    line: { kind: 'desk', repositoryId: repository.id },
    at: store.now(),
    installationId: repository.installationId,
  })
}

/**
 * Tier labels exist with colour and description before the first ticket needs one. False while it is not known whether
 * they are wanted.
 */
async function prepareLabels(
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

async function wakeTickets(deps: Needs, repository: Repository, reading: RepositoryReading): Promise<void> {
  const served = await deps.contexts.get(repository)
  await wakeStale(deps.store.db, {
    rulesVersion: served?.version ?? String(reading.version),
    repositoryId: repository.id,
    now: deps.store.now(),
    overMs: 60_000,
  })
}
