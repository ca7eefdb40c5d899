// The turn of a repository's history: one page is read, and the line goes to the end of the queue.
import type { Handler, TurnContext, TurnResult } from '../agenda/run-line.ts'
import type { Repository } from '../domain/repository.ts'
import { figuresWake } from '../facts/keep-figures.ts'
import { endSweep } from '../reading/catch-up.ts'
import { priorityOf, readPart } from '../reading/history.ts'
import { wake } from '../store/agenda.ts'
import { noteDeskWanted } from '../store/desks.ts'
import { type HistoryPart, partsOf, savePart } from '../store/history-parts.ts'
import type { Db } from '../store/open.ts'
import { findServed } from '../store/repositories.ts'
import { noteRepository } from '../store/repository-reading.ts'
import type { TurnDeps } from './deps.ts'

type Needs = Pick<TurnDeps, 'store' | 'github' | 'upSinceAt'>

export function historyLine(deps: Needs): Handler<'history'> {
  return async ({ repositoryId }, context) => {
    const repository = await findServed(deps.store.db, repositoryId)
    if (!repository) return { nextAt: null }
    const parts = await partsOf(deps.store.db, repositoryId)
    const part = parts.find(({ finishedAt }) => finishedAt === null)
    if (!part) return { nextAt: null }
    const priority = priorityOf(part)
    if (part.waitsUntil !== null && part.waitsUntil > context.now()) {
      return { nextAt: part.waitsUntil, priority }
    }
    return readOn(deps, context, repository, { parts, part })
  }
}

/** Reads a page. How far it came is noted with giving the line back: whoever lost the line notes nothing. */
async function readOn(
  deps: Needs,
  context: TurnContext,
  repository: Repository,
  { parts, part }: { parts: readonly HistoryPart[]; part: HistoryPart },
): Promise<TurnResult> {
  const after = await readPart(deps, repository, part)
  const reading = parts.filter(({ purpose }) => purpose === part.purpose)
  const isLast = after.finishedAt !== null && reading.every((one) => one === part || one.finishedAt !== null)
  const caughtUp = isLast && part.purpose === 'catch_up'
  const swept = reading.some(({ openOnly }) => openOnly)
  if (caughtUp && swept) await endSweep(deps, repository, part.begunAt)
  return {
    nextAt: after.waitsUntil ?? context.now(),
    priority: priorityOf(part),
    note: async (tx) => {
      await savePart(tx, after)
      if (caughtUp) await noteCaughtUp(tx, repository, { at: part.begunAt, swept })
      if (isLast) await wakeReaders(tx, repository, part, context.now())
    },
  }
}

async function noteCaughtUp(
  tx: Db,
  { id }: Repository,
  { at, swept }: { at: number; swept: boolean },
): Promise<void> {
  await noteRepository(tx, id, { caughtUpAt: at, ...(swept ? { sweptAt: at } : {}) })
}

/** What was read may teach something, and the desk tells no longer that it is being read. */
async function wakeReaders(
  tx: Db,
  { id: repositoryId, installationId }: Repository,
  { askedBy }: HistoryPart,
  at: number,
): Promise<void> {
  if (askedBy !== 'look') await noteDeskWanted(tx, repositoryId, at)
  await wake(tx, [
    { line: { kind: 'repository', repositoryId }, at, installationId },
    { line: { kind: 'desk', repositoryId }, at, installationId },
    figuresWake({ id: repositoryId, installationId }, at),
    { line: { kind: 'onboarding', repositoryId }, at, installationId },
  ])
}
