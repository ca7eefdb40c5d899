// One write to GitHub under its key: intent first, then the request, then what became of it.

import { REQUEST_TIMEOUT_MS } from '../domain/pace.ts'
import { RetryLater } from '../domain/retry-later.ts'
import type { MayGo } from '../github/types.ts'
import type { Claim } from '../store/agenda.ts'
import {
  abandonEffect,
  beginEffect,
  type EffectIntent,
  finishEffect,
  refuseEffect,
} from '../store/effects.ts'
import type { Store } from '../store/open.ts'
import { makeSureStillMine } from '../store/still-mine.ts'
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

export interface Writing {
  store: Store
  claim: Claim
}

/** For GitHub's client: each request under this claim asks in the instant of sending whether it may still go. */
export function heldBy(store: Store, claim: Claim): MayGo {
  return () => makeSureStillMine(store, claim, REQUEST_TIMEOUT_MS)
}

/**
 * `safe`: changes nothing when repeated (labels, closing), so after a doubt it is simply made again. `always`: the
 * same, and made anew each time it is wanted (edits). `doubtful`: would be there twice (comments).
 */
export type Again = 'safe' | 'always' | 'doubtful'

/** `written` by this call; `known` to be there from before; `refused` by GitHub now or before, and set aside. */
export type Written = 'written' | 'known' | 'refused'

/**
 * Writes under `key`, once unless it says `always`. What GitHub refuses for good is set aside with its reason and not
 * asked again until that is reopened; everything else that fails is thrown, a doubt as `InDoubt`.
 */
export async function writeOnce(
  writing: Writing,
  intent: Omit<EffectIntent, 'timeoutMs' | 'anew'> & { again: Again },
  send: () => Promise<string | null>,
): Promise<Written> {
  const { store, claim } = writing
  const { again, ...effect } = intent
  const begin = () =>
    beginEffect(store, claim, { ...effect, anew: again === 'always', timeoutMs: WRITE_TIMEOUT_MS })
  let begun = await begin()
  if (begun.state === 'in_doubt') {
    if (again === 'doubtful') throw new InDoubt(intent.key, begun.attemptedAt)
    await abandonEffect(store, intent.key, begun.attempt)
    begun = await begin()
  }
  if (begun.state === 'refused') return 'refused'
  if (begun.state !== 'go') return 'known'
  try {
    await finishEffect(store, intent.key, await send())
    return 'written'
  } catch (error) {
    if (again === 'doubtful' && mayHaveArrived(error)) throw new InDoubt(intent.key, store.now(), error)
    const refusal = refusalOf(error)
    if (refusal && (await refuseEffect(store, intent.key, begun.attempt, refusal))) return 'refused'
    await abandonEffect(store, intent.key, begun.attempt)
    throw error
  }
}

function mayHaveArrived(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'inDoubt' in error && error.inDoubt === true
}
