// Remembers that the knowledge base was asked and had no answer to post: what learns one later makes a draft of it.
import type { Facts } from '../decide/facts.ts'
import type { Plan } from '../decide/plan.ts'
import { askedAt, whySilent } from '../decide/rules/answer.ts'
import { pendingDeliveries } from '../store/deliveries.ts'
import { readMeta, writeMeta } from '../store/meta.ts'
import { hasMovedSince } from './dependents.ts'
import type { LineDeps } from './deps.ts'
import { repositoryScope } from './repository-context.ts'

/** Key under the ticket. */
export const ASKED = 'asked'

/** Repeating it changes nothing. */
export async function rememberAsking(deps: LineDeps, facts: Facts, plan: Plan): Promise<void> {
  const { ticket, repository, now } = facts
  const answers = plan.parts.some((part) => part.marker.kind === 'answer')
  const at = askedAt(facts)
  if (answers || whySilent(facts) !== null || facts.askedAt === at) return
  if (await isBeingRead(deps, repository.id)) return
  await writeMeta(deps.store.db, ticket.id, ASKED, at, now)
}

/** What was pushed before the question and is not read yet is not learnt later. */
async function isBeingRead(deps: LineDeps, repositoryId: number): Promise<boolean> {
  const scope = repositoryScope(repositoryId)
  if ((await pendingDeliveries(deps.store.db, scope)).length > 0) return true
  const refreshed = await readMeta<{ at: number }>(deps.store.db, scope, 'refreshed')
  return !refreshed || (await hasMovedSince(deps, repositoryId, refreshed.at))
}
