// A deliberate correction: today's settings are told to count since a day, and what that changes is kept for good.
import { isDeepStrictEqual } from 'node:util'
import { UserError } from '../domain/problem.ts'
import { withLastNames } from '../domain/tier-names.ts'
import { RULES_VERSION } from '../plan/ticket/rules/all-rules.ts'
import type { CorrectedPromise } from '../report/corrections.ts'
import type { FigureChange } from '../report/figure-changes.ts'
import { wake } from '../store/agenda.ts'
import { wakeStale } from '../store/agenda-upkeep.ts'
import { addAudit } from '../store/audit.ts'
import type { Db } from '../store/open.ts'
import { readingOf, saveReading } from '../store/repository-reading.ts'
import { addVersion, backdated, type SettingsVersion, settingsHistory } from '../store/settings-versions.ts'
import { compareTellings, type OnWeek } from './compare-tellings.ts'
import type { LifeDeps } from './earlier-lives.ts'
import { figuresWake } from './keep-figures.ts'
import { rolesOver } from './roles-over.ts'
import type { ServedRepository } from './served-repository.ts'

/** Open tickets are decided anew within this time. */
const OVER_MS = 60_000
/** Settings that change so often while a correction is made are being worked on. */
const TRIES = 3

/** What is told otherwise, over all tickets, once today's settings count since `since`. */
export interface Backdating {
  /** ms. */
  since: number
  /** As of when, ms. */
  at: number
  changes: CorrectedPromise[]
  figures: FigureChange[]
  madeFrom: MadeFrom
}

/** What a comparison is made from: with another history, or other people, it says nothing. */
interface MadeFrom {
  history: SettingsVersion[]
  /** Of what was read of the repository; null: nothing yet. */
  version: number | null
}

interface Asked {
  since: number
  botLogin: string
  onWeek?: OnWeek
}

/** Compares, and writes nothing. @throws UserError where the repository is served no longer */
export async function compareBackdating(
  deps: LifeDeps,
  { repository }: Pick<ServedRepository, 'repository'>,
  { since, botLogin, onWeek }: Asked,
): Promise<Backdating> {
  const { store } = deps
  const at = store.now()
  const madeFrom = await readMadeFrom(store.db, repository.id)
  const served = await deps.contexts.get(repository)
  if (!served) throw new UserError(`${repository.owner}/${repository.name} is being read; try again.`)
  const history = withLastNames([
    ...madeFrom.history.filter(({ fromAt }) => fromAt < since),
    backdated(madeFrom.history, since, at),
  ])
  const roleOf = await rolesOver(store.db, repository.id, history, botLogin)
  const told = await compareTellings(deps, served, { history, roleOf }, { at, onWeek })
  return { since, at, ...told, madeFrom }
}

/**
 * Lets the settings count as they were compared; they, and what becomes of them, are saved together. False where settings
 * or people have changed since: then nothing is.
 */
export async function applyBackdating(
  { store }: Pick<LifeDeps, 'store'>,
  { repository }: Pick<ServedRepository, 'repository'>,
  { backdating: { since, at, changes, madeFrom }, actor }: { backdating: Backdating; actor: string },
): Promise<boolean> {
  return store.transaction(async (tx) => {
    if (!isDeepStrictEqual(await readMadeFrom(tx, repository.id), madeFrom)) return false
    await addVersion(tx, repository.id, backdated(madeFrom.history, since, at))
    const data = { since: new Date(since).toISOString(), changes: changes.map(readable) }
    await addAudit(tx, { at, repositoryId: repository.id, actor, action: 'settings backdate', data })
    await decideAnew(tx, repository, store.now())
    return true
  })
}

/** Compares and applies, and tells what was done. @throws UserError where settings or people change all the time */
export async function backdateSettings(
  deps: LifeDeps,
  context: Pick<ServedRepository, 'repository'>,
  { actor, ...asked }: Asked & { actor: string },
): Promise<Backdating> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const backdating = await compareBackdating(deps, context, asked)
    if (await applyBackdating(deps, context, { backdating, actor })) return backdating
  }
  throw new UserError('Nothing was changed: the settings or the people have just changed again. Try again.')
}

/** Instants as people and scripts read them. */
export function readable({ startedAt, ...change }: CorrectedPromise) {
  return { ...change, started_at: new Date(startedAt).toISOString() }
}

async function readMadeFrom(db: Db, repositoryId: number): Promise<MadeFrom> {
  const history = await settingsHistory(db, repositoryId)
  return { history, version: (await readingOf(db, repositoryId))?.version ?? null }
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
  await wake(db, [
    { line: { kind: 'desk', repositoryId }, at: now, installationId },
    figuresWake({ id: repositoryId, installationId }, now),
  ])
}
