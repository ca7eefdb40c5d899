// One repository's turn: settings, people, articles and labels are read again when something changed, and hourly.

import type { Handler } from '../agenda/run-line.ts'
import type { Repository } from '../domain/repository.ts'
import { needEntitlements } from '../facts/entitlement-needs.ts'
import { type RepositoryReading, repositoryScope, type ServedRepository } from '../facts/served-repository.ts'
import { namedIn } from '../facts/serving.ts'
import { areOpen } from '../facts/told-in-public.ts'
import { takeRepositoryEvents } from '../inbox/repository-events.ts'
import { heldBy } from '../outbox/effects.ts'
import { createLabelBook, readLabels } from '../outbox/label-book.ts'
import { RefusedBefore } from '../outbox/refusal.ts'
import { catchUp } from '../reading/catch-up.ts'
import { followLabelMoves } from '../reading/label-names.ts'
import { readArticlesOf } from '../reading/read-articles.ts'
import { readPeople } from '../reading/read-people.ts'
import { readSettings } from '../reading/read-settings.ts'
import { type Claim, wake } from '../store/agenda.ts'
import { wakeStale } from '../store/agenda-upkeep.ts'
import { purgeAudit } from '../store/audit.ts'
import { deleteMeta, readMeta, writeMeta } from '../store/meta.ts'
import { reopenRefusals } from '../store/refusals.ts'
import { findServed } from '../store/repositories.ts'
import { saveServed } from '../store/serving.ts'
import { checkLabelNames, publishReopened, publishWanted } from './check-push.ts'
import { hasMovedSince, readFrom, sourcesOf } from './dependents.ts'
import type { TurnDeps } from './deps.ts'

const HOUR_MS = 3_600_000

/** Until the settings of others are read that may name it. */
const NOT_READY_MS = 1_000

interface Refreshed {
  at: number
}

export function repositoryLine(deps: TurnDeps): Handler<'repository'> {
  return async ({ repositoryId }, context) => {
    const repository = await findServed(deps.store.db, repositoryId)
    if (!repository) return { nextAt: null }
    await takeRepositoryEvents(deps, repository)
    await followLabelMoves(deps, repository)
    const scope = repositoryScope(repository.id)
    const last = await readMeta<Refreshed>(deps.store.db, scope, 'refreshed')
    const stale = !last || last.at < deps.upSinceAt || context.now() - last.at >= HOUR_MS
    if (stale || (await hasMovedSince(deps, repository.id, last.at))) {
      // What moves while it is being read is read once more.
      const at = context.now()
      await refresh(deps, repository)
      await writeMeta(deps.store.db, scope, 'refreshed', { at }, context.now())
      await writeMeta(deps.store.db, scope, 'labels_due', true, context.now())
    }
    // Settings come into force when they are read: what has to wait for its turn to be written comes after.
    await writeChecks(deps, context.claim, repository)
    const labelled = await prepareLabels(deps, context.claim, repository)
    const nextCatchUpAt = await catchUp(deps, repository, context.now())
    const refreshed = (await readMeta<Refreshed>(deps.store.db, scope, 'refreshed'))?.at ?? context.now()
    if (!labelled) return { nextAt: context.now() + NOT_READY_MS }
    return { nextAt: Math.min(nextCatchUpAt, refreshed + HOUR_MS + Math.round(deps.random() * 60_000)) }
  }
}

async function writeChecks(deps: TurnDeps, claim: Claim, repository: Repository): Promise<void> {
  await checkLabelNames(deps, claim, repository)
  await publishReopened(deps, claim, repository)
  await publishWanted(deps, claim, repository)
}

