// Learns from all tickets of a repository at once, closed ones too: what was read back, and what new addresses lead to.
import { setImmediate } from 'node:timers/promises'
import type { Repository } from '../domain/repository.ts'
import { ticketsToLearnFrom } from '../store/learned.ts'
import { noteRepository, repositoryState } from '../store/repository-reading.ts'
import { findTicketById } from '../store/tickets.ts'
import type { FactsDeps } from './deps.ts'
import { factsByLedger } from './facts-by-ledger.ts'
import { learnFrom } from './learning.ts'
import type { ServedRepository } from './served-repository.ts'

type Needs = Pick<FactsDeps, 'store' | 'contexts'>

/**
 * Does nothing where that was done for the addresses that there are, and no closed ticket was read back since. Returns
 * the repository with what was learnt since the last time; null: nothing was.
 */
export async function learnFromHistory(
  deps: Needs,
  repository: Repository,
): Promise<ServedRepository | null> {
  const { db } = deps.store
  const before = await repositoryState(db, repository.id)
  const { reading, docsVersion, learnedFrom } = before
  const [version, known, learned] = learnedFrom?.split(' ') ?? []
  const isLearned = learned === String(before.learnedVersion)
  if (!reading) return null
  const now = `${reading.version}.${docsVersion}`
  if (version === now && isLearned) return null
  const served = await deps.contexts.get(repository, before)
  if (!served) return null
  const wanted = served.settings.knowledgeBase.learn ? served.addresses : 'off'
  if (wanted !== 'off' && wanted !== known) await learnFromAll(deps, served)
  const { learnedVersion } = await repositoryState(db, repository.id)
  await noteRepository(db, repository.id, { learnedFrom: `${now} ${wanted} ${learnedVersion}` })
  return learned === String(learnedVersion) ? null : deps.contexts.get(repository)
}

async function learnFromAll(deps: Needs, served: ServedRepository): Promise<void> {
  const { store } = deps
  for (const id of await ticketsToLearnFrom(store.db, served.repository.id)) {
    const ticket = await findTicketById(store.db, id)
    const facts = ticket && (await factsByLedger(deps, served, ticket))
    if (facts) await store.transaction((tx) => learnFrom(tx, served, facts, true))
    await setImmediate()
  }
}
