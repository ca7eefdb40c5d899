// One ticket's rows in the queue, as anybody may see it and as maintainers may know it; null when nobody waits for them.
import type { Clock } from '../domain/clock.ts'
import type { QueueRows, QueueTicket } from '../domain/decision.ts'
import type { Facts } from '../domain/facts.ts'
import { waitsForMaintainer } from '../plan/clocks/clocks.ts'
import { standingEscalation } from '../plan/ticket/commands/escalate.ts'
import { NEEDS_HUMAN } from '../plan/ticket/labels/labels.ts'
import { severityOf } from '../plan/ticket/labels/severity.ts'
import type { Plan } from '../plan/ticket/plan.ts'
import { unmetLowRating } from '../plan/ticket/ratings/ratings.ts'
import type { Views } from '../plan/ticket/views.ts'
import { isOn } from '../plan/ticket/wants.ts'

/** Null where neither is a row. */
export function queueRows(views: Views, plan: Plan, url: string): QueueRows | null {
  const shown = queueRow(views.shown, plan, url)
  const known = views.known === views.shown ? shown : queueRow(views.known, plan, url)
  return shown || known ? { shown, known } : null
}

function queueRow(facts: Facts, plan: Plan, url: string): QueueTicket | null {
  const { ticket, onGitHub, story, clocks, standing } = facts
  const needsHuman = isOn(facts, NEEDS_HUMAN.name)
  const escalated = standingEscalation(facts) !== null
  const urgent = mostUrgent(facts)
  if (!onGitHub.open || onGitHub.gone) return null
  if (!waitsForMaintainer(clocks) && !needsHuman && !escalated && !urgent) return null
  const waiting = clocks.firstResponse.outcome === 'running' ? clocks.firstResponse : clocks.nextResponse
  const since = waiting.outcome === 'running' ? waiting.startedAt : story.lastHumanTurn.at
  return {
    number: ticket.number,
    kind: ticket.kind,
    title: ticket.title,
    url,
    tier: standing.tier,
    waitingSinceAt: since ?? ticket.openedAt,
    dueAt: urgent ? dueAt(urgent) : null,
    state: urgent?.missed ? 'missed' : urgent?.atRisk ? 'at risk' : null,
    needsHuman,
    escalated,
    rated: unmetLowRating(facts)?.score ?? null,
    severity: severityOf(facts),
    drafts: plan.drafts,
  }
}

/** Of the clocks that run under a promise, the one that was or will be late first; null where nothing is owed. */
function mostUrgent({ clocks }: Facts): Clock | null {
  const owed = [clocks.firstResponse, clocks.nextResponse, clocks.resolution].filter(
    (clock) => clock.outcome === 'running' && dueAt(clock) !== null,
  )
  return owed.toSorted((a, b) => (dueAt(a) ?? 0) - (dueAt(b) ?? 0))[0] ?? null
}

function dueAt({ missed, missedAt, deadlineAt }: Clock): number | null {
  return missed ? missedAt : deadlineAt
}
