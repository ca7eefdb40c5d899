// What writing to things of our own needs, and how each of their writes is made once.
import type { Repository } from '../domain/repository.ts'
import type { OwnPlace } from '../domain/want.ts'
import type { GitHubReads, GitHubWrites, ThreadRef } from '../github/types.ts'
import { abandonEffect, findEffect, finishEffect } from '../store/effects.ts'
import type { Db } from '../store/open.ts'
import type { OwnThing } from '../store/own-things.ts'
import { type Again, DOUBT_MS, InDoubt, type Writing, type Written, writeOnce } from './effects.ts'

export interface OwnWriting extends Writing {
  github: Pick<GitHubReads, 'listIssuesBy' | 'listIssueComments'> &
    Pick<GitHubWrites, 'createIssue' | 'pinIssue' | 'createComment' | 'editComment' | 'deleteComment'>
  /** The repository that holds the things. */
  holder: Repository
  botLogin(): Promise<string>
}

/** What one request has made, and what is noted of it. */
export interface Made {
  id: number | null
  note?(tx: Db): Promise<void>
}

/** One write on account of the thing, under a key of its own. */
export async function writeOwn(
  writing: OwnWriting,
  place: OwnPlace,
  { does, says, again }: { does: string; says: string; again: Again },
  send: () => Promise<Made>,
): Promise<Written> {
  const { repositoryId } = place
  const intent = { key: ownKey(place, does), repositoryId, ticketId: null, kind: 'desk', detail: { says } }
  return writeOnce(writing, { ...intent, again }, async () => {
    const { id, note } = await send()
    await note?.(writing.store.db)
    return id === null ? null : String(id)
  })
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
  if (found) await finishEffect(store, key, String(found.id))
  else if (effect.state === 'intended') await abandonEffect(store, key, effect.attempt)
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
