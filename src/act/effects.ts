// One write to GitHub under its key: intent first, then the request, then what became of it.

import type { Claim } from '../store/agenda.ts'
import { abandonEffect, beginEffect, type EffectIntent, finishEffect } from '../store/effects.ts'
import type { Store } from '../store/open.ts'

/** Longer than any request to GitHub may take: up to 2.5 s for its turn and 10 s for the answer. */
const WRITE_TIMEOUT_MS = 15_000

/** How long after a request without an answer its effect can be looked for: reads lag behind writes. */
export const DOUBT_MS = 60_000

/** A comment went out and nobody knows whether it arrived: it is looked for once reads have caught up. */
export class InDoubt extends Error {
  readonly retryAt: number
  constructor(key: string, attemptedAt: number, cause?: unknown) {
    super(`Whether ${key} was written is not known yet`, { cause })
    this.name = 'InDoubt'
    this.retryAt = attemptedAt + DOUBT_MS
  }
}

export interface Writing {
  store: Store
  claim: Claim
}

/**
 * Writes once under `key`. `again: 'safe'` is for writes that change nothing when repeated (labels, closing): they are
 * simply made again after a doubt; others throw `InDoubt`. Returns whether this call made the write.
 */
export async function writeOnce(
  writing: Writing,
  intent: Omit<EffectIntent, 'timeoutMs'> & { again: 'safe' | 'doubtful' },
  send: () => Promise<string | null>,
): Promise<boolean> {
  const { store, claim } = writing
  const { again, ...effect } = intent
  let begun = await beginEffect(store, claim, { ...effect, timeoutMs: WRITE_TIMEOUT_MS })
  if (begun.state === 'in_doubt') {
    if (again === 'doubtful') throw new InDoubt(intent.key, begun.attemptedAt)
    await abandonEffect(store, intent.key, begun.attempt)
    begun = await beginEffect(store, claim, { ...effect, timeoutMs: WRITE_TIMEOUT_MS })
  }
  if (begun.state !== 'go') return false
  try {
    await finishEffect(store, intent.key, await send())
    return true
  } catch (error) {
    if (again === 'doubtful' && mayHaveArrived(error)) throw new InDoubt(intent.key, store.now(), error)
    await abandonEffect(store, intent.key, begun.attempt)
    throw error
  }
}

function mayHaveArrived(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'inDoubt' in error && error.inDoubt === true
}
