// One ticket's turn: take in what came, decide, act, and say when to look again.

import { type Handler, NEXT_LOOK_STAYS, type TurnContext, type TurnResult } from '../agenda/run-line.ts'
import type { Effect } from '../domain/effect.ts'
import type { Facts } from '../domain/facts.ts'
import { isInLane, type Want } from '../domain/want.ts'
import { understandServed } from '../facts/ask-served.ts'
import { rememberAsking } from '../facts/asked.ts'
import { noteClaims } from '../facts/claims.ts'
import { privateDesk } from '../facts/desk-places.ts'
import { knowledgeFacts } from '../facts/knowledge-facts.ts'
import { learnFrom, rememberGiven } from '../facts/learning.ts'
import { type ServedRepository, ticketUrl } from '../facts/served-repository.ts'
import { signTicket } from '../facts/similar-tickets.ts'
import { ticketViews } from '../facts/ticket-views.ts'
import { drain } from '../inbox/drain.ts'
import { carryOut } from '../outbox/carry-out.ts'
import {
  alarmBeside,
  alarmInLane,
  alarmInPrivate,
  isEscalation,
  noticesOf,
  notNotices,
} from '../plan/ticket/alarms.ts'
import { decide, speaks } from '../plan/ticket/decide.ts'
import { isTold } from '../plan/ticket/lane/wish.ts'
import type { Plan } from '../plan/ticket/plan.ts'
import type { Views } from '../plan/ticket/views.ts'
import { mustRead, readThread } from '../reading/thread.ts'
import { PRIORITY } from '../store/agenda.ts'
import type { Db } from '../store/open.ts'
import type { RepositoryNotes } from '../store/repository-reading.ts'
import { type TicketInTurn, ticketInTurn } from '../store/ticket-in-turn.ts'
import { quietUrl, safeInline } from '../words/safe-text.ts'
import type { TurnDeps } from './deps.ts'
import { outboxOf } from './doors.ts'
import { followComments } from './feedback.ts'
import { bySide, writeInLane } from './lane.ts'
import { takingTicketEvents } from './own-doing.ts'
import { adoptLane, watchOwnIssue } from './own-watch.ts'
import { keepDecision } from './ticket-decision.ts'
import { NOTHING_WRITTEN, settledEffects } from './ticket-effects.ts'

type Needs = Pick<
  TurnDeps,
  | 'store'
  | 'github'
  | 'contexts'
  | 'sentences'
  | 'vectors'
  | 'credentials'
  | 'upSinceAt'
  | 'app'
  | 'log'
  | 'runTimes'
>

/** Until the repository was read for the first time, its tickets wait. */
const NOT_READY_MS = 500

export function ticketLine(deps: Needs): Handler<'ticket'> {
  return async (line, context) => {
    const botLogin = context.lookIsDue ? null : (await deps.app()).botLogin
    const taken = await drain(deps, line, takingTicketEvents(botLogin), context)
    if (taken.follows === 'nothing') return NEXT_LOOK_STAYS
    const found = await ticketInTurn(deps.store.db, line.ticketId)
    if (!found?.served) return { nextAt: null }
    const { repository, state } = found.served
    const served = await deps.contexts.get(repository, state)
    if (!served) return { nextAt: context.now() + NOT_READY_MS }
    const isOwn = found.isOwn ? await watchOwnIssue(deps, found.ticket) : await adoptLane(deps, found.ticket)
    if (isOwn) return { nextAt: null }
    return turn(deps, context, found, served, state)
  }
}

async function turn(
  deps: Needs,
  context: TurnContext,
  found: TicketInTurn,
  served: ServedRepository,
  state: RepositoryNotes,
): Promise<TurnResult> {
  const { effects, lookAt } = found.hasEffects
    ? await settledEffects(deps, served.repository, found.ticket)
    : NOTHING_WRITTEN
  // A private issue that was in doubt may be known by now.
  if (effects.some(({ place }) => place === 'lane')) found.hasLane = true
  const decided = await decideRead(deps, served, found, { effects, state, now: () => context.now() })
  if (typeof decided === 'number') return { nextAt: decided }
  const { views, plan, inPrivate } = decided
  const { known, shown } = views
  const note = async (db: Db): Promise<void> => {
    await keepDecision(db, context.claim, served, views, plan, inPrivate)
    await rememberAsking(db, shown, plan)
    await rememberGiven(db, shown, plan)
    await learnFrom(db, served, known, found.isLearntFrom)
    await signTicket(db, known.ticket, found)
  }
  // A write to come is made by a decision that is stored; else it is stored as the line is given back.
  const isQuiet = plan.wants.length === 0 && inPrivate.wants.length === 0
  if (!isQuiet) await deps.store.transaction(note)
  const againAt = served.stage === 'live' ? await write(deps, context, found, served, decided) : null
  const isClaimed = served.stage === 'live' && (await noteClaims(deps.store, known))
  const looks = [
    isClaimed ? context.now() : null,
    plan.nextLookAt,
    inPrivate.nextLookAt,
    standingChange(known),
    standingChange(shown),
  ]
  const moments = [...looks, lookAt, againAt].filter((at) => at !== null)
  return {
    nextAt: moments.length > 0 ? Math.min(...moments) : null,
    priority: shown.standing.tier === null ? PRIORITY.normal : PRIORITY.paid,
    rulesVersion: served.version,
    ...(isQuiet ? { note } : {}),
  }
}

