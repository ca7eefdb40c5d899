// A ticket's facts as its ledger alone tells them: who pays, and what the knowledge base says, is not asked.
import { gently } from '../agenda/gently.ts'
import type { Facts } from '../domain/facts.ts'
import type { Entry, Ticket } from '../domain/ticket.ts'
import { momentOf } from '../plan/ticket/as-of.ts'
import { gatherFacts, readingAhead, type Stored } from '../plan/ticket/gather.ts'
import { entriesOf } from '../store/ledger.ts'
import { feedbackOf, NO_REACTIONS } from '../store/reactions.ts'
import type { FactsDeps } from './deps.ts'
import { NO_KNOWLEDGE } from './figures.ts'
import type { ServedRepository } from './served-repository.ts'

export async function factsByLedger(
  { store }: Pick<FactsDeps, 'store'>,
  served: ServedRepository,
  ticket: Ticket,
): Promise<Facts> {
  const entries = await entriesOf(store.db, ticket.id)
  const feedback = (await feedbackOf(store.db, [ticket.id])).get(ticket.id)
  const stored = {
    ...storedByLedger(served, ticket, { entries, now: store.now() }),
    ...(feedback && { feedback }),
  }
  await gently(readingAhead(stored))
  return gatherFacts(stored)
}

/** As of the last entry, where that is later than `now`. */
export function storedByLedger(
  { repository, settings, history, roleOf, labelNames }: ServedRepository,
  ticket: Ticket,
  { entries, now }: { entries: readonly Entry[]; now: number },
): Stored {
  return {
    now: momentOf(entries, now),
    repository,
    settings,
    history,
    ticket,
    entries,
    entitlements: [],
    roleOf,
    knowledge: NO_KNOWLEDGE,
    feedback: NO_REACTIONS,
    written: [],
    labelNames,
  }
}
