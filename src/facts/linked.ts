// What maintainers linked on past tickets.
import type { TicketId } from '../domain/ticket.ts'
import type { FactsDeps } from './deps.ts'
import type { PastQuestion } from './past-questions.ts'
import type { ServedRepository } from './served-repository.ts'

export interface Linked {
  /** Slugs of articles and sections. */
  by: ReadonlyMap<TicketId, readonly string[]>
  /** The ticket that a learned phrasing was taken from. */
  takenFrom(slug: string, learned: string): TicketId | undefined
}

export async function linkedOn(
  _deps: Pick<FactsDeps, 'store'>,
  _served: ServedRepository,
  _past: readonly PastQuestion[],
): Promise<Linked> {
  return { by: new Map(), takenFrom: () => undefined }
}
