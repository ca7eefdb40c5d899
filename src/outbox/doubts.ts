// Comments that went out without an answer from GitHub: found by their markers, or else known not to be there.

import { findMarkers, partName } from '../domain/marker.ts'
import type { Repository } from '../domain/repository.ts'
import type { Entry, Ticket } from '../domain/ticket.ts'
import { readThread } from '../reading/thread.ts'
import { abandonEffect, type Effect, effectsOf, finishEffect } from '../store/effects.ts'
import { entriesOf } from '../store/ledger.ts'
import type { TurnDeps } from '../turns/deps.ts'
import { DOUBT_MS } from './effects.ts'

/** Settles what can be settled; returns when to look for the rest, or null when nothing is in doubt. */
export async function settleDoubts(
  deps: TurnDeps,
  repository: Repository,
  ticket: Ticket,
  now: number,
): Promise<number | null> {
  const doubts = await doubtsOf(deps, ticket)
  if (doubts.length === 0) return null
  const unseen = await settleSeen(deps, ticket, doubts)
  const ripe = unseen.filter((effect) => now - effect.attemptedAt >= DOUBT_MS)
  if (ripe.length > 0) {
    await readThread(deps, repository, ticket)
    for (const effect of await settleSeen(deps, ticket, ripe)) {
      await abandonEffect(deps.store, effect.key, effect.attempt)
    }
  }
  const young = unseen.filter((effect) => now - effect.attemptedAt < DOUBT_MS)
  return young.length > 0 ? Math.min(...young.map((effect) => effect.attemptedAt + DOUBT_MS)) : null
}

async function doubtsOf(deps: TurnDeps, ticket: Ticket): Promise<Effect[]> {
  const effects = await effectsOf(deps.store.db, ticket.id)
  return effects.filter((effect) => effect.kind === 'comment' && effect.state === 'intended')
}

/** GitHub's clock and ours may differ by so much. */
const CLOCKS_APART_MS = 60_000

/** Marks as done what the ledger shows to be on GitHub (our own webhook, or the thread); returns the others. */
async function settleSeen(deps: TurnDeps, ticket: Ticket, doubts: Effect[]): Promise<Effect[]> {
  const { botLogin } = await deps.app()
  const own = (await entriesOf(deps.store.db, ticket.id)).filter(
    (entry) => entry.kind === 'comment' && entry.actor.login === botLogin,
  )
  const left: Effect[] = []
  for (const effect of doubts) {
    // What said the same before the attempt is another comment; GitHub's times are whole seconds.
    const sinceAt = Math.floor(effect.attemptedAt / 1_000) * 1_000 - CLOCKS_APART_MS
    const found = own.find((entry) => entry.at >= sinceAt && says(entry, effect))
    if (found) await finishEffect(deps.store, effect.key, String(found.data.commentId))
    else left.push(effect)
  }
  return left
}

function says(entry: Entry, effect: Effect): boolean {
  const parts = (effect.detail as { parts?: string[] } | null)?.parts ?? []
  return findMarkers(entry.data.body ?? '').some((marker) => parts.includes(partName(marker)))
}
