// States of a ticket that are on or off, and the order in which they turned where the clock does not tell.
import { type Entry, type EntryKind, secondOf } from './ticket.ts'

const TURNS: Partial<Record<EntryKind, [state: string, on: boolean]>> = {
  closed: ['closed', true],
  reopened: ['closed', false],
  labeled: ['label', true],
  unlabeled: ['label', false],
  answered: ['answered', true],
  unanswered: ['answered', false],
  locked: ['locked', true],
  unlocked: ['locked', false],
}

export interface Turn {
  /** `closed`, `answered`, `locked`, or `label NAME` in lower case. */
  state: string
  on: boolean
}

/** Which state an entry turns, and how; null for one that turns none. */
export function turnOf({ kind, data }: Entry): Turn | null {
  const turn = TURNS[kind]
  if (!turn) return null
  const [state, on] = turn
  return { state: state === 'label' ? `label ${data.label?.toLowerCase() ?? ''}` : state, on }
}

/** The states at the end of sorted entries. A state that never turned is not in it. */
export function statesAfter(entries: readonly Entry[]): Map<string, boolean> {
  const states = new Map<string, boolean>()
  for (const entry of entries) {
    const turn = turnOf(entry)
    if (turn) states.set(turn.state, turn.on)
  }
  return states
}

/**
 * Sorted entries, in which a state that turned both ways within one second turns in the only order that changes
 * something: what was closed was reopened first. Where GitHub's timeline was read, its own order stands.
 */
export function tiesInOrder(sorted: readonly Entry[]): Entry[] {
  const result: Entry[] = []
  const states = new Map<string, boolean>()
  for (const second of bySecond(sorted)) {
    for (const entry of alternating(second, states)) {
      result.push(entry)
      const turn = turnOf(entry)
      if (turn) states.set(turn.state, turn.on)
    }
  }
  return result
}

/** The latest second (ms) in which a state turned both ways and GitHub's own order is not known; null: there is none. */
export function unsettledAt(sorted: readonly Entry[]): number | null {
  let latest: number | null = null
  for (const second of bySecond(sorted)) {
    if (tiesOf(second).size > 0) latest = secondOf(second[0]!) * 1000
  }
  return latest
}

function* bySecond(sorted: readonly Entry[]): Generator<Entry[]> {
  let from = 0
  for (let to = 1; to <= sorted.length; to++) {
    if (to < sorted.length && secondOf(sorted[to]!) === secondOf(sorted[from]!)) continue
    yield sorted.slice(from, to)
    from = to
  }
}

/** States that turn both ways in these entries of one second, with no order known for one of them. */
function tiesOf(second: readonly Entry[]): Set<string> {
  const ties = new Set<string>()
  if (second.length < 2) return ties
  const seen = new Map<string, { ways: Set<boolean>; ordered: boolean }>()
  for (const entry of second) {
    const turn = turnOf(entry)
    if (!turn) continue
    const state = seen.get(turn.state) ?? { ways: new Set(), ordered: true }
    state.ways.add(turn.on)
    state.ordered &&= entry.data.order !== undefined
    seen.set(turn.state, state)
    if (state.ways.size === 2 && !state.ordered) ties.add(turn.state)
  }
  return ties
}

/** Entries of tied states change places among themselves, so that each turns its state if it can. */
function alternating(second: Entry[], before: ReadonlyMap<string, boolean>): Entry[] {
  const ties = tiesOf(second)
  if (ties.size === 0) return second
  const waiting = new Map([...ties].map((state) => [state, [] as Entry[]]))
  for (const entry of second) waiting.get(turnOf(entry)?.state ?? '')?.push(entry)
  const now = new Map(before)
  return second.map((entry) => {
    const state = turnOf(entry)?.state ?? ''
    const left = waiting.get(state)
    if (!left) return entry
    const on = now.get(state) ?? false
    const place = Math.max(
      0,
      left.findIndex((one) => turnOf(one)?.on !== on),
    )
    const [next] = left.splice(place, 1)
    now.set(state, turnOf(next!)?.on ?? false)
    return next!
  })
}
