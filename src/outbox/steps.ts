// Wants that are compared with what is known of GitHub: what is next to be written for each, if anything.
import type { Place, Want, WhatOf } from '../domain/want.ts'
import type { Door, Outbox, Step } from './outbox.ts'
import { commentStep } from './own-comment.ts'
import { issueStep, pinStep } from './own-issue.ts'

/** What they write depends on what is there, or is told by what GitHub made of it. */
export type Compared = WhatOf<'keep_issue' | 'pin' | 'keep_comment' | 'make_label'>

type Steps = {
  [Does in Compared['do']]: (
    outbox: Outbox,
    door: Door,
    want: Want & { what: WhatOf<Does> },
  ) => Promise<Step | null>
}

const STEPS: Steps = {
  keep_issue: (outbox, door, { place, ...want }) => issueStep(outbox, door, ownPlace(place), want),
  pin: (outbox, door, { place }) => pinStep(outbox, door, ownPlace(place)),
  keep_comment: (outbox, door, { place, what }) => commentStep(outbox, door, ownPlace(place), what),
  make_label: (_outbox, { labels }, { what }) => labels.making(what.label),
}

export function isCompared(want: Want): want is Want & { what: Compared } {
  return want.what.do in STEPS
}

/** Null where nothing is left to be written. */
export function nextStep(outbox: Outbox, door: Door, want: Want & { what: Compared }): Promise<Step | null> {
  const step = STEPS[want.what.do] as (outbox: Outbox, door: Door, want: Want) => Promise<Step | null>
  return step(outbox, door, want)
}

function ownPlace(place: Place) {
  if (place.in !== 'own_thing') throw new Error(`Nothing of our own is kept in a ${place.in}`)
  return place
}
