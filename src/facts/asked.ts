// Remembers that the knowledge base was asked and had no answer to post: what learns one later makes a draft of it.

import type { Facts } from '../domain/facts.ts'
import { keyOf } from '../domain/line.ts'
import type { Plan } from '../plan/ticket/plan.ts'
import { askedAt, whySilent } from '../plan/ticket/rules/answer.ts'
import { saysOf } from '../plan/ticket/wants.ts'
import { pendingDeliveries } from '../store/deliveries.ts'
import type { Db } from '../store/open.ts'
import { hasMoved, noteRepository, repositoryState } from '../store/repository-reading.ts'
import { noteTicket } from '../store/tickets.ts'
import type { FactsDeps } from './deps.ts'

type Needs = Pick<FactsDeps, 'store'>

/** A push of this time around the question may have come before it: deliveries come in any order. */
const BEFORE_MS = 60_000
const AFTER_MS = 2_000

/** When the requester wrote what was asked before (`at`), see `Facts.askedAt`; `pushedAt`: the last push. */
export function askedBefore(at: number | null, pushedAt: number | null): number | null {
  if (at === null || pushedAt === null) return at
  return pushedAt >= at - BEFORE_MS && pushedAt <= at + AFTER_MS ? null : at
}

/** What is pushed may hold an article. */
export async function notePushed({ store }: Needs, repositoryId: number, at: number): Promise<void> {
  await noteRepository(store.db, repositoryId, { pushedAt: at })
}

/** Repeating it changes nothing. */
export async function rememberAsking(db: Db, facts: Facts, plan: Plan): Promise<void> {
  const { ticket, repository } = facts
  const answers = saysOf(plan.wants, 'answer').length > 0
  const at = askedAt(facts)
  if (answers || whySilent(facts) !== null || facts.askedAt === at) return
  if (await isBeingRead(db, repository.id)) return
  await noteTicket(db, ticket.id, { askedAt: at })
}

/** What was pushed before the question and is not read yet is not learnt later. */
async function isBeingRead(db: Db, repositoryId: number): Promise<boolean> {
  if ((await pendingDeliveries(db, keyOf({ kind: 'repository', repositoryId }))).length > 0) return true
  const state = await repositoryState(db, repositoryId)
  return state.refreshedAt === null || hasMoved(state)
}
