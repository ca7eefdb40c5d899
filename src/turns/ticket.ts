// One ticket's turn: take in what came, decide, act, and say when to look again.

import { gently } from '../agenda/gently.ts'
import type { Handler, TurnContext, TurnResult } from '../agenda/run-line.ts'
import type { Facts } from '../domain/facts.ts'
import type { Ticket } from '../domain/ticket.ts'
import { entitlementsOf } from '../entitlements/resolve.ts'
import { withItsPast } from '../facts/earlier-lives.ts'
import { knowledgeFacts } from '../facts/knowledge-facts.ts'
import { queueRows } from '../facts/queue-row.ts'
import { type ServedRepository, ticketUrl } from '../facts/served-repository.ts'
import { drainTicket } from '../inbox/drain.ts'
import { carryOut } from '../outbox/carry-out.ts'
import { settleDoubts } from '../outbox/doubts.ts'
import { heldBy } from '../outbox/effects.ts'
import { createLabelBook } from '../outbox/label-book.ts'
import { alarmInPrivate } from '../outbox/private-alarms.ts'
import { momentOf } from '../plan/ticket/as-of.ts'
import { decide } from '../plan/ticket/decide.ts'
import { readingAhead } from '../plan/ticket/gather.ts'
import type { Plan, Reason } from '../plan/ticket/plan.ts'
import { isUnanswered } from '../plan/ticket/unanswered.ts'
import { gatherViews, type Views } from '../plan/ticket/views.ts'
import { mustRead, readThread } from '../reading/thread.ts'
import { PRIORITY } from '../store/agenda.ts'
import { saveDecision } from '../store/decisions.ts'
import { type Effect, effectsOf } from '../store/effects.ts'
import { answerReactions, NO_REACTIONS } from '../store/followed-answers.ts'
import { entriesOf, findTicketById } from '../store/ledger.ts'
import { reopenRefusals } from '../store/refusals.ts'
import { findServed } from '../store/repositories.ts'
import { runTimes } from '../store/run-times.ts'
import { askedBefore, rememberAsking } from './asked.ts'
import type { TurnDeps } from './deps.ts'
import { wakeDesk, watchDesk } from './desk-watch.ts'
import { followAnswer } from './feedback.ts'

/** Until the repository was read for the first time, its tickets wait. */
const NOT_READY_MS = 500
/** A paying customer who asked within this time is waiting for a sign. */
const FRESH_MS = 3_600_000

export function ticketLine(deps: TurnDeps): Handler<'ticket'> {
  return async ({ ticketId }, context) => {
    await drainTicket(deps, ticketId)
    const ticket = await findTicketById(deps.store.db, ticketId)
    if (!ticket) return { nextAt: null }
    const repository = await findServed(deps.store.db, ticket.repositoryId)
    if (!repository) return { nextAt: null }
    const served = await deps.contexts.get(repository)
    if (!served) return { nextAt: context.now() + NOT_READY_MS }
    if (await watchDesk(deps, ticket)) return { nextAt: null }
    return turn(deps, context, ticket, served)
  }
}

async function turn(
  deps: TurnDeps,
  context: TurnContext,
  ticket: Ticket,
  served: ServedRepository,
): Promise<TurnResult> {
  const { repository, stage } = served
  if (!ticket.locked)
    await reopenRefusals(deps.store.db, { ticketId: ticket.id, remedy: 'unlock' }, context.now())
  const doubtUntilAt = await settleDoubts(deps, repository, ticket, context.now())
  let views = await viewsOf(deps, served, ticket, context.now())
  let plan = decide(views.shown)
  const about = { speaks: speaks(plan), writes: stage === 'live' && writes(plan), now: context.now() }
  const reading = await mustRead(deps, repository, ticket, { ...about, entries: views.known.entries })
  if (typeof reading === 'number') return { nextAt: reading }
  if (reading) {
    await readThread(deps, repository, ticket)
    const reread = await findTicketById(deps.store.db, ticket.id)
    views = await viewsOf(deps, served, reread ?? ticket, context.now())
    plan = decide(views.shown)
  }
  const { known, shown } = views
  const inPrivate = known === shown ? plan : decide(known)
  await remember(deps, served, views, plan, inPrivate)
  await rememberAsking(deps, shown, plan)
  let alarmsAgainAt: number | null = null
  if (stage === 'live') {
    await followAnswer(deps, shown)
    const alarms = await alarmInPrivate(deps, context.claim, served, ticket, { plan, inPrivate })
    alarmsAgainAt = alarms.againAt
    const writing = { store: deps.store, claim: context.claim }
    const github = deps.github.forInstallation(repository.installationId, heldBy(deps.store, context.claim))
    await carryOut(
      {
        ...writing,
        github,
        labels: createLabelBook({ ...writing, names: served.labelNames }, github, repository),
        refusedParts: await refusedParts(deps, ticket),
        thread: { ...repository, kind: ticket.kind, number: ticket.number, nodeId: ticket.nodeId },
        ticket: shown.ticket,
        story: shown.story,
        paid: shown.standing.tier !== null,
        hurry: isInHurry(shown, plan),
        wakeDesk: () => wakeDesk(deps, repository.id),
      },
      alarms.plan,
    )
  }
  const looks = [plan.nextLookAt, inPrivate.nextLookAt, standingChange(known), standingChange(shown)]
  const moments = [...looks, doubtUntilAt, alarmsAgainAt].filter((at) => at !== null)
  return {
    nextAt: moments.length > 0 ? Math.min(...moments) : null,
    priority: shown.standing.tier === null ? PRIORITY.normal : PRIORITY.paid,
    rulesVersion: served.version,
  }
}

