// What writing to things of our own needs, and how each of their writes is made once.
import type { Repository } from '../domain/repository.ts'
import type { Again, OwnPlace } from '../domain/want.ts'
import type { GitHubReads, GitHubWrites, ThreadRef } from '../github/types.ts'
import { abandonEffects, findEffect, finishEffects } from '../store/effects.ts'
import type { OwnThing } from '../store/own-things.ts'
import { DOUBT_MS, InDoubt, type Outcome, type Sent, writeOnce } from './effects.ts'
import type { Writing } from './outbox.ts'

export interface OwnWriting extends Writing {
  github: Pick<GitHubReads, 'listIssuesBy' | 'listIssueComments'> &
    Pick<GitHubWrites, 'createIssue' | 'pinIssue' | 'createComment' | 'editComment' | 'deleteComment'>
  /** The repository that holds the things. */
  holder: Repository
  botLogin(): Promise<string>
}

/** One write on account of the thing, under a key of its own. */
export async function writeOwn(
  writing: OwnWriting,
  place: OwnPlace,
  { does, says, again }: { does: string; says: string; again: Again },
  send: () => Promise<Sent>,
): Promise<Outcome> {
  const about = { repositoryId: place.repositoryId, ticketId: null, place: place.kind, kind: 'desk' }
  return writeOnce(writing, [{ key: ownKey(place, does), ...about, what: says }], again, send)
}

/**
 * What may have been written before it could be noted is looked for, once reads have caught up. Null: it is not there,
 * and may be written.
 *
 * @throws InDoubt where it is too early to look
 */
export async function lookForLost<T extends { id: number }>(
  { store }: OwnWriting,
  place: OwnPlace,
  does: string,
  look: () => Promise<T | null>,
): Promise<T | null> {
  const key = ownKey(place, does)
  const effect = await findEffect(store.db, key)
  if (effect?.state !== 'intended' && effect?.state !== 'done') return null
  const isYoung = store.now() - effect.attemptedAt < DOUBT_MS
  if (effect.state === 'intended' && isYoung) throw new InDoubt(key, effect.attemptedAt)
  const found = await look()
  if (found) await finishEffects(store.db, [key], String(found.id), store.now())
  else if (effect.state === 'intended') await abandonEffects(store, [key], effect.attempt)
  return found
}

function ownKey({ repositoryId }: OwnPlace, does: string): string {
  return `desk:${repositoryId}|${does}`
}

export function threadOf(holder: Repository, issue: OwnThing): ThreadRef {
  return { owner: holder.owner, name: holder.name, kind: 'issue', number: issue.number, nodeId: issue.nodeId }
}

/** False where what was to be written to is gone. */
export async function unlessGone(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write()
    return true
  } catch (error) {
    const kind = error instanceof Error && 'kind' in error ? error.kind : null
    if (kind === 'not_found' || kind === 'gone') return false
    throw error
  }
}
