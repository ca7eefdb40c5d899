// The desk issue and its comments on GitHub: found by their markers, else made, once.

import type { Repository } from '../domain/repository.ts'
import { repositoryScope } from '../facts/served-repository.ts'
import type { GitHubReads, Issue } from '../github/types.ts'
import type { Claim } from '../store/agenda.ts'
import { abandonEffects, findEffect } from '../store/effects.ts'
import { readMeta, writeMeta } from '../store/meta.ts'
import type { TurnDeps } from '../turns/deps.ts'
import { deskBody, deskMarker, deskTitle } from '../words/desk-text.ts'
import { commentOf, type DeskComment, deskEffect, threadOf } from './desk-comments.ts'
import { DOUBT_MS, heldBy, InDoubt, writeOnce } from './effects.ts'
import { refusalOf } from './refusal.ts'

/** Under which key it is remembered: the repository's own desk, or the one in its private desk repository. */
export type DeskSlot = 'desk' | 'private_desk'

/** What is remembered of one desk of a repository. */
export interface Desk {
  /** The repository that the desk is about; its issue may live in another. */
  repositoryId: number
  placeId: number
  issueId: number
  number: number
  nodeId: string
  metrics: DeskComment | null
  queue: DeskComment | null
  note: DeskComment | null
  writtenAt: number | null
  /** Key of the effect that made the issue; absent where it was found. Only a desk that was made is pinned. */
  madeAs?: string
}

/** Null where GitHub refuses to have one. */
export async function findOrCreateDesk(
  deps: TurnDeps,
  claim: Claim,
  repository: Repository,
  place: Repository,
  slot: DeskSlot,
): Promise<Desk | null> {
  const known = await readMeta<Desk>(deps.store.db, repositoryScope(repository.id), slot)
  if (known && known.placeId === place.id) {
    await rememberDesk(deps, slot, known)
    await pinOnce(deps, claim, place, known)
    return known
  }
  const github = deps.github.forInstallation(place.installationId)
  const found = await findDesk(deps, github, repository, place)
  const desk = found ?? (await createDesk(deps, claim, repository, place, slot))
  if (!desk) return null
  await rememberDesk(deps, slot, desk)
  await pinOnce(deps, claim, place, desk)
  return desk
}

/** Notes what is known of a desk, and that its issue is one. */
export async function rememberDesk({ store }: TurnDeps, slot: DeskSlot, desk: Desk): Promise<void> {
  const { repositoryId, issueId } = desk
  await writeMeta(store.db, repositoryScope(repositoryId), slot, desk, store.now())
  await writeMeta(store.db, `issue:${issueId}`, 'desk_of', { repositoryId, slot }, store.now())
}

async function findDesk(
  deps: TurnDeps,
  github: GitHubReads,
  repository: Repository,
  place: Repository,
): Promise<Desk | null> {
  const { botLogin } = await deps.app()
  const marker = deskMarker(repository)
  const all = (await github.listIssuesBy(place, botLogin)).filter((one) => one.body.includes(marker))
  // A desk that somebody closed is one all the same; of several the first that is open is written.
  const [issue] = all.toSorted((a, b) => Number(b.open) - Number(a.open) || a.number - b.number)
  if (!issue) return null
  const comments = await github.listIssueComments(place, issue.number)
  const found = {
    metrics: commentOf(comments, 'metrics'),
    queue: commentOf(comments, 'queue'),
    note: commentOf(comments, 'note'),
  }
  return { ...deskOf(repository, place, issue), ...found }
}

function deskOf(repository: Repository, place: Repository, issue: Issue): Desk {
  return {
    repositoryId: repository.id,
    placeId: place.id,
    issueId: issue.id,
    number: issue.number,
    nodeId: issue.nodeId,
    metrics: null,
    queue: null,
    note: null,
    writtenAt: null,
  }
}

async function createDesk(
  deps: TurnDeps,
  claim: Claim,
  repository: Repository,
  place: Repository,
  slot: DeskSlot,
): Promise<Desk | null> {
  const { store } = deps
  const github = deps.github.forInstallation(place.installationId, heldBy(store, claim))
  const lost = await readMeta<number>(store.db, repositoryScope(repository.id), `${slot}_lost`)
  const key = `desk:${repository.id}|create in ${place.id}${lost === null ? '' : ` after ${lost}`}`
  await settleCreation(deps, key)
  const created: Desk[] = []
  const intent = deskEffect(repository.id, key, 'the desk issue')
  const outcome = await writeOnce({ store, claim }, [intent], 'doubtful', async () => {
    const title = deskTitle(repository, place.id)
    const issue = await github.createIssue(place, { title, body: deskBody(repository, place.id) })
    const desk = { ...deskOf(repository, place, issue), madeAs: key }
    created.push(desk)
    await rememberDesk(deps, slot, desk)
    return { id: issue.id }
  })
  const [desk] = created
  if (desk) return desk
  if (outcome === 'refused') return null
  throw new Error(`The desk issue of ${repository.owner}/${repository.name} was made but is not to be found`)
}

/** A repository that has three pins already keeps them: the desk is found by its title. A pin taken off stays off. */
async function pinOnce(deps: TurnDeps, claim: Claim, place: Repository, desk: Desk): Promise<void> {
  if (desk.madeAs === undefined) return
  const github = deps.github.forInstallation(place.installationId, heldBy(deps.store, claim))
  const says = 'pinning the desk issue'
  const intent = deskEffect(desk.repositoryId, `${desk.madeAs}|pin`, says)
  await writeOnce({ store: deps.store, claim }, [intent], 'safe', async () => {
    try {
      await github.pinIssue(threadOf(place, desk))
    } catch (error) {
      // Without a pin the desk is found by its title; a no stays a no, whatever changes later.
      if (!refusalOf(error)) throw error
    }
    return { id: null }
  })
}

/** The issue was looked for and not found: a creation in doubt for a minute was not made; a deleted desk is made anew. */
async function settleCreation(deps: TurnDeps, key: string): Promise<void> {
  const effect = await findEffect(deps.store.db, key)
  if (!effect) return
  if (effect.state === 'intended') {
    if (deps.store.now() - effect.attemptedAt < DOUBT_MS) throw new InDoubt(key, effect.attemptedAt)
    await abandonEffects(deps.store, [key], effect.attempt)
  }
}
