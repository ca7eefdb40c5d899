// A paying customer's ticket is acknowledged and assigned when it opens, as the tier says; the time it names is kept true.

import type { Facts } from '../../../domain/facts.ts'
import { partText, withPartText } from '../../../domain/marker.ts'
import type { TierSettings } from '../../../domain/settings.ts'
import type { Want } from '../../../domain/want.ts'
import { humanInstant } from '../../../words/durations.ts'
import { acknowledgementMessage, noDeadlineText } from '../../../words/ticket/messages.ts'
import { zoneOf } from '../../../words/zone.ts'
import type { Contribution } from '../plan.ts'
import { once, say } from '../wants.ts'
import { isUnderWatch, maintainerSpoke, opensAsCustomer, tierOf } from './shared.ts'

/** Later, "we will look at this" only annoys. */
const ACKNOWLEDGE_WITHIN_MS = 24 * 3_600_000
const DEADLINE = '{deadline}'

export function acknowledge(facts: Facts): Contribution {
  const { ticket, onGitHub } = facts
  if (!opensAsCustomer(facts) || !onGitHub.open || ticket.origin !== 'opened') return {}
  if (!isUnderWatch(facts, ticket.openedAt)) return {}
  const tier = tierOf(facts)
  return {
    wants: [...(tier ? [...acknowledgement(facts, tier), ...assignment(facts, tier)] : []), ...moved(facts)],
  }
}

function assignment(facts: Facts, { name, assign: logins }: TierSettings): Want[] {
  if (logins.length === 0 || facts.ticket.kind !== 'issue') return []
  return [once(facts, `assign:${name}`, { do: 'assign', logins }, { why: `assigned as tier ${name} says` })]
}

/** Once a ticket; never with a time that is past. */
function acknowledgement(facts: Facts, tier: TierSettings): Want[] {
  const { ticket, now, clocks, written } = facts
  if (!tier.acknowledge || now - ticket.openedAt >= ACKNOWLEDGE_WITHIN_MS || maintainerSpoke(facts)) return []
  if ([...written].some((name) => name.startsWith('acknowledgement '))) return []
  // Whom somebody answered, if only by `/answer`, is not told that somebody will look.
  if (clocks.firstResponse.outcome !== 'running') return []
  const isPast = (clocks.firstResponse.deadlineAt ?? now) < now || clocks.firstResponse.missed
  if (isPast && tier.acknowledge.includes(DEADLINE)) return []
  const key = facts.settingsAreHidden ? tier.label.name : tier.name
  const marker = { kind: 'acknowledgement', key } as const
  const why = `acknowledged as tier ${tier.name} says`
  return [say(facts, marker, textFor(facts, tier.acknowledge), { rank: 1, why })]
}

/** The comment with the time that holds now, where it names another one. A time that was missed stays as it was said. */
function* moved(facts: Facts): Generator<Want> {
  const { story, settings, clocks } = facts
  if (clocks.firstResponse.outcome !== 'running' || clocks.firstResponse.missed) return
  for (const { id, nodeId, body: before, editedAt, deletedAt, markers } of story.own) {
    const marker = markers.find(({ kind }) => kind === 'acknowledgement')
    const tier = settings.tiers.find(({ name, label, formerly }) =>
      [name, label.name, ...formerly].includes(marker?.key ?? ''),
    )
    const template = tier?.acknowledge
    if (!marker || deletedAt !== null || !template?.includes(DEADLINE)) continue
    const deadline = deadlineText(facts)
    if (partText(before, marker)?.includes(deadline)) continue
    const key = `acknowledge:${id}@${Math.floor((editedAt ?? 0) / 1000)}:${deadline}`
    const body = withPartText(before, marker, textFor(facts, template))
    const what = { do: 'edit_comment', commentId: id, nodeId, body } as const
    yield once(facts, key, what, { why: `the acknowledgement names ${deadline}` })
  }
}

function textFor(facts: Facts, template: string): string {
  return acknowledgementMessage(template, deadlineText(facts), notesOf(facts))
}

function deadlineText({ clocks, settings }: Facts): string {
  const { deadlineAt } = clocks.firstResponse
  return deadlineAt === null ? noDeadlineText : humanInstant(deadlineAt, zoneOf(settings))
}

/** What the settings say of absences between now and the deadline. */
function notesOf({ ticket, settings, clocks }: Facts): string[] {
  const { deadlineAt, holds } = clocks.firstResponse
  const untilAt = Math.max(deadlineAt ?? 0, ticket.openedAt + 1)
  const counts = (one: { fromAt: number; untilAt: number }) =>
    holds === null ||
    holds.time.absences.some(({ fromAt, untilAt }) => fromAt === one.fromAt && untilAt === one.untilAt)
  const during = settings.away.filter(
    (one) => one.fromAt < untilAt && ticket.openedAt < one.untilAt && counts(one),
  )
  return during.map(({ note }) => note).filter((note) => note !== '')
}
