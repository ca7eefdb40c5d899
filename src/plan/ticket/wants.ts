// How rules say what they want of a ticket: each Want with its place and its key.
import type { Facts } from '../../domain/facts.ts'
import type { LabelSpec } from '../../domain/label.ts'
import { type Marker, partName } from '../../domain/marker.ts'
import type { Urgency, Want, What, WhatOf } from '../../domain/want.ts'

/** `why` is a sentence for a maintainer; who waits for it, where that is not the usual. */
export interface Wish {
  why: string
  urgency?: Urgency
}

/** Who waits for what nobody is in a hurry for. */
const USUAL: Partial<Record<What['do'], Urgency>> = { say: 'answer', react: 'answer', edit_comment: 'answer' }

/** Done once under its name, whatever becomes of it later. */
export function once(facts: Facts, name: string, what: What, { why, urgency }: Wish): Want {
  const { id: ticketId } = facts.ticket
  const place = { in: 'ticket', ticketId } as const
  return { key: `${ticketId}|${name}`, place, what, urgency: urgency ?? USUAL[what.do] ?? 'label', why }
}

/** The label is on whenever it is not. */
export function keepOn(facts: Facts, label: LabelSpec, wish: Wish): Want {
  const name = `on ${label.name} ${timesOn(facts, label.name)}`
  return once(facts, name, { do: 'label_on', label, kept: true }, wish)
}

/** The label is off whenever it is on. Where nobody pays it has time. */
export function keepOff(facts: Facts, label: string, { why }: Wish): Want {
  const urgency = facts.standing.tier === null ? 'answer' : 'label'
  const name = `off ${label} ${timesOn(facts, label)}`
  return once(facts, name, { do: 'label_off', name: label, kept: true }, { why, urgency })
}

/** A label that goes on once. */
export function putOn(facts: Facts, name: string, label: LabelSpec, wish: Wish): Want {
  return once(facts, name, { do: 'label_on', label, kept: false }, wish)
}

/** A label that is taken off once. */
export function takeOff(facts: Facts, name: string, label: string, wish: Wish): Want {
  return once(facts, name, { do: 'label_off', name: label, kept: false }, wish)
}

/**
 * One part of the comment. Its marker is its name; `asked` tells one writing from an earlier one with the same marker,
 * which then does not stand in its way. Parts of lower rank stand first.
 */
export function say(
  facts: Facts,
  marker: Marker,
  text: string,
  { rank, asked, ...wish }: Wish & { rank: number; asked?: string },
): Want & { what: WhatOf<'say'> } {
  const name = `${partName(marker)}${asked === undefined ? '' : ` again ${asked}`}`
  const what: WhatOf<'say'> = { do: 'say', marker, text, rank }
  return { ...once(facts, name, what, wish), what }
}

/** The desk is written at once. */
export function refreshDesk(facts: Facts, name: string, wish: Wish): Want {
  const { id } = facts.repository
  const place = { in: 'own_thing', kind: 'desk', repositoryId: id, placeId: id } as const
  return { ...once(facts, name, { do: 'refresh' }, wish), place }
}

/** Its key without the ticket, as `facts.written` has it. */
export function nameOf({ ticket }: Facts, { key }: Want): string {
  return key.slice(ticket.id.length + 1)
}

/** Whether the plan says something of this kind. */
export function saysOf(wants: readonly Want[], kind: Marker['kind']): Array<WhatOf<'say'>> {
  return wants.flatMap(({ what }) => (what.do === 'say' && what.marker.kind === kind ? [what] : []))
}

/** The n-th time a label goes on or off has its own key, so that what a maintainer undoes is not done over. */
function timesOn({ story }: Facts, name: string): number {
  return story.labels.filter((span) => sameLabel(span.label, name)).length
}

/** Whether the label is on. */
export function isOn({ onGitHub }: Pick<Facts, 'onGitHub'>, label: string): boolean {
  return onGitHub.labels.some((one) => sameLabel(one, label))
}

/** Labels are the same whatever their case, as on GitHub. */
export function sameLabel(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}
