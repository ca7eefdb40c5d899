// The onboarding issue of one repository: made when the App comes to it, kept up to date until there is no more to say.
import type { Handler, TurnContext } from '../agenda/run-line.ts'
import { onboardingPage, settingsFound, withSettings } from '../facts/onboarding-facts.ts'
import type { ServedRepository } from '../facts/served-repository.ts'
import { carryOut } from '../outbox/carry-out.ts'
import {
  type MadeOn,
  type OnboardingTimes,
  onboardingDueAt,
  planOnboarding,
} from '../plan/onboarding/plan-onboarding.ts'
import { lookForOnboarding, standsOnGitHub } from '../reading/find-onboarding.ts'
import { historyRead } from '../reading/history-read.ts'
import { wake } from '../store/agenda.ts'
import { endOnboarding, noteOnboarding, onboardingPlace, onboardingState } from '../store/onboarding.ts'
import { knownIssue, type OwnThing, saveOwnThing } from '../store/own-things.ts'
import { findServed } from '../store/repositories.ts'
import { type RepositoryReading, readingOf } from '../store/repository-reading.ts'
import type { HistoryRead, OnboardingPage, SettingsFound } from '../words/onboarding/page.ts'
import type { TurnDeps } from './deps.ts'
import { outboxOf } from './doors.ts'
import { recall } from './recall.ts'

type Needs = Pick<
  TurnDeps,
  'store' | 'github' | 'contexts' | 'sentences' | 'vectors' | 'credentials' | 'upSinceAt' | 'app'
>

const NOT_READY_MS = 2_000
/** How far the history has come is looked at so often. */
const READING_MS = 30_000
const HOUR_MS = 3_600_000

export function onboardingLine(deps: Needs): Handler<'onboarding'> {
  const pages = new Map<number, OnboardingPage>()
  return async ({ repositoryId }, context) => {
    const { db } = deps.store
    const repository = await findServed(db, repositoryId)
    if (!repository) return { nextAt: null }
    const served = await deps.contexts.get(repository)
    const reading = await readingOf(db, repositoryId)
    if (!served || !reading) return { nextAt: context.now() + NOT_READY_MS }
    if (!mayHold(served)) return { nextAt: null }
    // A desk waits for what is found here.
    if (await lookForOnboarding(deps, repository)) await wakeDeskLine(deps, served)
    const nextAt = await keep(deps, context, { served, reading, pages })
    if (nextAt === null) pages.delete(repositoryId)
    return { nextAt }
  }
}

interface Keeping {
  served: ServedRepository
  reading: RepositoryReading
  /** What was told last, by repository: what is much work is not done again for news of the settings. */
  pages: Map<number, OnboardingPage>
}

function mayHold({ stage, repository }: ServedRepository): boolean {
  return (stage === 'live' || stage === 'preview') && repository.hasIssues && !repository.archived
}

/** Returns when to look again; null: nothing more is to be told. */
async function keep(deps: Needs, context: TurnContext, keeping: Keeping): Promise<number | null> {
  const { db } = deps.store
  const { served, reading } = keeping
  const { repository } = served
  const state = await onboardingState(db, repository.id)
  if (state.wantedAt === null || state.endedAt !== null) return null
  const now = context.now()
  const before = await knownIssue(db, onboardingPlace(repository.id))
  // Where the App covers all repositories by now, one that was begun goes on.
  if (!before && !repository.selected) return null
  const read = await historyRead(db, repository.id, now)
  const found = await settingsFound(deps, served, reading)
  if (!before && found === 'in_force' && served.stage === 'preview') {
    // Whoever asked for a preview before the App came has asked for nothing to be written but on the desk.
    await endOnboarding(db, repository.id, 'told', now)
    return null
  }
  const on = madeOn(served, { version: reading.version, found, read })
  const times = { writtenAt: before?.writtenAt ?? null, told: state.told, on, isReading: !read.isDone, now }
  const dueAt = onboardingDueAt(times)
  if (dueAt > now) return read.isDone ? dueAt : Math.min(dueAt, now + READING_MS)
  const { page, told } = await pageNow(deps, keeping, { found, read, now, told: state.told, on })
  if (before && !(await stillStands(deps, served, before))) return null
  const after = await write(deps, context, served, page)
  // GitHub does not have it, which is told elsewhere; or it was deleted in this moment.
  if (!after) return now + HOUR_MS
  await noteOnboarding(db, repository.id, { told })
  if (!before) await wakeDeskLine(deps, served)
  if (!read.isDone) return now + READING_MS
  // Figures that the settings have not been looked at for are not the last word.
  const isLast = found === 'in_force' && told.later === on.later
  if (!isLast) return onboardingDueAt({ ...times, writtenAt: now, told })
  await endOnboarding(db, repository.id, 'told', now)
  return null
}

/** News of the settings goes out at once with the figures that stand there; those follow in their time. */
async function pageNow(
  deps: Needs,
  { served, pages }: Keeping,
  {
    found,
    read,
    now,
    told,
    on,
  }: Pick<OnboardingTimes, 'now' | 'told' | 'on'> & { found: SettingsFound['found']; read: HistoryRead },
): Promise<{ page: OnboardingPage; told: MadeOn }> {
  const { id } = served.repository
  const known = pages.get(id)
  const isNews = known !== undefined && told !== null && told.atOnce !== on.atOnce
  const isSettingsAlone = isNews && known.read.isDone === read.isDone
  const page = isSettingsAlone
    ? await withSettings(deps, served, found, known)
    : await onboardingPage(deps, served, { found, read, now })
  pages.set(id, page)
  return { page, told: isSettingsAlone ? { ...on, later: told.later } : on }
}

/** What is told at once: that settings are in force, and that all was read. */
function madeOn(
  { stage, repository }: ServedRepository,
  { version, found, read }: { version: number; found: SettingsFound['found']; read: HistoryRead },
): MadeOn {
  const name = `${repository.owner}/${repository.name}`
  return {
    atOnce: [stage, found, read.isDone ? 'read' : 'reading', name].join(' '),
    later: `${version}`,
  }
}

/** Whoever closed or deleted it has said no. */
async function stillStands(deps: Needs, served: ServedRepository, issue: OwnThing): Promise<boolean> {
  const stands = await standsOnGitHub(deps, served.repository, issue)
  if (stands === 'open') return true
  const { store } = deps
  await store.transaction(async (tx) => {
    if (stands === 'deleted') await saveOwnThing(tx, { ...issue, state: 'lost' })
    await endOnboarding(tx, served.repository.id, stands, store.now())
  })
  await wakeDeskLine(deps, served)
  return false
}

/** Returns the issue as it is known afterwards. */
async function write(
  deps: Needs,
  { claim, now }: TurnContext,
  { repository, labelNames }: ServedRepository,
  page: OnboardingPage,
): Promise<OwnThing | null> {
  const { db } = deps.store
  const place = onboardingPlace(repository.id)
  const want = planOnboarding(place, page)
  await recall(deps, place, repository, [want])
  await carryOut(outboxOf(deps, claim, { repository, labelNames, ticket: null }), [want])
  const issue = await knownIssue(db, place)
  if (issue) await saveOwnThing(db, { ...issue, writtenAt: now() })
  return issue
}

async function wakeDeskLine({ store }: Needs, { repository }: ServedRepository): Promise<void> {
  const { id: repositoryId, installationId } = repository
  await wake(store.db, { line: { kind: 'desk', repositoryId }, at: store.now(), installationId })
}
