// One repository's turn: settings, people, articles and labels are read again when something changed, and hourly.

import { type Handler, NEXT_LOOK_STAYS } from '../agenda/run-line.ts'
import type { Repository } from '../domain/repository.ts'
import { figuresWake } from '../facts/keep-figures.ts'
import { learnFromHistory } from '../facts/learn-from-history.ts'
import { signPast } from '../facts/similar-tickets.ts'
import { drain } from '../inbox/drain.ts'
import { catchUp } from '../reading/catch-up.ts'
import { followLabelMoves } from '../reading/label-names.ts'
import { type Look, type LookPlan, lookAt, planAgainAt, planLook } from '../reading/look.ts'
import { wake } from '../store/agenda.ts'
import { findServed } from '../store/repositories.ts'
import { hasMoved, noteRepository, repositoryState } from '../store/repository-reading.ts'
import { writeChecks } from './checks.ts'
import type { TurnDeps } from './deps.ts'
import { takeRepositoryEvent } from './repository-events.ts'
import { prepareLabels } from './repository-labels.ts'
import { refresh } from './repository-refresh.ts'
import { wakeStaleTickets } from './wake-tickets.ts'

type Needs = Pick<
  TurnDeps,
  'store' | 'github' | 'contexts' | 'credentials' | 'channels' | 'upSinceAt' | 'app' | 'log'
>

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
    if (look.isDue) await catchUp(deps, repository, plan, look.seen)
    const learnt = await learnFromHistory(deps, repository)
    if (learnt) await wakeStaleTickets(deps, repository, learnt.version)
    if (look.isDue || look.isRead) {
      await wake(deps.store.db, figuresWake(repository, context.now()))
    }
    const isSigning = await signPast(deps, repository.id)
    if (!labelled || isSigning) return { nextAt: context.now() + NOT_READY_MS }
    const next = look.isDue ? await planLook(deps, repository, context.now()) : plan
    const lookAt = planAgainAt(next.dueAt, context.now())
    return { nextAt: checksAt === null ? lookAt : Math.min(lookAt, checksAt) }
  }
}

/** Looks at the repository where that is due, and reads again what does not hold any more, or for too long. */
async function readAgain(
  deps: Needs,
  repository: Repository,
  plan: LookPlan,
  now: number,
): Promise<{ isDue: boolean; isRead: boolean; seen: Look | null }> {
  const { db } = deps.store
  const state = await repositoryState(db, repository.id)
  const { reading, refreshedAt } = state
  const isDue = plan.dueAt <= now
  // A new version may read the same files otherwise.
  const isFirst = refreshedAt === null || refreshedAt < deps.upSinceAt
  const moved = isFirst || hasMoved(state)
  if (!isDue && !moved) return { isDue, isRead: false, seen: null }
  // What moves while it is being read is read once more.
  const seen = await lookAt(deps, repository, plan.lastAt, reading?.readFrom ?? [])
  const files = moved || !reading || seen === null || seen.sources === null || seen.sources !== reading.readAs
  if (files || now - refreshedAt >= READ_AFTER_MS) {
    await refresh(deps, repository, { files, readAs: seen?.sources ?? null })
    await noteRepository(db, repository.id, { refreshedAt: now, labelsDue: 'unread' })
  }
  return { isDue, isRead: true, seen }
}
