// The comments of a desk issue on GitHub: edited in place, made once, taken away when they have nothing to tell.

import { findMarkers } from '../domain/marker.ts'
import type { Repository } from '../domain/repository.ts'
import { GitHubError } from '../github/errors.ts'
import type { GitHubReads, ThreadRef } from '../github/types.ts'
import type { Claim } from '../store/agenda.ts'
import { abandonEffects, findEffect } from '../store/effects.ts'
import type { TurnDeps } from '../turns/deps.ts'
import type { Desk } from './desk-issue.ts'
import { DOUBT_MS, heldBy, InDoubt, writeOnce } from './effects.ts'

export interface DeskComment {
  id: number
  nodeId: string
  text: string
}

export type DeskKind = 'metrics' | 'queue' | 'note'

type DeskRead = Awaited<ReturnType<GitHubReads['listIssueComments']>>[number]

const MARKERS: Record<DeskKind, string> = { metrics: 'metrics', queue: 'queue', note: 'report' }

/** Firstline's own comment of a kind. */
export function commentOf(comments: DeskRead[], kind: DeskKind): DeskComment | null {
  const wanted = comments.find(
    ({ mine, body }) => mine && findMarkers(body).some((marker) => marker.kind === MARKERS[kind]),
  )
  return wanted ? { id: wanted.id, nodeId: wanted.nodeId, text: wanted.body } : null
}

/** Edits the comment, or makes it where there is none or it was deleted. Null where GitHub refuses either. */
export async function writeDeskComment(
  deps: TurnDeps,
  claim: Claim,
  place: Repository,
  desk: Desk,
  kind: DeskKind,
  text: string,
): Promise<DeskComment | null> {
  const github = deps.github.forInstallation(place.installationId, heldBy(deps.store, claim))
  const thread = threadOf(place, desk)
  const before = desk[kind]
  if (before) {
    const edit = deskEffect(
      desk.repositoryId,
      `desk:${desk.repositoryId}|edit ${before.id}`,
      `the ${kind} comment`,
    )
    let isThere = true
    const outcome = await writeOnce({ store: deps.store, claim }, [edit], 'always', async () => {
      isThere = await unlessGone(() => github.editComment(thread, before, text))
      return { id: null }
    })
    if (outcome === 'refused') return null
    if (isThere) return { ...before, text }
  }
  const key = `desk:${desk.repositoryId}|${kind} of ${desk.issueId} after ${before?.id ?? 'nothing'}`
  const unnoted = await findUnnoted(deps, place, desk, kind, key)
  if (unnoted) return writeDeskComment(deps, claim, place, { ...desk, [kind]: unnoted }, kind, text)
  const made: DeskComment[] = []
  const intent = deskEffect(desk.repositoryId, key, `the ${kind} comment`)
  let isThere = true
  const outcome = await writeOnce({ store: deps.store, claim }, [intent], 'doubtful', async () => {
    isThere = await unlessGone(async () => {
      const { id, nodeId } = await github.createComment(thread, text)
      made.push({ id, nodeId, text })
    })
    return { id: made[0]?.id ?? null }
  })
  if (!isThere) throw new GitHubError('The desk issue is gone', { kind: 'gone', status: 410 })
  const [comment] = made
  if (comment) return comment
  if (outcome === 'refused') return null
  throw new Error(`The ${kind} comment of desk ${desk.number} was made but is not to be found`)
}

/** Takes a comment away that has nothing to tell any more. False where GitHub refuses. */
export async function removeDeskComment(
  deps: TurnDeps,
  claim: Claim,
  place: Repository,
  desk: Desk,
  comment: DeskComment,
): Promise<boolean> {
  const github = deps.github.forInstallation(place.installationId, heldBy(deps.store, claim))
  const key = `desk:${desk.repositoryId}|remove ${comment.id}`
  const intent = deskEffect(desk.repositoryId, key, 'taking a comment away')
  const outcome = await writeOnce({ store: deps.store, claim }, [intent], 'always', async () => {
    await unlessGone(() => github.deleteComment(threadOf(place, desk), comment))
    return { id: null }
  })
  return outcome !== 'refused'
}

/** A comment that was made, or may have been, before the process could note it: it is edited, not written twice. */
async function findUnnoted(
  deps: TurnDeps,
  place: Repository,
  desk: Desk,
  kind: DeskKind,
  key: string,
): Promise<DeskComment | null> {
  const effect = await findEffect(deps.store.db, key)
  if (effect?.state === 'done') return { id: Number(effect.githubId), nodeId: '', text: '' }
  if (effect?.state !== 'intended') return null
  if (deps.store.now() - effect.attemptedAt < DOUBT_MS) throw new InDoubt(key, effect.attemptedAt)
  const github = deps.github.forInstallation(place.installationId)
  const comments = await github.listIssueComments(place, desk.number)
  const found = commentOf(comments, kind)
  if (!found) await abandonEffects(deps.store, [key], effect.attempt)
  return found
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

/** What every effect of a desk has in common. */
export function deskEffect(repositoryId: number, key: string, says: string) {
  return { key, repositoryId, ticketId: null, place: 'desk', kind: 'desk', what: says }
}

export function threadOf(place: Repository, desk: Desk): ThreadRef {
  return { owner: place.owner, name: place.name, kind: 'issue', number: desk.number, nodeId: desk.nodeId }
}