/** Reads everything; what changed makes a new version, and open tickets decided under an older one become due. */
export async function refresh(deps: TurnDeps, repository: Repository): Promise<void> {
  const { store } = deps
  const scope = repositoryScope(repository.id)
  const read = await readSettings(deps, repository)
  const { settings, configured, changed: settingsChanged } = read
  await saveServed(
    store.db,
    repository.id,
    namedIn(settings, sourcesOf(repository, read), repository),
    store.now(),
  )
  const before = await readMeta<RepositoryReading>(store.db, scope, 'reading')
  const people = await readPeople(deps, repository, settings, read.fromAt)
  const articles = await readArticlesOf(deps, repository, settings)
  const changed =
    !before ||
    settingsChanged ||
    articles.changed ||
    people.changed ||
    before.configured !== configured ||
    JSON.stringify(before.teams) !== JSON.stringify(people.teams)
  const settingsFrom = read.sources.filter((name) => name !== `${repository.owner}/${repository.name}`)
  const reading: RepositoryReading = {
    version: (before?.version ?? 0) + (changed ? 1 : 0),
    teams: people.teams,
    configured,
    ownFile: read.ownFile,
    firstReadAt: before ? (before.firstReadAt ?? 0) : store.now(),
    articlesAt: articles.at,
    settingsFrom,
    settingsAreHidden: !repository.private && !(await areOpen(deps, repository, settingsFrom)),
    labelNames: before?.labelNames ?? {},
    readFrom: readFrom(repository, { ...read, articlesAt: articles.at.repository }),
  }
  await purgeAudit(store.db, repository.id, store.now() - settings.retention.auditMs)
  const problems = await needEntitlements(deps, repository, settings)
  await writeMeta(store.db, scope, 'entitlement_problems', problems, store.now())
  await writeMeta(store.db, scope, 'people_mistakes', people.mistakes, store.now())
  await writeMeta(store.db, scope, 'reading', reading, store.now())
  // What GitHub refused may have been asked for by the settings that were; check runs are about files.
  if (changed) await reopenRefusals(store.db, { repositoryId: repository.id, notKind: 'check' }, store.now())
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
async function prepareLabels(deps: TurnDeps, claim: Claim, repository: Repository): Promise<boolean> {
  const scope = repositoryScope(repository.id)
  if (!(await readMeta<LabelsDue>(deps.store.db, scope, 'labels_due'))) return true
  const served = await deps.contexts.get(repository)
  if (!served) return false
  if (served.stage === 'live' && !repository.archived) await makeLabels(deps, claim, served)
  await deleteMeta(deps.store.db, scope, 'labels_due')
  return true
}

/** `read`: what GitHub has is known, and what is missing is still to be made. */
type LabelsDue = true | 'read'

async function makeLabels(
  deps: TurnDeps,
  claim: Claim,
  { repository, settings }: ServedRepository,
): Promise<void> {
  const github = deps.github.forInstallation(repository.installationId, heldBy(deps.store, claim))
  const scope = repositoryScope(repository.id)
  // Creating several waits for the pace of writes, and begins again each time: reading once is enough.
  if ((await readMeta<LabelsDue>(deps.store.db, scope, 'labels_due')) !== 'read') {
    await readLabels(deps.store, github, repository)
    await writeMeta(deps.store.db, scope, 'labels_due', 'read' satisfies LabelsDue, deps.store.now())
  }
  await followLabelMoves(deps, repository)
  const names = (await deps.contexts.get(repository))?.labelNames ?? {}
  const labels = createLabelBook({ store: deps.store, claim, names }, github, repository)
  for (const tier of settings.tiers) {
    await labels.ensure(tier.label).catch((error: unknown) => {
      // It is set aside and told; the other labels are made all the same.
      if (!(error instanceof RefusedBefore)) throw error
    })
  }
}

async function wakeTickets(
  deps: TurnDeps,
  repository: Repository,
  reading: RepositoryReading,
): Promise<void> {
  const served = await deps.contexts.get(repository)
  await wakeStale(deps.store.db, {
    rulesVersion: served?.version ?? String(reading.version),
    repositoryId: repository.id,
    now: deps.store.now(),
    overMs: 60_000,
  })
}
