// One ticket's turn: take in what came, decide, act, and say when to look again.

import { type Handler, NEXT_LOOK_STAYS, type TurnContext, type TurnResult } from '../agenda/run-line.ts'
import type { Facts } from '../domain/facts.ts'
import type { Ticket } from '../domain/ticket.ts'
import type { Want } from '../domain/want.ts'
import { rememberAsking } from '../facts/asked.ts'
import { privateDesk } from '../facts/desk-places.ts'
import { type ServedRepository, ticketUrl } from '../facts/served-repository.ts'
import { ticketViews } from '../facts/ticket-views.ts'
import { drain } from '../inbox/drain.ts'
import { carryOut } from '../outbox/carry-out.ts'
import { alarmInPrivate, isEscalation } from '../plan/ticket/alarms.ts'
import { decide, speaks } from '../plan/ticket/decide.ts'
import { mustRead, readThread } from '../reading/thread.ts'
import { PRIORITY } from '../store/agenda.ts'
import type { Db } from '../store/open.ts'
import type { RepositoryNotes } from '../store/repository-reading.ts'
import { type TicketInTurn, ticketInTurn } from '../store/ticket-in-turn.ts'
import { quietUrl, safeInline } from '../words/safe-text.ts'
import type { TurnDeps } from './deps.ts'
import { watchDesk } from './desk-watch.ts'
import { outboxOf } from './doors.ts'
import { followAnswer } from './feedback.ts'
import { takingTicketEvents } from './own-doing.ts'
import { keepDecision } from './ticket-decision.ts'
import { NOTHING_WRITTEN, settledEffects } from './ticket-effects.ts'

type Needs = Pick<
  TurnDeps,
  'store' | 'github' | 'contexts' | 'credentials' | 'upSinceAt' | 'app' | 'log' | 'runTimes'
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
    if (found.isOwn && (await watchDesk(deps, found.ticket))) return { nextAt: null }
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
  const { ticket, readAt } = found
  const { repository, stage } = served
  const { effects, lookAt } = found.hasEffects
    ? await settledEffects(deps, repository, ticket)
    : NOTHING_WRITTEN
  let views = await ticketViews(deps, served, found, { effects, now: context.now() })
  let plan = decide(views.shown)
  const about = {
    speaks: speaks(plan),
    writes: stage === 'live' && plan.wants.length > 0,
    now: context.now(),
  }
  const reading = mustRead(deps, ticket, { entries: views.known.entries, readAt, state }, about)
  if (typeof reading === 'number') return { nextAt: reading }
  if (reading) {
    await readThread(deps, repository, ticket)
    const reread = await ticketInTurn(deps.store.db, ticket.id)
    views = await ticketViews(deps, served, reread ?? found, { effects, now: context.now() })
    plan = decide(views.shown)
  }
  const { known, shown } = views
  const inPrivate = known === shown ? plan : decide(known)
  const note = async (db: Db): Promise<void> => {
    await keepDecision(db, context.claim, served, views, plan, inPrivate)
    await rememberAsking(db, shown, plan)
  }
  // A write to come is made by a decision that is stored; else it is stored as the line is given back.
  const isQuiet = plan.wants.length === 0 && inPrivate.wants.length === 0
  if (!isQuiet) await deps.store.transaction(note)
  let againAt: number | null = null
  if (stage === 'live') {
    await followAnswer(deps, shown, found.followed)
    const wants = await wherePrivate(deps, served, ticket, { shown: plan.wants, known: inPrivate.wants })
    const { labelNames } = served
    const outbox = outboxOf(deps, context.claim, { repository, labelNames, ticket })
    againAt = (await carryOut(outbox, wants)).againAt
  }
  const looks = [plan.nextLookAt, inPrivate.nextLookAt, standingChange(known), standingChange(shown)]
  const moments = [...looks, lookAt, againAt].filter((at) => at !== null)
  return {
    nextAt: moments.length > 0 ? Math.min(...moments) : null,
    priority: shown.standing.tier === null ? PRIORITY.normal : PRIORITY.paid,
    rulesVersion: served.version,
    ...(isQuiet ? { note } : {}),
  }
}

/** Escalations are told on the private desk where there is one, or will be. */
async function wherePrivate(
  deps: Needs,
  served: ServedRepository,
  ticket: Ticket,
  { shown, known }: { shown: Want[]; known: Want[] },
): Promise<Want[]> {
  if (![...shown, ...known].some(isEscalation)) return shown
  const where = await privateDesk(deps, served)
  if (!where || 'trouble' in where) return shown
  const about = { kind: 'private_desk', repositoryId: served.repository.id, placeId: where.place.id } as const
  const desk = { in: 'own_thing', ...about } as const
  const link = `[#${ticket.number} ${safeInline(ticket.title, 80)}](${quietUrl(ticketUrl(served, ticket))})`
  return alarmInPrivate(shown, known, { desk, ticket, link })
}

/** The moment at which an entitlement begins or ends by itself. */
function standingChange(facts: Facts): number | null {
  const next = facts.standings.find((interval) => interval.fromAt > facts.now)
  return next ? next.fromAt : null
}