/** Everything stored about the ticket, folded. */
async function viewsOf(
  deps: TurnDeps,
  served: ServedRepository,
  ticket: Ticket,
  now: number,
): Promise<Views> {
  const { repository, settings } = served
  const entries = await entriesOf(deps.store.db, ticket.id)
  const effects = await effectsOf(deps.store.db, ticket.id)
  const asked = { repository, settings, history: served.history, credentials: deps.credentials }
  const paid =
    ticket.requester.id === null
      ? { entitlements: [], unread: false }
      : await entitlementsOf(deps.store, asked, ticket.requester.id)
  const reactions = await answerReactions(deps.store.db, [ticket.id])
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
    runs: [...(await runTimes(deps.store.db)), { fromAt: deps.upSinceAt, seenAt: now }],
    knowledge: knowledgeFacts(served, ticket),
    feedback: reactions.get(ticket.id) ?? NO_REACTIONS,
    askedAt: await askedBefore(deps, ticket),
    said: effects.flatMap(partsOf),
    did: new Set(effects.filter(isDeed).map((effect) => effect.key.slice(ticket.id.length + 1))),
    labelNames: served.labelNames,
  })
  await gently(readingAhead(stored))
  return gatherViews(stored)
}

/** Parts of comments that were written, or may have been. */
function partsOf(effect: Effect): string[] {
  // An alarm in doubt is wanted until it is found on the private desk.
  if (effect.kind === 'alarm') return effect.state === 'done' ? partNames(effect) : []
  if (effect.kind !== 'comment') return []
  return effect.state === 'failed' || effect.state === 'refused' ? [] : partNames(effect)
}

/** Parts that GitHub refused to take. */
async function refusedParts(deps: TurnDeps, ticket: Ticket): Promise<Set<string>> {
  const effects = await effectsOf(deps.store.db, ticket.id)
  return new Set(
    effects.filter((one) => one.kind === 'comment' && one.state === 'refused').flatMap(partNames),
  )
}

function partNames(effect: Effect): string[] {
  return (effect.detail as { parts?: string[] } | null)?.parts ?? []
}

/** Deeds are repeated only until they are done; a doubt is settled by doing them again. */
function isDeed(effect: Effect): boolean {
  return effect.kind !== 'comment' && effect.kind !== 'label' && effect.state === 'done'
}

function speaks(plan: Plan): boolean {
  return plan.parts.length > 0 || plan.deeds.length > 0
}

function writes(plan: Plan): boolean {
  return speaks(plan) || plan.on.length > 0 || plan.off.length > 0
}

/** When hundreds of tickets are labelled anew, those of customers who have just asked do not wait for them. */
function isInHurry({ standing, ticket, now }: Facts, plan: Plan): boolean {
  if (standing.tier === null) return false
  const alarms =
    plan.parts.some((part) => part.urgent) || plan.on.some((label) => label.name.startsWith('sla:'))
  return alarms || now - ticket.openedAt < FRESH_MS
}

/** The moment at which an entitlement begins or ends by itself. */
function standingChange(facts: Facts): number | null {
  const next = facts.standings.find((interval) => interval.fromAt > facts.now)
  return next ? next.fromAt : null
}

/** Keeps why, for the command line, the desk and the preview. */
async function remember(
  deps: TurnDeps,
  served: ServedRepository,
  { known, shown }: Views,
  plan: Plan,
  inPrivate: Plan,
): Promise<void> {
  const preview = served.stage === 'preview' && (plan.on.length > 0 || speaks(plan))
  const url = ticketUrl(served, shown.ticket)
  await saveDecision(deps.store.db, {
    ticketId: shown.ticket.id,
    repositoryId: shown.repository.id,
    decidedAt: shown.now,
    nextLookAt: plan.nextLookAt,
    rulesVersion: served.version,
    reasons: reasonsOf(plan, inPrivate),
    snapshot: {
      tier: known.standing.tier,
      private: known.standing.private,
      because: known.standing.because,
      unanswered: isUnanswered(shown),
    },
    queue: queueRows({ known, shown }, plan, url),
    preview: preview
      ? { labels: plan.on.map((label) => label.name), parts: plan.parts.map((part) => part.marker) }
      : null,
  })
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
