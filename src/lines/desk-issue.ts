// The desk issue and its comments on GitHub: found by their markers, else made, once.
import { DOUBT_MS, heldBy, InDoubt, writeOnce } from '../act/effects.ts'
import { findMarkers } from '../domain/marker.ts'
import type { Repository } from '../domain/repository.ts'
import { GitHubError } from '../github/errors.ts'
import type { GitHubReads, Issue, ThreadRef } from '../github/types.ts'
import { deskBody, deskMarker, deskTitle } from '../report/desk-text.ts'
import type { Claim } from '../store/agenda.ts'
import { abandonEffect, findEffect } from '../store/effects.ts'
import { readMeta, writeMeta } from '../store/meta.ts'
import type { LineDeps } from './deps.ts'
import { repositoryScope } from './repository-context.ts'

export interface DeskComment {
  id: number
  nodeId: string
  text: string
}

/** What is remembered of a repository's desk. */
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

export type DeskKind = 'metrics' | 'queue' | 'note'

type DeskRead = Awaited<ReturnType<GitHubReads['listIssueComments']>>[number]

const MARKERS: Record<DeskKind, string> = { metrics: 'metrics', queue: 'queue', note: 'report' }

/** Null where GitHub refuses to have one. */
export async function findOrCreateDesk(
  deps: LineDeps,
  claim: Claim,
  repository: Repository,
  place: Repository,
): Promise<Desk | null> {
  const { store } = deps
  const scope = repositoryScope(repository.id)
  const known = await readMeta<Desk>(store.db, scope, 'desk')
  if (known && known.placeId === place.id) {
    await pinOnce(deps, claim, place, known)
    return known
  }
  const github = deps.github.forInstallation(place.installationId)
  const found = await findDesk(deps, github, repository, place)
  const desk = found ?? (await createDesk(deps, claim, repository, place))
  if (!desk) return null
  await writeMeta(store.db, scope, 'desk', desk, store.now())
  await pinOnce(deps, claim, place, desk)
  return desk
}

async function findDesk(
  deps: LineDeps,
  github: GitHubReads,
  repository: Repository,
  place: Repository,
): Promise<Desk | null> {
  const { botLogin } = await deps.app()
  const marker = deskMarker(repository)
  const issue = (await github.listIssuesBy(place, botLogin)).find((one) => one.body.includes(marker))
  if (!issue) return null
  const comments = await github.listIssueComments(place, issue.number)
  const found = {
    metrics: commentOf(comments, 'metrics'),
    queue: commentOf(comments, 'queue'),
    note: commentOf(comments, 'note'),
  }
  return { ...deskOf(repository, place, issue), ...found }
}

/** Firstline's own comment of a kind. */
function commentOf(comments: DeskRead[], kind: DeskKind): DeskComment | null {
  const wanted = comments.find(
    ({ mine, body }) => mine && findMarkers(body).some((marker) => marker.kind === MARKERS[kind]),
  )
  return wanted ? { id: wanted.id, nodeId: wanted.nodeId, text: wanted.body } : null
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
  deps: LineDeps,
  claim: Claim,
  repository: Repository,
  place: Repository,
): Promise<Desk | null> {
  const { store } = deps
  const github = deps.github.forInstallation(place.installationId, heldBy(store, claim))
  const lost = await readMeta<number>(store.db, repositoryScope(repository.id), 'desk_lost')
  const key = `desk:${repository.id}|create in ${place.id}${lost === null ? '' : ` after ${lost}`}`
  await settleCreation(deps, key)
  const created: Desk[] = []
  const intent = { ...deskEffect(repository.id, key, 'the desk issue'), again: 'doubtful' } as const
  const outcome = await writeOnce({ store, claim }, intent, async () => {
    const title = deskTitle(repository, place.id)
    const body = deskBody(repository, place.id)
    const issue = await github.createIssue(place, { title, body })
    const desk = { ...deskOf(repository, place, issue), madeAs: key }
    created.push(desk)
    await writeMeta(store.db, repositoryScope(repository.id), 'desk', desk, store.now())
    return String(issue.id)
  })
  const [desk] = created
  if (desk) return desk
  if (outcome === 'refused') return null
  throw new Error(`The desk issue of ${repository.owner}/${repository.name} was made but is not to be found`)
}

/** A repository that has three pins already keeps them: the desk is found by its title. A pin taken off stays off. */
async function pinOnce(deps: LineDeps, claim: Claim, place: Repository, desk: Desk): Promise<void> {
  if (desk.madeAs === undefined) return
  const github = deps.github.forInstallation(place.installationId, heldBy(deps.store, claim))
  const says = 'pinning the desk issue'
  const intent = { ...deskEffect(desk.repositoryId, `${desk.madeAs}|pin`, says), again: 'safe' } as const
  await writeOnce({ store: deps.store, claim }, intent, async () => {
    await github.pinIssue(threadOf(place, desk))
    return null
  })
}

/** The issue was looked for and not found: a creation in doubt for a minute was not made; a deleted desk is made anew. */
async function settleCreation(deps: LineDeps, key: string): Promise<void> {
  const effect = await findEffect(deps.store.db, key)
  if (!effect) return
  if (effect.state === 'intended') {
    if (deps.store.now() - effect.attemptedAt < DOUBT_MS) throw new InDoubt(key, effect.attemptedAt)
    await abandonEffect(deps.store, key, effect.attempt)
  }
}

/** Edits the comment, or makes it where there is none or it was deleted. Null where GitHub refuses either. */
export async function writeDeskComment(
  deps: LineDeps,
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
    const outcome = await writeOnce({ store: deps.store, claim }, { ...edit, again: 'always' }, async () => {
      isThere = await unlessGone(() => github.editComment(thread, before, text))
      return null
    })
    if (outcome === 'refused') return null
    if (isThere) return { ...before, text }
  }
  const key = `desk:${desk.repositoryId}|${kind} of ${desk.issueId} after ${before?.id ?? 'nothing'}`
  const unnoted = await findUnnoted(deps, place, desk, kind, key)
  if (unnoted) return writeDeskComment(deps, claim, place, { ...desk, [kind]: unnoted }, kind, text)
  const made: DeskComment[] = []
  const intent = { ...deskEffect(desk.repositoryId, key, `the ${kind} comment`), again: 'doubtful' } as const
  let isThere = true
  const outcome = await writeOnce({ store: deps.store, claim }, intent, async () => {
    isThere = await unlessGone(async () => {
      const { id, nodeId } = await github.createComment(thread, text)
      made.push({ id, nodeId, text })
    })
    return made[0] ? String(made[0].id) : null
  })
  if (!isThere) throw new GitHubError('The desk issue is gone', { kind: 'gone', status: 410 })
  const [comment] = made
  if (comment) return comment
  if (outcome === 'refused') return null
  throw new Error(`The ${kind} comment of desk ${desk.number} was made but is not to be found`)
}

/** What every effect of a desk has in common. */
function deskEffect(repositoryId: number, key: string, says: string) {
  return { key, repositoryId, ticketId: null, kind: 'desk', detail: { says } }
}

/** A comment that was made, or may have been, before the process could note it: it is edited, not written twice. */
async function findUnnoted(
  deps: LineDeps,
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
  if (!found) await abandonEffect(deps.store, key, effect.attempt)
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

function threadOf(place: Repository, desk: Desk): ThreadRef {
  return { owner: place.owner, name: place.name, kind: 'issue', number: desk.number, nodeId: desk.nodeId }
}
