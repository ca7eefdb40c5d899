// Escalations go to the private desk where the settings name one: there they may say what no public place shows. Pure.
import type { TicketItself } from '../../domain/ticket.ts'
import type { Place, Want, WhatOf } from '../../domain/want.ts'

export function isEscalation(want: Want): want is Want & { what: WhatOf<'say'> } {
  return want.what.do === 'say' && want.what.marker.kind === 'escalation'
}

/**
 * What is wanted in public but for its escalations, and those of `known` at `desk`. The marker there names the ticket,
 * and the text ends with a link to it.
 */
export function alarmInPrivate(
  shown: readonly Want[],
  known: readonly Want[],
  { desk, ticket, link }: { desk: Place; ticket: TicketItself; link: string },
): Want[] {
  const alarms = known.filter(isEscalation).map(({ what, ...want }): Want => {
    const marker = { ...what.marker, key: `${ticket.id} ${what.marker.key}` }
    return { ...want, place: desk, what: { ...what, marker, text: `${what.text}\n\n${link}` } }
  })
  return [...shown.filter((want) => !isEscalation(want)), ...alarms]
}

/** The same with those of `known` in the ticket's private issue, where the ticket need not be named. */
export function alarmInLane(
  shown: readonly Want[],
  known: readonly Want[],
): { shown: Want[]; known: Want[] } {
  return { shown: shown.filter((want) => !isEscalation(want)), known: known.map(inLane) }
}

/**
 * Where nobody may see that there is a private issue and no private desk takes what everybody's tickets come to: that
 * is said in public as it would be without the issue, and in the issue what only `known` leads to.
 */
export function alarmBeside(
  shown: readonly Want[],
  known: readonly Want[],
): { shown: Want[]; known: Want[] } {
  const isShown = ({ key }: Want) => shown.some((want) => want.key === key)
  return { shown: [...shown], known: known.map((want) => (isShown(want) ? want : inLane(want))) }
}

function inLane(want: Want): Want {
  const ticketId = want.place.in === 'ticket' ? want.place.ticketId : null
  return isEscalation(want) && ticketId !== null ? { ...want, place: { in: 'lane', ticketId } } : want
}

/**
 * Channels are private: they are told what `known` leads to. What `shown` leads to as well may be told in public when it
 * fails.
 */
export function noticesOf(shown: readonly Want[], known: readonly Want[]): Want[] {
  const isShown = ({ key }: Want) => shown.some((want) => want.key === key)
  return known.flatMap((want): Want[] =>
    want.what.do === 'notify' ? [{ ...want, what: { ...want.what, isShown: isShown(want) } }] : [],
  )
}

/** All that is wanted elsewhere than on channels. */
export function notNotices(wants: readonly Want[]): Want[] {
  return wants.filter(({ what }) => what.do !== 'notify')
}
