// A deliberate correction: today's settings are told to count since a day, and what that changes is kept for good.

import { withLastNames } from '../domain/tier-names.ts'
import { RULES_VERSION } from '../plan/ticket/rules/all-rules.ts'
import { type CorrectedPromise, correctedPromises } from '../report/corrections.ts'
import { wake } from '../store/agenda.ts'
import { wakeStale } from '../store/agenda-upkeep.ts'
import { addAudit } from '../store/audit.ts'
import type { Db } from '../store/open.ts'
import { readingOf, saveReading } from '../store/repository-reading.ts'
import { addVersion, backdated, settingsHistory } from '../store/settings-versions.ts'
import type { LifeDeps } from './earlier-lives.ts'
import { figuresOf } from './figures.ts'
import { rolesOver } from './roles-over.ts'
import type { ServedRepository } from './served-repository.ts'

/** Open tickets are decided anew within this time. */
const OVER_MS = 60_000

/** Returns the promises that are told otherwise from now on. The settings, and what becomes of them, are saved together. */
export async function backdateSettings(
  deps: LifeDeps,
  context: ServedRepository,
  { since, actor, botLogin }: { since: number; actor: string; botLogin: string },
): Promise<CorrectedPromise[]> {
  const { store } = deps
  const { repository } = context
  const now = store.now()
  const old = await settingsHistory(store.db, repository.id)
  const correction = backdated(old, since, now)
  const history = withLastNames([...old.filter(({ fromAt }) => fromAt < since), correction])
  const roleOf = await rolesOver(store.db, repository.id, history, botLogin)
  const span = { fromAt: 0, toAt: now + 1 }
  const before = await figuresOf(deps, context, span, now, 'known')
  const after = await figuresOf(deps, { ...context, history, roleOf }, span, now, 'known')
  const changes = correctedPromises(before, after)
  await store.transaction(async (tx) => {
    await addVersion(tx, repository.id, correction)
    const data = { since: new Date(since).toISOString(), changes: changes.map(readable) }
    await addAudit(tx, { at: now, repositoryId: repository.id, actor, action: 'settings backdate', data })
    await decideAnew(tx, repository, now)
  })
  return changes
}

/** Instants as people and scripts read them. */
export function readable({ startedAt, ...change }: CorrectedPromise) {
  return { ...change, started_at: new Date(startedAt).toISOString() }
}

/** Every process sees that something has changed, and open tickets and the desk become due. */
async function decideAnew(
  db: Db,
  { id: repositoryId, installationId }: ServedRepository['repository'],
  now: number,
): Promise<void> {
  const reading = await readingOf(db, repositoryId)
  if (!reading) return
  const version = reading.version + 1
  await saveReading(db, repositoryId, { ...reading, version })
  const rulesVersion = `${RULES_VERSION}.${version}`
  await wakeStale(db, { rulesVersion, repositoryId, now, overMs: OVER_MS })
  await wake(db, { line: { kind: 'desk', repositoryId }, at: now, installationId })
}
