// In which order Wants go out, and which of them together. Pure.
import type { Urgency, Want, WhatOf } from '../domain/want.ts'

export type Spoken = Want & { what: WhatOf<'say'> }

/** Each by itself, but all words of one place together, in the place of the first. */
export function batchesOf(wants: readonly Want[]): Want[][] {
  const comments = Map.groupBy(wants.filter(isSpoken), ({ place }) => JSON.stringify(place))
  const alone = wants.filter((want) => !isSpoken(want)).map((want) => [want])
  return [...comments.values(), ...alone].sort((a, b) => stepOf(a) - stepOf(b))
}

/** What only is handed over and cannot fail, alarms, labels, words, and what is done after something was said. */
function stepOf(together: readonly Want[]): number {
  const { what } = together[0]!
  if (what.do === 'notify') return -1
  if (what.do === 'say') return mostUrgent(together) === 'alarm' ? 0 : 3
  return what.do === 'label_on' ? 1 : what.do === 'label_off' ? 2 : 4
}

export function isSpoken(want: Want): want is Spoken {
  return want.what.do === 'say'
}

const URGENCIES: readonly Urgency[] = ['alarm', 'paid', 'label', 'answer', 'housekeeping']

export function mostUrgent(wants: readonly Want[]): Urgency {
  return URGENCIES.find((urgency) => wants.some((want) => want.urgency === urgency)) ?? 'housekeeping'
}
