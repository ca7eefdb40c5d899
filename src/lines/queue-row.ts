// One ticket's row in the queue, or null when nobody has to answer it.
import { waitsForMaintainer } from '../decide/clocks.ts'
import type { Facts } from '../decide/facts.ts'
import { NEEDS_HUMAN } from '../decide/labels.ts'
import { type Plan, sameLabel } from '../decide/plan.ts'
import type { QueueTicket } from '../report/queue-comment.ts'

export function queueRow(facts: Facts, plan: Plan, url: string): QueueTicket | null {
  const { ticket, story, clocks, standing } = facts
  if (!ticket.open || story.gone || !waitsForMaintainer(clocks)) return null
  const waiting = clocks.firstResponse.outcome === 'running' ? clocks.firstResponse : clocks.nextResponse
  return {
    number: ticket.number,
    kind: ticket.kind,
    title: ticket.title,
    url,
    tier: standing.tier,
    private: standing.private && facts.settings.entitlements.privateSponsors === 'quiet',
    waitingSinceAt: waiting.startedAt ?? ticket.openedAt,
    deadlineAt: waiting.deadlineAt,
    missed: waiting.missed,
    needsHuman: ticket.labels.some((name) => sameLabel(name, NEEDS_HUMAN.name)),
    draft: plan.draft ? { slug: plan.draft.slug, title: plan.draft.title } : null,
  }
}