/** What was decided for everybody, and for those who may know of every payment. */
interface Decided {
  views: Views
  plan: Plan
  inPrivate: Plan
}

/** Decides, again after reading the thread where it has to be read first. A number: not before then (ms). */
async function decideRead(
  deps: Needs,
  served: ServedRepository,
  found: TicketInTurn,
  { effects, state, now }: { effects: readonly Effect[]; state: RepositoryNotes; now: () => number },
): Promise<Decided | number> {
  const { ticket, readAt } = found
  const decided = await decideUnderstood(deps, served, found, { effects, now: now() })
  const { views, plan, inPrivate } = decided
  const isTold = noticesOf(plan.wants, inPrivate.wants).length > 0
  // What is copied into a private issue is read before, too.
  const isCopied = inPrivate.wants.some(isInLane)
  const writes = served.stage === 'live' && (isTold || isCopied || plan.wants.length > 0)
  const about = { speaks: isTold || isCopied || speaks(plan), writes, now: now() }
  const reading = mustRead(deps, ticket, { entries: views.known.entries, readAt, state }, about)
  if (typeof reading === 'number') return reading
  if (!reading) return decided
  await readThread(deps, served.repository, ticket)
  const reread = await ticketInTurn(deps.store.db, ticket.id)
  return decideUnderstood(deps, served, reread ?? found, { effects, now: now() })
}

/** Decides; where a rule asks the knowledge base, again with what the sentence model says. Other tickets cost it nothing. */
async function decideUnderstood(
  deps: Needs,
  served: ServedRepository,
  found: TicketInTurn,
  { effects, now }: { effects: readonly Effect[]; now: number },
): Promise<Decided> {
  const byWords = knowledgeFacts(served, found.ticket)
  const views = await ticketViews(deps, served, found, { effects, knowledge: byWords, now })
  const plan = decide(views.shown)
  const question = byWords.asked()
  const meaning = question ? await understandServed(deps, served, question) : undefined
  if (!meaning) return inBothViews(views, plan)
  const knowledge = knowledgeFacts(served, found.ticket, meaning)
  const shown = { ...views.shown, knowledge }
  const known = views.known === views.shown ? shown : { ...views.known, knowledge }
  return inBothViews({ known, shown }, decide(shown))
}

function inBothViews(views: Views, plan: Plan): Decided {
  const { known, shown } = views
  return { views, plan, inPrivate: known === shown ? plan : decide(known) }
}

/** Carries out what was decided. Returns when to come back for what waits for its place; null where nothing does. */
async function write(
  deps: Needs,
  { claim }: TurnContext,
  { ticket, followed, hasLaneTrouble }: TicketInTurn,
  served: ServedRepository,
  { views, plan, inPrivate }: Decided,
): Promise<number | null> {
  const { repository, labelNames } = served
  await followComments(deps, views.shown, followed)
  const notices = noticesOf(plan.wants, inPrivate.wants)
  const wanted = await wherePrivate(deps, served, views, { shown: plan.wants, known: inPrivate.wants })
  const { inPublic, inLane } = bySide(wanted.shown, wanted.known)
  const whose = { repository, labelNames, ticket, url: ticketUrl(served, ticket) }
  const outbox = outboxOf(deps, claim, whose)
  // What everybody sees goes first: nobody shall tell from its delay what was to be done in private.
  const looks = [
    (await carryOut(outbox, [...notNotices(inPublic), ...notices])).againAt,
    await writeInLane(deps, outbox, ticket, { views, wants: inLane, hasLaneTrouble }),
  ].filter((at) => at !== null)
  return looks.length > 0 ? Math.min(...looks) : null
}

/** Escalations are told in the ticket's private issue, else on the private desk where there is one, or will be. */
async function wherePrivate(
  deps: Needs,
  served: ServedRepository,
  { known: { ticket, lane }, shown: seen }: Views,
  { shown, known }: { shown: Want[]; known: Want[] },
): Promise<{ shown: Want[]; known: Want[] }> {
  if (![...shown, ...known].some(isEscalation)) return { shown, known }
  const hasLane = lane.issue !== null && lane.trouble === null
  if (hasLane && isTold(seen)) return alarmInLane(shown, known)
  const where = await privateDesk(deps, served)
  if (hasLane) return where && 'place' in where ? alarmInLane(shown, known) : alarmBeside(shown, known)
  if (!where || 'trouble' in where) return { shown, known }
  const about = { kind: 'private_desk', repositoryId: served.repository.id, placeId: where.place.id } as const
  const desk = { in: 'own_thing', ...about } as const
  const link = `[#${ticket.number} ${safeInline(ticket.title, 80)}](${quietUrl(ticketUrl(served, ticket))})`
  return { shown: alarmInPrivate(shown, known, { desk, ticket, link }), known }
}

/** The moment at which an entitlement begins or ends by itself. */
function standingChange(facts: Facts): number | null {
  const next = facts.standings.find((interval) => interval.fromAt > facts.now)
  return next ? next.fromAt : null
}
