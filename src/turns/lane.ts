// What a ticket's turn does in private: its private issue is looked for, written, or told to be out of reach.
import type { Effect, Own } from '../domain/effect.ts'
import { marksIn } from '../domain/marker.ts'
import type { Ticket } from '../domain/ticket.ts'
import { isInLane, type Want } from '../domain/want.ts'
import { isOfIssue, LANE_TROUBLE } from '../facts/lane.ts'
import { NoLongerPrivate } from '../facts/private-places.ts'
import { carryOut } from '../outbox/carry-out.ts'
import type { OwnAtPlace } from '../outbox/doubts.ts'
import type { Outbox } from '../outbox/outbox.ts'
import { hasGoneOn, isTold } from '../plan/ticket/lane/wish.ts'
import type { Views } from '../plan/ticket/views.ts'
import { findLane, readLaneParts } from '../reading/lanes.ts'
import { laneOf, noteLaneTrouble } from '../store/lanes.ts'
import { ownIssue } from '../store/own-things.ts'
import { findRepository, findRepositoryByName } from '../store/repositories.ts'
import { roomsOf } from '../store/serving.ts'
import type { TurnDeps } from './deps.ts'
import { wakeDesk } from './own-watch.ts'

type Needs = Pick<TurnDeps, 'store' | 'github' | 'app'>

/** What is wanted in private is what everything that is known leads to; in public what everybody may see. */
export function bySide(shown: readonly Want[], known: readonly Want[]): { inPublic: Want[]; inLane: Want[] } {
  return { inPublic: shown.filter((want) => !isInLane(want)), inLane: known.filter(isInLane) }
}

/**
 * Writes what is wanted in private. Returns when to come back; null: nothing is left to be done.
 * @param hasLaneTrouble whether something was noted that may stand in the way no longer
 */
export async function writeInLane(
  deps: Needs,
  outbox: Outbox,
  ticket: Ticket,
  { views, wants, hasLaneTrouble }: { views: Views; wants: readonly Want[]; hasLaneTrouble: boolean },
): Promise<number | null> {
  const { lane, onGitHub } = views.known
  const goesOn = onGitHub.open && onGitHub.gone === null
  const trouble = goesOn || !isOfIssue(lane.trouble) ? lane.trouble : null
  if (trouble !== null || hasLaneTrouble) await tellTrouble(deps, ticket, views, trouble)
  if (wants.length === 0) return null
  try {
    if (!lane.issue && (await isThereSomewhere(deps, ticket, views))) return deps.store.now()
    return (await carryOut(outbox, wants)).againAt
  } catch (error) {
    if (!(error instanceof NoLongerPrivate)) throw error
    await tellTrouble(deps, ticket, views, LANE_TROUBLE[error.fault])
    return null
  }
}

/** What was told to go on in private has its issue already, perhaps in a place that is not the one of today. */
async function isThereSomewhere(deps: Needs, ticket: Ticket, { known }: Views): Promise<boolean> {
  if (await isThereAlready(deps, ticket, known.lane.placeId)) return true
  if (!hasGoneOn(known)) return false
  const { repository, settings } = known
  const names = [...(await roomsOf(deps.store.db, repository.owner)), settings.desk.repository ?? '']
  for (const name of new Set(names.map((one) => one.toLowerCase()))) {
    const [owner = '', short = ''] = name.split('/')
    const holder = await findRepositoryByName(deps.store.db, owner, short)
    if (!holder || holder.id === known.lane.placeId || holder.ownerId !== repository.ownerId) continue
    if (await findLane(deps, holder, ticket)) return true
  }
  return false
}

/** After a lost database it is found by its marker. */
async function isThereAlready(deps: Needs, ticket: Ticket, placeId: number | null): Promise<boolean> {
  const holder = placeId === null ? null : await findRepository(deps.store.db, placeId)
  return holder !== null && findLane(deps, holder, ticket)
}

async function tellTrouble(
  deps: Needs,
  { id: ticketId, repositoryId }: Ticket,
  { shown }: Views,
  trouble: string | null,
): Promise<void> {
  const { db, now } = deps.store
  const noted = { ticketId, repositoryId, trouble, told: trouble !== null && isTold(shown) }
  if (await noteLaneTrouble(db, noted, now())) await wakeDesk(deps, repositoryId)
}

/** Firstline's own comments in the ticket's private issue, and that issue itself where it is in doubt. */
export function ownInLane(deps: Needs, ticket: Ticket, doubts: readonly Effect[]): OwnAtPlace {
  const { db } = deps.store
  const read = async (): Promise<Own[]> => {
    if (!(await laneOf(db, ticket.id))) {
      const place = doubts.flatMap(({ key }) => / create in (\d+)/.exec(key)?.[1] ?? [])
      await isThereAlready(deps, ticket, place[0] === undefined ? null : Number(place[0]))
    }
    const lane = await laneOf(db, ticket.id)
    const holder = lane && (await findRepository(db, lane.placeId))
    const issue = lane && (await ownIssue(db, lane.issueId))
    if (!holder || !issue) return []
    const comments = await readLaneParts(deps, holder, issue)
    const itself = { id: issue.issueId, marks: [`private ${ticket.id}`], at: Number.POSITIVE_INFINITY }
    return [itself, ...comments.map(({ id, body, createdAt: at }) => ({ id, marks: marksIn(body), at }))]
  }
  return { known: async () => [], read }
}
