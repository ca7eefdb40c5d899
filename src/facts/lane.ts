// Where a ticket goes on in private: the room of its customer, else the private desk, as GitHub shows them now.
import type { Entitlement } from '../domain/entitlement.ts'
import type { Lane, LanePlace } from '../domain/lane.ts'
import type { Ticket } from '../domain/ticket.ts'
import { GitHubError } from '../github/errors.ts'
import { noteReaders } from '../store/lanes.ts'
import { findRepository } from '../store/repositories.ts'
import type { FactsDeps } from './deps.ts'
import { type PlaceFault, placeFault, privatePlace } from './private-places.ts'
import type { ServedRepository } from './served-repository.ts'

type Needs = Pick<FactsDeps, 'store' | 'github'>

/** In public too, so without any name. */
export const LANE_TROUBLE: Record<
  PlaceFault | 'deleted' | 'transferred' | 'converted' | 'locked' | 'none',
  string
> = {
  unknown: 'the App is not installed on the repository where it would go on in private',
  foreign: 'the repository where it would go on in private belongs to another owner',
  public: 'the repository where it would go on in private is public',
  unwritable: 'the repository where it would go on in private is archived, or has no issues',
  deleted: 'its private issue was deleted',
  transferred: 'its private issue was transferred',
  converted: 'its private issue was converted',
  locked: 'its private issue is locked',
  none: 'neither a room of its customer nor a private desk is named where it could go on in private',
}

/** What is wrong with the private issue alone: once the ticket is over there is nothing to be mended. */
export function isOfIssue(trouble: string | null): boolean {
  const { deleted, transferred, converted, locked } = LANE_TROUBLE
  return [deleted, transferred, converted, locked].some((one) => one === trouble)
}

/** Why nothing is written in a private issue now; null: it may be. */
export async function laneTrouble(
  deps: Needs,
  { repository }: Pick<ServedRepository, 'repository'>,
  { placeId, onGitHub }: Lane,
): Promise<string | null> {
  if (onGitHub.gone) return LANE_TROUBLE[onGitHub.gone]
  const place = await findRepository(deps.store.db, placeId)
  const fault = place ? await placeFault(deps, place, repository.ownerId) : 'unknown'
  if (fault) return LANE_TROUBLE[fault]
  return onGitHub.locked ? LANE_TROUBLE.locked : null
}

/** Where a ticket would go on, by what its requester pays now; null where neither a room nor a private desk is named. */
export async function lanePlace(
  deps: Needs,
  { repository, settings }: ServedRepository,
  entitlements: readonly Entitlement[],
  now: number,
): Promise<LanePlace | null> {
  const ranks = settings.tiers.map(({ name }) => name)
  const rooms = entitlements
    .filter(({ room, sinceAt, graceUntilAt }) => room && sinceAt <= now && now < (graceUntilAt ?? Infinity))
    .sort((a, b) => ranks.indexOf(a.tier) - ranks.indexOf(b.tier) || b.sinceAt - a.sinceAt)
  const name = rooms[0]?.room ?? settings.desk.repository
  if (!name) return null
  // What is private is so already for whoever reads the ticket's own repository.
  if (name.toLowerCase() === `${repository.owner}/${repository.name}`.toLowerCase()) return null
  const asked = await privatePlace(deps, name, repository.ownerId)
  return 'place' in asked
    ? { placeId: asked.place.id, trouble: null }
    : { placeId: null, trouble: LANE_TROUBLE[asked.fault] }
}

/**
 * The lane with what GitHub says now of comments that maintainers have written there since: whether the requester can
 * read them. What was said once stays.
 */
export async function withReaders(
  deps: Needs,
  { roleOf }: Pick<ServedRepository, 'roleOf'>,
  { id, requester }: Pick<Ticket, 'id' | 'requester'>,
  lane: Lane,
): Promise<Lane> {
  const commentIds = lane.entries
    .filter(({ kind, actor, at }) => kind === 'comment' && roleOf(actor, at) === 'maintainer')
    .flatMap(({ actor, data }) => (actor.id === requester.id ? [] : (data.commentId ?? [])))
    .filter((commentId) => !lane.readers.has(commentId))
  if (commentIds.length === 0) return lane
  const readable = await canRead(deps, lane, requester)
  if (readable === null) return lane
  const askedAt = deps.store.now()
  await noteReaders(deps.store.db, id, { commentIds, readable, askedAt })
  const readers = new Map([...lane.readers, ...commentIds.map((one) => [one, readable] as const)])
  return { ...lane, readers }
}

/** Null where GitHub does not tell: then it is asked again. */
async function canRead(
  { store, github }: Needs,
  { placeId }: Lane,
  { id, login }: Ticket['requester'],
): Promise<boolean | null> {
  if (id === null) return false
  const place = await findRepository(store.db, placeId)
  if (!place) return null
  try {
    return await github.forInstallation(place.installationId).canRead(place, { id, login })
  } catch (error) {
    if (error instanceof GitHubError && UNTOLD.includes(error.kind)) return null
    throw error
  }
}

const UNTOLD: readonly string[] = ['forbidden', 'gone', 'suspended']
