// Learns from all tickets of a repository at once, closed ones too: what was read back, and what new addresses lead to.
import { setImmediate } from 'node:timers/promises'
import { ticketsToLearnFrom } from '../store/learned.ts'
import type { Db } from '../store/open.ts'
import { noteRepository, repositoryState } from '../store/repository-reading.ts'
import { findTicketById } from '../store/tickets.ts'
import type { FactsDeps } from './deps.ts'
import { factsByLedger } from './facts-by-ledger.ts'
import { learnFrom } from './learning.ts'
import type { ServedRepository } from './served-repository.ts'

/** Does nothing where that was done for the addresses that there are, and no closed ticket was read back since. */
export async function learnFromHistory(
  deps: Pick<FactsDeps, 'store'>,
  served: ServedRepository,
): Promise<void> {
  const { store } = deps
  const { repository, settings, addresses } = served
  const wanted = settings.knowledgeBase.learn ? addresses : 'off'
  const { learnedFrom } = await repositoryState(store.db, repository.id)
  if (learnedFrom === wanted) return
  if (wanted !== 'off') {
    for (const id of await ticketsToLearnFrom(store.db, repository.id)) {
      const ticket = await findTicketById(store.db, id)
      const facts = ticket && (await factsByLedger(deps, served, ticket))
      if (facts) await store.transaction((tx: Db) => learnFrom(tx, served, facts, true))
      await setImmediate()
    }
  }
  await noteRepository(store.db, repository.id, { learnedFrom: wanted })
}
