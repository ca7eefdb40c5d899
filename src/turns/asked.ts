// Remembers that the knowledge base was asked and had no answer to post: what learns one later makes a draft of it.

import type { Facts } from '../domain/facts.ts'
import type { Ticket } from '../domain/ticket.ts'
import { repositoryScope } from '../facts/served-repository.ts'
import type { Plan } from '../plan/ticket/plan.ts'
import { askedAt, whySilent } from '../plan/ticket/rules/answer.ts'
import { saysOf } from '../plan/ticket/wants.ts'
import { pendingDeliveries } from '../store/deliveries.ts'
import { readMeta, writeMeta } from '../store/meta.ts'
import { hasMovedSince } from './dependents.ts'
import type { TurnDeps } from './deps.ts'

const ASKED = 'asked'
const PUSHED = 'pushed_at'

/** A push of this time around the question may have come before it: deliveries come in any order. */
const BEFORE_MS = 60_000
const AFTER_MS = 2_000

/** When the requester wrote what was asked before, see `Facts.askedAt`. */
export async function askedBefore(deps: TurnDeps, ticket: Ticket): Promise<number | null> {
  const at = await readMeta<number>(deps.store.db, ticket.id, ASKED)
  if (at === null) return null
  const pushedAt = await readMeta<number>(deps.store.db, repositoryScope(ticket.repositoryId), PUSHED)
  const together = pushedAt !== null && pushedAt >= at - BEFORE_MS && pushedAt <= at + AFTER_MS
  return together ? null : at
}

/** What is pushed may hold an article. */
export async function notePushed({ store }: TurnDeps, repositoryId: number, at: number): Promise<void> {
  await writeMeta(store.db, repositoryScope(repositoryId), PUSHED, at, store.now())
}

/** Repeating it changes nothing. */
export async function rememberAsking(deps: TurnDeps, facts: Facts, plan: Plan): Promise<void> {
  const { ticket, repository, now } = facts
  const answers = saysOf(plan.wants, 'answer').length > 0
  const at = askedAt(facts)
  if (answers || whySilent(facts) !== null || facts.askedAt === at) return
  if (await isBeingRead(deps, repository.id)) return
  await writeMeta(deps.store.db, ticket.id, ASKED, at, now)
}

/** What was pushed before the question and is not read yet is not learnt later. */
async function isBeingRead(deps: TurnDeps, repositoryId: number): Promise<boolean> {
  const scope = repositoryScope(repositoryId)
  if ((await pendingDeliveries(deps.store.db, scope)).length > 0) return true
  const refreshed = await readMeta<{ at: number }>(deps.store.db, scope, 'refreshed')
  return !refreshed || (await hasMovedSince(deps, repositoryId, refreshed.at))
}
