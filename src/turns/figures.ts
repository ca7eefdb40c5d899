// The figures of one repository's tickets: those that are not kept yet, or hold no longer, are made little by little.
import type { Handler } from '../agenda/run-line.ts'
import { keepSomeFigures } from '../facts/keep-figures.ts'
import { PRIORITY } from '../store/agenda.ts'
import { findServed } from '../store/repositories.ts'
import type { TurnDeps } from './deps.ts'

type Needs = Pick<TurnDeps, 'store' | 'contexts' | 'credentials'>

/** A few hundred tickets take a moment; then whatever else is due goes first. */
const CHUNKS = 10

export function figuresLine(deps: Needs): Handler<'figures'> {
  return async ({ repositoryId }, context) => {
    const repository = await findServed(deps.store.db, repositoryId)
    const served = repository && (await deps.contexts.get(repository))
    const priority = PRIORITY.background
    if (!served) return { nextAt: null, priority }
    const isMore = await keepSomeFigures(deps, served, { now: context.now(), chunks: CHUNKS })
    return { nextAt: isMore ? context.now() : null, priority }
  }
}
