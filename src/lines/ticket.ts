// One ticket's turn: take in what came, decide, act, and say when to look again.
import { carryOut } from '../act/carry-out.ts'
import { heldBy } from '../act/effects.ts'
import type { Context, Handler, Outcome } from '../agenda/run-line.ts'
import { decide } from '../decide/decide.ts'
import type { Facts } from '../decide/facts.ts'
import { gatherFacts } from '../decide/gather.ts'
import type { Plan } from '../decide/plan.ts'
import { isUnanswered } from '../decide/unanswered.ts'
import type { Ticket } from '../domain/ticket.ts'
import { entitlementsOf } from '../entitlements/resolve.ts'
import { PRIORITY } from '../store/agenda.ts'
import { saveDecision } from '../store/decisions.ts'
import { type Effect, effectsOf } from '../store/effects.ts'
import { entriesOf, findTicketById } from '../store/ledger.ts'
import { readMeta } from '../store/meta.ts'
import { reopenRefusals } from '../store/refusals.ts'
import { findServed } from '../store/repositories.ts'
import type { LineDeps } from './deps.ts'
import { wakeDesk, watchDesk } from './desk-watch.ts'
import { settleDoubts } from './doubts.ts'
import { drainTicket } from './drain.ts'
import { followAnswer } from './feedback.ts'
import { knowledgeFacts } from './knowledge-facts.ts'
import { createLabelBook } from './label-book.ts'
import { queueRow } from './queue-row.ts'
import { type RepositoryContext, ticketUrl } from './repository-context.ts'
import { mustRead, readThread } from './thread.ts'

/** Until the repository was read for the first time, its tickets wait. */
const NOT_READY_MS = 500
/** A paying customer who asked within this time is waiting for a sign. */
const FRESH_MS = 3_600_000

export function ticketLine(deps: LineDeps): Handler {
  return async (line, context) => {
    await drainTicket(deps, line.key)
    const ticket = await findTicketById(deps.store.db, line.key)
    if (!ticket) return { nextAt: null }
    const repository = await findServed(deps.store.db, ticket.repositoryId)
    if (!repository) return { nextAt: null }
    const surroundings = await deps.contexts.get(repository)
    if (!surroundings) return { nextAt: context.now() + NOT_READY_MS }
    if (await watchDesk(deps, repository, ticket)) return { nextAt: null }
    return turn(deps, context, ticket, surroundings)
  }
}

async function turn(
  deps: LineDeps,
  context: Context,
  ticket: Ticket,
  surroundings: RepositoryContext,
): Promise<Outcome> {
  const { repository, stage } = surroundings
  if (!ticket.locked)
    await reopenRefusals(deps.store.db, { ticketId: ticket.id, remedy: 'unlock' }, context.now())
  const doubtUntilAt = await settleDoubts(deps, repository, ticket, context.now())
  let facts = await factsOf(deps, surroundings, ticket, context.now())
  let plan = decide(facts)
  const reading = { speaks: speaks(plan), now: context.now() }
  if (stage === 'live' && writes(plan) && (await mustRead(deps, repository, ticket, reading))) {
    await readThread(deps, repository, ticket)
    const reread = await findTicketById(deps.store.db, ticket.id)
    facts = await factsOf(deps, surroundings, reread ?? ticket, context.now())
    plan = decide(facts)
  }
  await remember(deps, surroundings, facts, plan)
  if (stage === 'live') {
    await followAnswer(deps, facts)
    const github = deps.github.forInstallation(repository.installationId, heldBy(deps.store, context.claim))
    await carryOut(
      {
        store: deps.store,
        claim: context.claim,
        github,
        labels: createLabelBook({ store: deps.store, claim: context.claim }, github, repository),
        refusedParts: await refusedParts(deps, ticket),
        thread: { ...repository, kind: ticket.kind, number: ticket.number, nodeId: ticket.nodeId },
        ticket: facts.ticket,
        story: facts.story,
        paid: facts.standing.tier !== null,
        hurry: isInHurry(facts, plan),
        wakeDesk: () => wakeDesk(deps, repository.id),
      },
      plan,
    )
  }
  const moments = [plan.nextLookAt, doubtUntilAt, standingChange(facts)].filter((at) => at !== null)
  return {
    nextAt: moments.length > 0 ? Math.min(...moments) : null,
    priority: facts.standing.tier === null ? PRIORITY.normal : PRIORITY.paid,
    rulesVersion: surroundings.version,
  }
}

/** Everything stored about the ticket, folded. */
export async function factsOf(
  deps: LineDeps,
  surroundings: RepositoryContext,
  ticket: Ticket,
  now: number,
): Promise<Facts> {
  const { repository, settings } = surroundings
  const entries = await entriesOf(deps.store.db, ticket.id)
  const effects = await effectsOf(deps.store.db, ticket.id)
  const asked = { repository, settings, history: surroundings.history, credentials: deps.credentials }
  const paid =
    ticket.requester.id === null
      ? { entitlements: [], unread: false }
      : await entitlementsOf(deps.store, asked, ticket.requester.id)
  const reactions = await readMeta<{ helpful: boolean; unhelpful: boolean }>(
    deps.store.db,
    ticket.id,
    'reactions',
  )
  return gatherFacts({
    now,
    repository,
    settings,
    history: surroundings.history,
    ticket,
    entries,
    entitlements: paid.entitlements,
    unread: paid.unread,
    roleOf: surroundings.roleOf,
    knowledge: knowledgeFacts(surroundings, ticket),
    feedback: reactions ?? { helpful: false, unhelpful: false },
    said: effects.flatMap(partsOf),
    did: new Set(effects.filter(isDeed).map((effect) => effect.key.slice(ticket.id.length + 1))),
  })
}

/** Parts of comments that were written, or may have been. */
function partsOf(effect: Effect): string[] {
  if (effect.kind !== 'comment' || effect.state === 'failed' || effect.state === 'refused') return []
  return partNames(effect)
}

/** Parts that GitHub refused to take. */
async function refusedParts(deps: LineDeps, ticket: Ticket): Promise<Set<string>> {
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

/** Keeps why, for `/why`, the desk and the preview. */
async function remember(
  deps: LineDeps,
  surroundings: RepositoryContext,
  facts: Facts,
  plan: Plan,
): Promise<void> {
  const preview = surroundings.stage === 'preview' && (plan.on.length > 0 || speaks(plan))
  await saveDecision(deps.store.db, {
    ticketId: facts.ticket.id,
    repositoryId: facts.repository.id,
    decidedAt: facts.now,
    nextLookAt: plan.nextLookAt,
    rulesVersion: surroundings.version,
    reasons: plan.reasons,
    snapshot: {
      tier: facts.standing.tier,
      private: facts.standing.private,
      because: facts.standing.because,
      unanswered: isUnanswered(facts),
    },
    queue: queueRow(facts, plan, ticketUrl(surroundings, facts.ticket)),
    preview: preview
      ? { labels: plan.on.map((label) => label.name), parts: plan.parts.map((part) => part.marker) }
      : null,
  })
}
