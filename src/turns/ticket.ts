// One ticket's turn: take in what came, decide, act, and say when to look again.

import { gently } from '../agenda/gently.ts'
import { type Handler, NEXT_LOOK_STAYS, type TurnContext, type TurnResult } from '../agenda/run-line.ts'
import type { Reason } from '../domain/decision.ts'
import { type Effect, writtenKeys } from '../domain/effect.ts'
import type { Facts } from '../domain/facts.ts'
import type { Ticket } from '../domain/ticket.ts'
import type { Want, What } from '../domain/want.ts'
import { entitlementsOf } from '../entitlements/resolve.ts'
import { privateDesk } from '../facts/desk-places.ts'
import { withItsPast } from '../facts/earlier-lives.ts'
import { knowledgeFacts } from '../facts/knowledge-facts.ts'
import { queueRows } from '../facts/queue-row.ts'
import { type ServedRepository, ticketUrl } from '../facts/served-repository.ts'
import { drain } from '../inbox/drain.ts'
import { carryOut } from '../outbox/carry-out.ts'
import { alarmInPrivate, isEscalation } from '../plan/ticket/alarms.ts'
import { momentOf } from '../plan/ticket/as-of.ts'
import { decide, speaks } from '../plan/ticket/decide.ts'
import { readingAhead } from '../plan/ticket/gather.ts'
import type { Plan } from '../plan/ticket/plan.ts'
import { isUnanswered } from '../plan/ticket/unanswered.ts'
import { gatherViews, type Views } from '../plan/ticket/views.ts'
import { mustRead, readThread } from '../reading/thread.ts'
import { type Claim, PRIORITY } from '../store/agenda.ts'
import { saveDecision } from '../store/decisions.ts'
import { entriesOf } from '../store/ledger.ts'
import type { Db } from '../store/open.ts'
import type { RepositoryNotes } from '../store/repository-reading.ts'
import { type TicketInTurn, ticketInTurn } from '../store/ticket-in-turn.ts'
import { quietUrl, safeInline } from '../words/safe-text.ts'
import { askedBefore, rememberAsking } from './asked.ts'
import type { TurnDeps } from './deps.ts'
import { watchDesk } from './desk-watch.ts'
import { outboxOf } from './doors.ts'
import { followAnswer } from './feedback.ts'
import { takingTicketEvents } from './own-doing.ts'
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
  let views = await viewsOf(deps, served, found, { effects, now: context.now() })
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
    views = await viewsOf(deps, served, reread ?? found, { effects, now: context.now() })
    plan = decide(views.shown)
  }
  const { known, shown } = views
  const inPrivate = known === shown ? plan : decide(known)
  const note = async (db: Db): Promise<void> => {
    await remember(db, context.claim, served, views, plan, inPrivate)
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

/** Everything stored about the ticket, folded. */
async function viewsOf(
  deps: Needs,
  served: ServedRepository,
  { ticket, askedAt, reactions }: TicketInTurn,
  { effects, now }: { effects: readonly Effect[]; now: number },
): Promise<Views> {
  const { repository, settings } = served
  const entries = await entriesOf(deps.store.db, ticket.id)
  const asked = { repository, settings, history: served.history, credentials: deps.credentials }
  const paid =
    ticket.requester.id === null
      ? { entitlements: [], unread: false }
      : await entitlementsOf(deps.store, asked, ticket.requester.id)
  const stored = await withItsPast(deps, {
    now: momentOf(entries, now),
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
    knowledge: knowledgeFacts(served, ticket),
    feedback: reactions,
    askedAt: askedBefore(askedAt, served.pushedAt),
    written: writtenKeys(effects),
    labelNames: served.labelNames,
  })
  await gently(readingAhead(stored))
  return gatherViews(stored)
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

/** Keeps why, for the command line, the desk and the preview. */
async function remember(
  db: Db,
  { token: claimToken }: Claim,
  served: ServedRepository,
  { known, shown }: Views,
  plan: Plan,
  inPrivate: Plan,
): Promise<void> {
  const wants = served.stage === 'preview' ? plan.wants : []
  const url = ticketUrl(served, shown.ticket)
  await saveDecision(db, {
    ticketId: shown.ticket.id,
    repositoryId: shown.repository.id,
    decidedAt: shown.now,
    claimToken,
    nextLookAt: plan.nextLookAt,
    rulesVersion: served.version,
    reasons: reasonsOf(plan, inPrivate),
    standing: known.standing,
    unanswered: isUnanswered(shown),
    queue: queueRows({ known, shown }, plan, url),
    preview: wants.length > 0 ? wants.map(inShort) : null,
  })
}

/** Without its words, which nobody asks for again. */
function inShort({ what }: Want): What {
  if (what.do === 'say') return { ...what, text: '' }
  return what.do === 'edit_comment' ? { ...what, body: '' } : what
}

/** Why it was decided so in public, and what else is so where a payment is not to be seen there. */
function reasonsOf(plan: Plan, inPrivate: Plan): Reason[] {
  if (plan === inPrivate) return plan.reasons
  const isNew = ({ rule, text }: Reason) =>
    !plan.reasons.some((other) => other.rule === rule && other.text === text)
  const quiet = inPrivate.reasons.filter(
    (reason) => isNew(reason) && ['tier', 'promise'].includes(reason.rule),
  )
  return [...plan.reasons, ...quiet.map(({ rule, text }) => ({ rule, text: `in private: ${text}` }))]
}
