// One repository's turn: settings, people, articles and labels are read again when something changed, and hourly.
import type { Handler } from '../agenda/run-line.ts'
import type { Repository } from '../domain/repository.ts'
import { type Claim, wake } from '../store/agenda.ts'
import { wakeStale } from '../store/agenda-upkeep.ts'
import { finishDeliveries, pendingDeliveries } from '../store/deliveries.ts'
import { readMeta, writeMeta } from '../store/meta.ts'
import { findRepository } from '../store/repositories.ts'
import { dropMembers } from '../store/roles.ts'
import { catchUp } from './catch-up.ts'
import { checkPush, type PushPayload } from './check-push.ts'
import type { LineDeps } from './deps.ts'
import { needEntitlements } from './entitlement-needs.ts'
import { createLabelBook, dropLabels, readLabels } from './label-book.ts'
import { readArticlesOf } from './read-articles.ts'
import { readPeople } from './read-people.ts'
import { readSettings } from './read-settings.ts'
import { type RepositoryReading, repositoryScope } from './repository-context.ts'

const HOUR_MS = 3_600_000
/** How often what changed on GitHub is read, in case a webhook was lost. */
export const CATCH_UP_EVERY_MS = 10 * 60_000

interface Refreshed {
  at: number
}

export function repositoryLine(deps: LineDeps): Handler {
  return async (line, context) => {
    const repository = await findRepository(deps.store.db, Number(line.key.split(':')[1]))
    if (!repository) return { nextAt: null }
    const dropped = await takeEvents(deps, context.claim, repository)
    const scope = repositoryScope(repository.id)
    const last = await readMeta<Refreshed>(deps.store.db, scope, 'refreshed')
    if (!last || last.at < deps.upSinceAt || dropped || context.now() - last.at >= HOUR_MS) {
      await refresh(deps, repository)
      await writeMeta(deps.store.db, scope, 'refreshed', { at: context.now() }, context.now())
      await prepareLabels(deps, repository)
    }
    const nextCatchUpAt = await catchUp(deps, repository, context.now())
    const refreshed = (await readMeta<Refreshed>(deps.store.db, scope, 'refreshed'))?.at ?? context.now()
    return { nextAt: Math.min(nextCatchUpAt, refreshed + HOUR_MS + Math.round(deps.random() * 60_000)) }
  }
}

/** Reads everything; what changed makes a new version, and open tickets decided under an older one become due. */
export async function refresh(deps: LineDeps, repository: Repository): Promise<void> {
  const { store } = deps
  const scope = repositoryScope(repository.id)
  const { settings, configured, changed: settingsChanged } = await readSettings(deps, repository)
  const before = await readMeta<RepositoryReading>(store.db, scope, 'reading')
  const people = await readPeople(deps, repository, settings)
  const articles = await readArticlesOf(deps, repository, settings)
  const changed =
    !before ||
    settingsChanged ||
    articles.changed ||
    people.changed ||
    before.configured !== configured ||
    JSON.stringify(before.listed) !== JSON.stringify(people.listed)
  const reading: RepositoryReading = {
    version: (before?.version ?? 0) + (changed ? 1 : 0),
    listed: people.listed,
    configured,
    articlesAt: articles.at,
  }
  const problems = await needEntitlements(deps, repository, settings)
  await writeMeta(store.db, scope, 'entitlement_problems', problems, store.now())
  await writeMeta(store.db, scope, 'reading', reading, store.now())
  if (changed) await wakeTickets(deps, repository, reading)
  await wake(store.db, {
    key: `desk:${repository.id}`,
    kind: 'desk',
    at: store.now(),
    installationId: repository.installationId,
    repositoryId: repository.id,
  })
}

/** Tier labels exist with colour and description before the first ticket needs one. */
async function prepareLabels(deps: LineDeps, repository: Repository): Promise<void> {
  const surroundings = await deps.contexts.get(repository)
  if (surroundings?.stage !== 'live' || repository.archived) return
  const github = deps.github.forInstallation(repository.installationId)
  await readLabels(deps.store, github, repository)
  const labels = createLabelBook(deps.store, github, repository)
  for (const tier of surroundings.settings.tiers) await labels.ensure(tier.label)
}

async function wakeTickets(
  deps: LineDeps,
  repository: Repository,
  reading: RepositoryReading,
): Promise<void> {
  const surroundings = await deps.contexts.get(repository)
  await wakeStale(deps.store.db, {
    kind: 'ticket',
    rulesVersion: surroundings?.version ?? String(reading.version),
    repositoryId: repository.id,
    now: deps.store.now(),
    overMs: 60_000,
  })
}

/** Looks at what was delivered about the repository itself; true when what was read may no longer hold. */
async function takeEvents(deps: LineDeps, claim: Claim, repository: Repository): Promise<boolean> {
  const { store } = deps
  let dropped = false
  for (;;) {
    const pending = await pendingDeliveries(store.db, `repository:${repository.id}`)
    if (pending.length === 0) return dropped
    for (const delivery of pending) {
      const payload = JSON.parse(delivery.body.toString('utf8')) as PushPayload
      if (delivery.event === 'push') dropped = (await checkPush(deps, claim, repository, payload)) || dropped
      else if (delivery.event === 'label') await dropLabels(store, repository.id)
      else dropped = true
      if (delivery.event === 'member' || delivery.event === 'team_add')
        await dropMembers(store.db, [repository.id])
      if (delivery.event === 'repository') await wakeInstallation(deps, repository)
      await finishDeliveries(store.db, [delivery.seq], store.now())
    }
  }
}

/** Renamed, archived, transferred: the installation's list tells what it is now. */
async function wakeInstallation(deps: LineDeps, repository: Repository): Promise<void> {
  const { installationId } = repository
  const key = `installation:${installationId}`
  await wake(deps.store.db, { key, kind: 'installation', at: deps.store.now(), installationId })
}
