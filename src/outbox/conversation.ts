// Where something is said.
import type { ThreadRef } from '../github/types.ts'

/** @throws where there is no conversation */
export function conversation(thread: ThreadRef | null): ThreadRef {
  if (!thread) throw new Error('Nothing can be said where there is no conversation')
  return thread
}
