// What maintainers set by hand: tier labels put on or taken off, and `/tier`.

import type { LabelSpan } from '../../domain/story.ts'
import type { TermsBook } from './terms.ts'

export interface TierCommand {
  at: number
  /** `auto` gives the decision back to the entitlements. */
  set: { tier: string | null } | 'auto'
}

/** What the hand says from a moment on. */
export interface HandState {
  fromAt: number
  /**
   * `set`: a tier. `none`: community, by `/tier none`. `off`: community, because a tier's label was taken off.
   * `auto`: nothing; the entitlements decide.
   */
  says: 'set' | 'none' | 'off' | 'auto'
  tier: string | null
  because: '/tier' | 'label by hand'
}

interface HandEvent {
  at: number
  /** Among what happened in the same instant. */
  place: number
  label?: { tier: string; on: boolean; byHand: boolean }
  set?: TierCommand['set']
}

/** All that was said by hand, in order; saying again what stands is nothing. Firstline's own labels say nothing. */
export function handStates(
  labels: readonly LabelSpan[],
  commands: readonly TierCommand[],
  book: TermsBook,
): HandState[] {
  const states: HandState[] = []
  let held: string[] = []
  for (const { at, label, set } of handEvents(labels, commands, book)) {
    const before = states.at(-1) ?? null
    let after: Omit<HandState, 'fromAt'> | null
    if (label) {
      held = held.filter((tier) => tier !== label.tier)
      if (label.on) held.push(label.tier)
      after = label.byHand ? afterLabel(before, label, held.at(-1) ?? null) : null
    } else {
      if (set === 'auto') held = []
      after = afterCommand(set!)
    }
    if (after && (before?.says !== after.says || before.tier !== after.tier))
      states.push({ fromAt: at, ...after })
  }
  return states
}

function afterCommand(set: TierCommand['set']): Omit<HandState, 'fromAt'> {
  const because = '/tier' as const
  if (set === 'auto') return { says: 'auto', tier: null, because }
  return set.tier === null ? { says: 'none', tier: null, because } : { says: 'set', tier: set.tier, because }
}

/** `left`: a tier label that was put on by hand and is still on. */
function afterLabel(
  before: HandState | null,
  label: { tier: string; on: boolean },
  left: string | null,
): Omit<HandState, 'fromAt'> | null {
  const because = 'label by hand' as const
  if (label.on) return { says: 'set', tier: label.tier, because }
  // Taking another label off beside one put on by hand is tidying, whichever came first.
  if (before?.says === 'set' && before.tier !== label.tier) return null
  if (before?.says === 'none') return null
  if (before?.says === 'set' && left !== null) return { says: 'set', tier: left, because }
  return { says: 'off', tier: null, because }
}

const BEFORE_LABELS = -1

/** In order; within a second a command (a comment) comes before labels, and these as the story has them. */
function handEvents(labels: readonly LabelSpan[], commands: readonly TierCommand[], book: TermsBook) {
  const events: HandEvent[] = commands.map(({ at, set }) => ({ at, place: BEFORE_LABELS, set }))
  for (const span of labels) {
    const named = book.tierOfLabel(span.label, span.fromAt)
    if (!named || (span.untilAt !== null && span.untilAt < named.fromAt)) continue
    const { tier, fromAt } = named
    const putOn = span.role === 'maintainer'
    if (putOn) events.push({ at: fromAt, place: span.fromPlace, label: { tier, on: true, byHand: true } })
    if (span.untilAt === null) continue
    const byHand = span.removedRole === 'maintainer'
    const place = span.untilPlace ?? span.fromPlace
    if (byHand || putOn) events.push({ at: span.untilAt, place, label: { tier, on: false, byHand } })
  }
  return events.sort((a, b) => a.at - b.at || a.place - b.place)
}
