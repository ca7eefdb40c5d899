// Writes to GitHub under their keys: intent first, then the request, then what became of it.

import { REQUEST_TIMEOUT_MS } from '../domain/pace.ts'
import { RetryLater } from '../domain/retry-later.ts'
import type { Again } from '../domain/want.ts'
import type { MayGo } from '../github/types.ts'
import type { Claim } from '../store/agenda.ts'
import { abandonEffects, beginEffects, type EffectIntent, finishEffects } from '../store/effects.ts'
import type { Store } from '../store/open.ts'
import { makeSureStillMine } from '../store/still-mine.ts'
import type { Sent, Writing } from './outbox.ts'
import { refusalOf } from './refusal.ts'

/** Longer than any request to GitHub may take: up to 2.5 s for its turn and 10 s for the answer. */
const WRITE_TIMEOUT_MS = 15_000

/** How long after a request without an answer its effect can be looked for: reads lag behind writes. */
export const DOUBT_MS = 60_000

/** A comment went out and nobody knows whether it arrived: it is looked for once reads have caught up. */
export class InDoubt extends RetryLater {
  constructor(key: string, attemptedAt: number, cause?: unknown) {
    super(`Whether ${key} was written is not known yet`, { retryAt: attemptedAt + DOUBT_MS, cause })
  }
}

/** For GitHub's client: each request under this claim asks in the instant of sending whether it may still go. */
export function heldBy(store: Store, claim: Claim): MayGo {
  return () => makeSureStillMine(store, claim, REQUEST_TIMEOUT_MS)
}

/** `written` by this call; `known` to be there from before; `refused` by GitHub now or before, and set aside. */
export type Outcome = 'written' | 'known' | 'refused'

/**
 * Writes what `send` makes with one request, each part once under its key unless `again` says `always`; `send` is given
 * the keys that are still to be written. What GitHub refuses for good is set aside with its reason and not asked again
 * until that is reopened; everything else that fails is thrown, a doubt as `InDoubt`.
 */
export async function writeOnce(
  { store, claim }: Writing,
  intents: readonly EffectIntent[],
  again: Again,
  send: (keys: readonly string[]) => Promise<Sent>,
): Promise<Outcome> {
  const begun = await beginEffects(store, claim, intents, { again, timeoutMs: WRITE_TIMEOUT_MS })
  const { go, attempt, known } = begun
  if (go.length === 0) {
    const doubt = known.find(({ state }) => state === 'intended')
    if (doubt) throw new InDoubt(doubt.key, doubt.attemptedAt)
    return known.some(({ state }) => state === 'refused') ? 'refused' : 'known'
  }
  const sent = await request()
  if (sent === 'refused') return sent
  // Outside of what may fail: what was sent and cannot be noted is a doubt, not a failure.
  await store.transaction(async (tx) => {
    await finishEffects(tx, go, sent.id === null ? null : String(sent.id), store.now())
    await sent.note?.(tx)
  })
  return 'written'

  async function request(): Promise<Sent | 'refused'> {
    try {
      return await send(go)
    } catch (error) {
      if (again === 'doubtful' && mayHaveArrived(error)) throw new InDoubt(go[0] ?? '', store.now(), error)
      const refusal = refusalOf(error) ?? undefined
      const changed = await abandonEffects(store, go, attempt, refusal)
      if (refusal && changed > 0) return 'refused'
      throw error
    }
  }
}

/** An answer that cannot be read is one all the same. */
function mayHaveArrived(error: unknown): boolean {
  if (error instanceof TypeError) return true
  return typeof error === 'object' && error !== null && 'inDoubt' in error && error.inDoubt === true
}
