// Learns from all tickets of a repository at once, closed ones too: what was read back, and what new addresses lead to.
import { setImmediate } from 'node:timers/promises'
import { gently } from '../agenda/gently.ts'
import { momentOf } from '../plan/ticket/as-of.ts'
import { gatherFacts, readingAhead } from '../plan/ticket/gather.ts'
import { answerReactions, NO_REACTIONS } from '../store/followed-answers.ts'
import { ticketsToLearnFrom } from '../store/learned.ts'
import { entriesOf } from '../store/ledger.ts'
import type { Db } from '../store/open.ts'
import { noteRepository, repositoryState } from '../store/repository-reading.ts'
import { findTicketById } from '../store/tickets.ts'
import type { FactsDeps } from './deps.ts'
import { NO_KNOWLEDGE } from './figures.ts'
import { learnFrom } from './learning.ts'
import type { ServedRepository } from './served-repository.ts'

type Needs = Pick<FactsDeps, 'store'>

/** Does nothing where that was done for the addresses that there are, and no closed ticket was read back since. */
export async function learnFromHistory(deps: Needs, served: ServedRepository): Promise<void> {
  const { store } = deps
  const { repository, settings, addresses } = served
  const wanted = settings.knowledgeBase.learn ? addresses : 'off'
  const { learnedFrom } = await repositoryState(store.db, repository.id)
  if (learnedFrom === wanted) return
  if (wanted !== 'off') {
    for (const id of await ticketsToLearnFrom(store.db, repository.id)) {
      const facts = await factsOf(deps, served, id)
      if (facts) await store.transaction((tx: Db) => learnFrom(tx, served, facts, true))
      await setImmediate()
    }
  }
  await noteRepository(store.db, repository.id, { learnedFrom: wanted })
}

/** A ticket's facts, as far as learning looks at them: who pays and what the knowledge base says is not asked. */
async function factsOf({ store }: Needs, served: ServedRepository, id: string) {
  const ticket = await findTicketById(store.db, id)
  if (!ticket) return null
  const { repository, settings, history, roleOf, labelNames } = served
  const entries = await entriesOf(store.db, id)
  const stored = {
    now: momentOf(entries, store.now()),
    repository,
    settings,
    history,
    ticket,
    entries,
    entitlements: [],
    roleOf,
    knowledge: NO_KNOWLEDGE,
    feedback: (await answerReactions(store.db, [id])).get(id) ?? NO_REACTIONS,
    written: [],
    labelNames,
  }
  await gently(readingAhead(stored))
  return gatherFacts(stored)
}
