// The two views of one ticket, from everything that is stored about it.
import { gently } from '../agenda/gently.ts'
import { type Effect, writtenKeys } from '../domain/effect.ts'
import type { KnowledgeFacts, RatedRequest } from '../domain/facts.ts'
import type { RunTime } from '../domain/run-times.ts'
import type { Ticket, TicketId } from '../domain/ticket.ts'
import { entitlementsOf } from '../entitlements/resolve.ts'
import { momentOf } from '../plan/ticket/as-of.ts'
import { readingAhead } from '../plan/ticket/gather.ts'
import { hasGoneOn, isTierPrivate, wishesLane } from '../plan/ticket/lane/wish.ts'
import { gatherViews, type Views } from '../plan/ticket/views.ts'
import { laneOf } from '../store/lanes.ts'
import { entriesOf } from '../store/ledger.ts'
import { ratedRequests } from '../store/reactions.ts'
import type { TicketInTurn } from '../store/ticket-in-turn.ts'
import { askedBefore } from './asked.ts'
import { claimsOn } from './claims.ts'
import type { FactsDeps } from './deps.ts'
import { withItsPast } from './earlier-lives.ts'
import { LANE_TROUBLE, laneTrouble, lanePlace as placeOfLane, withReaders } from './lane.ts'
import { type ServedRepository, ticketUrl } from './served-repository.ts'
import { similarTickets } from './similar-tickets.ts'

interface Needs extends Pick<FactsDeps, 'store' | 'github' | 'contexts' | 'credentials' | 'upSinceAt'> {
  runTimes(): Promise<RunTime[]>
}

/** Everything stored about the ticket, folded. */
export async function ticketViews(
  deps: Needs,
  served: ServedRepository,
  { ticket, askedAt, reactions, isRated, hasLane }: TicketInTurn,
  { effects, knowledge, now }: { effects: readonly Effect[]; knowledge: KnowledgeFacts; now: number },
): Promise<Views> {
  const { repository, settings } = served
  const entries = await entriesOf(deps.store.db, ticket.id)
  const asked = { repository, settings, history: served.history, credentials: deps.credentials }
  const paid =
    ticket.requester.id === null
      ? { entitlements: [], unread: false, rooms: 'read' as const }
      : await entitlementsOf(deps.store, asked, ticket.requester.id)
  const lane = hasLane ? await laneNow(deps, served, ticket) : null
  const written = [...entries, ...(lane?.lane.entries ?? [])]
  const keys = writtenKeys(effects)
  const stored = await withItsPast(deps, {
    now: momentOf(written, now),
    ...lane,
    url: ticketUrl(served, ticket),
    repository,
    settings,
    settingsAreHidden: served.settingsAreHidden,
    history: served.history,
    ticket,
    entries,
    entitlements: paid.entitlements,
    unread: paid.unread,
    roleOf: served.roleOf,
    runs: [...(await deps.runTimes()), { fromAt: deps.upSinceAt, seenAt: now }],
    knowledge,
    feedback: { ...reactions, ...(isRated && { rated: await ratedRequestsOf(deps, ticket.id) }) },
    askedAt: askedBefore(askedAt, served.pushedAt),
    similar: await similarTickets(deps, served, ticket, { entries, written: [...keys], now }),
    claims: await claimsOn(deps.store, asked, { ticketId: ticket.id, entries: written }),
    written: keys,
    labelNames: served.labelNames,
    forms: served.forms,
  })
  await gently(readingAhead(stored))
  const views = gatherViews(stored)
  if (served.stage !== 'live' || lane || !wishesLane(views.known)) return views
  // What went on in private before has its issue, and that may be in a room.
  const isKnown = paid.rooms === 'read' || (paid.rooms === 'failing' && !hasGoneOn(views.known))
  if (!isKnown) return gatherViews({ ...stored, lanePlace: NOT_YET })
  const named = await placeOfLane(deps, served, stored.entitlements, now)
  // Who commands it is told so; nobody is there to be told that a tier cannot be kept but the maintainers.
  const lanePlace = named ?? (isTierPrivate(views.known) ? NO_PLACE : null)
  return lanePlace ? gatherViews({ ...stored, lanePlace }) : views
}

const NOT_YET = { placeId: null, trouble: null, isUnread: true }
const NO_PLACE = { placeId: null, trouble: LANE_TROUBLE.none }

/** The private issue as it is now; it costs questions to GitHub, and only where there is one. */
async function laneNow(deps: Needs, served: ServedRepository, ticket: Ticket) {
  const lane = await laneOf(deps.store.db, ticket.id)
  if (!lane) return null
  if (served.stage !== 'live') return { lane }
  const { placeId } = lane
  const lanePlace = { placeId, trouble: await laneTrouble(deps, served, lane) }
  return { lane: await withReaders(deps, served, ticket, lane), lanePlace }
}

async function ratedRequestsOf({ store }: Pick<Needs, 'store'>, id: TicketId): Promise<RatedRequest[]> {
  return (await ratedRequests(store.db, [id])).get(id) ?? []
}
