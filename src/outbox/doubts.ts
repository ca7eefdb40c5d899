// What went out without an answer from GitHub: found by its mark, or else known not to be there.

import { type Effect, type Own, wasWritten } from '../domain/effect.ts'
import { abandonEffects, finishEffects } from '../store/effects.ts'
import type { Store } from '../store/open.ts'
import { DOUBT_MS } from './effects.ts'

/** What is Firstline's own at one place. */
export interface OwnAtPlace {
  /** As far as it is known without asking. */
  known(): Promise<Own[]>
  /** As GitHub shows it now. */
  read(): Promise<Own[]>
}

/** GitHub's clock and ours may differ by so much. */
const CLOCKS_APART_MS = 60_000

/**
 * Settles what can be settled of the effects of one place; returns when to look for the rest, or null when nothing is
 * in doubt.
 */
export async function settleDoubts(
  store: Store,
  effects: readonly Effect[],
  own: OwnAtPlace,
): Promise<number | null> {
  const doubts = effects.filter((effect) => wasWritten(effect) === 'in_doubt')
  if (doubts.length === 0) return null
  const unseen = await settleSeen(store, doubts, await own.known())
  const isRipe = ({ attemptedAt }: Effect) => store.now() - attemptedAt >= DOUBT_MS
  const ripe = unseen.filter(isRipe)
  if (ripe.length > 0) {
    for (const { key, attempt } of await settleSeen(store, ripe, await own.read())) {
      await abandonEffects(store, [key], attempt)
    }
  }
  const young = unseen.filter((effect) => !isRipe(effect))
  return young.length > 0 ? Math.min(...young.map(({ attemptedAt }) => attemptedAt + DOUBT_MS)) : null
}

/** Marks as done what is seen to be on GitHub; returns the others. */
async function settleSeen(store: Store, doubts: Effect[], own: Own[]): Promise<Effect[]> {
  const left: Effect[] = []
  for (const effect of doubts) {
    // What said the same before the attempt is another comment; GitHub's times are whole seconds.
    const sinceAt = Math.floor(effect.attemptedAt / 1_000) * 1_000 - CLOCKS_APART_MS
    const found = own.find(({ at, marks }) => at >= sinceAt && marks.includes(effect.marker ?? ''))
    if (found) await finishEffects(store.db, [effect.key], String(found.id), store.now())
    else left.push(effect)
  }
  return left
}
