// Private issues of tickets as GitHub has them: found by the marker in them, with their comments and their story.
import { copyKey } from '../domain/lane.ts'
import { findMarkers, partName } from '../domain/marker.ts'
import type { Repository } from '../domain/repository.ts'
import type { Ticket, TicketId } from '../domain/ticket.ts'
import type { Comment } from '../github/types.ts'
import { bodyHash, type OwnThing, ownParts, saveOwnThing } from '../store/own-things.ts'
import type { ReadingDeps } from './deps.ts'
import { findOwnIssue } from './own-things.ts'
import { saveIssueThread } from './save-thread.ts'

interface Needs extends Pick<ReadingDeps, 'store' | 'github'> {
  app(): Promise<{ botLogin: string }>
}

/** The ticket that an issue of ours goes on with, by its text; null: it is no such issue. */
export function ticketOfLane(body: string): TicketId | null {
  const marker = findMarkers(body).find(({ kind }) => kind === 'private')
  return marker && /^(?:issue|discussion):\d+$/.test(marker.key) ? marker.key : null
}

/** Looks for the private issue of a ticket in `holder`, and notes it with all that stands there. True: it is there. */
export async function findLane(
  deps: Needs,
  holder: Repository,
  { id: ticketId, repositoryId }: Pick<Ticket, 'id' | 'repositoryId'>,
): Promise<boolean> {
  const { store } = deps
  const github = deps.github.forInstallation(holder.installationId)
  const { botLogin } = await deps.app()
  const mark = partName({ kind: 'private', key: ticketId })
  const found = await findOwnIssue({ github, holder, botLogin }, [mark])
  if (!found) return false
  const { id: issueId, number, nodeId, title, body } = found
  const comments = await github.listIssueComments(holder, number)
  await saveIssueThread(deps, holder, await github.readIssueThread(holder, number), store.now())
  const place = { kind: 'lane', repositoryId, placeId: holder.id, ticketId } as const
  const ids = { issueId, number, nodeId, key: '', commentId: null }
  const told = { hash: bodyHash(`${title}\n${body}`), state: 'found', writtenAt: null } as const
  const issue: OwnThing = { ...place, ...ids, ...told }
  // In one: where the issue is known, all that stands there is.
  await store.transaction(async (tx) => {
    await saveOwnThing(tx, issue)
    for (const part of partsAmong(issue, comments)) await saveOwnThing(tx, part)
  })
  return true
}

/** Notes the copies that stand in a private issue and are not known. Returns our own comments there. */
export async function readLaneParts(deps: Needs, holder: Repository, issue: OwnThing): Promise<Comment[]> {
  const github = deps.github.forInstallation(holder.installationId)
  const comments = await github.listIssueComments(holder, issue.number)
  const known = new Set((await ownParts(deps.store.db, issue.issueId)).map(({ key }) => key))
  for (const part of partsAmong(issue, comments)) {
    if (!known.has(part.key)) await saveOwnThing(deps.store.db, part)
  }
  return comments.filter(({ mine }) => mine)
}

function partsAmong(issue: OwnThing, comments: readonly Comment[]): OwnThing[] {
  return comments.flatMap(({ mine, id: commentId, nodeId, body }): OwnThing[] => {
    if (!mine) return []
    const marker = findMarkers(body).find(({ kind }) => kind === 'private')
    const [ticketId, original] = marker?.key.split(' comment ') ?? []
    if (ticketId !== issue.ticketId || !original) return []
    return [{ ...issue, key: copyKey(Number(original)), commentId, nodeId, hash: bodyHash(body) }]
  })
}
