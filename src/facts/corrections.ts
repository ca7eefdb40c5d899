// What deliberate corrections of settings have made of the promises in a repository.
import { type CorrectedPromise, correctedPromises } from '../report/corrections.ts'
import type { TicketFigures } from '../report/figures.ts'
import type { LifeDeps } from './earlier-lives.ts'
import { figuresOf, type View } from './figures.ts'
import type { ServedRepository } from './served-repository.ts'

/** `tickets` are the figures of the same span, time and view as they are told now. */
export async function correctionsOf(
  deps: LifeDeps,
  served: ServedRepository,
  {
    span,
    now,
    view,
    tickets,
  }: {
    span: { fromAt: number; toAt: number }
    now: number
    view: View
    tickets: readonly TicketFigures[]
  },
): Promise<CorrectedPromise[]> {
  const { uncorrected } = served
  if (!uncorrected) return []
  const before = await figuresOf(deps, { ...served, ...uncorrected }, span, now, view)
  return correctedPromises(before, tickets)
}
