// Folds what was seen of one key into intervals; a pure function of the set, whatever order it arrived in.
import type { CompleteRead, Fact, Interval, Observation } from '../domain/fact.ts'
import { sameState } from '../domain/fact.ts'
import { type Moment, momentsOf } from './moments.ts'

/**
 * Intervals of one key of one scope, oldest first, not overlapping; future changes that were announced are included.
 * `reads` are the scope's complete bulk reads: one that did not see the key ended it, unless it could not see it.
 */
export function foldFacts(observations: Observation[], reads: CompleteRead[]): Interval[] {
  const state: State = { intervals: [], current: null, announced: null, checkedAt: 0, scope: '' }
  for (const moment of momentsOf(observations, reads)) {
    state.scope ||= observations[0]?.scope ?? ''
    settleAnnouncement(state, moment)
    apply(state, moment)
  }
  if (state.announced) fulfil(state, state.announced)
  if (state.current) close(state, state.current.fact.untilAt, null)
  // Who wants to be private now, wants it for the past too: privacy is about showing, and showing is now.
  const hidden = state.intervals.at(-1)?.private ?? false
  return state.intervals
    .filter((interval) => interval.untilAt === null || interval.untilAt > interval.sinceAt)
    .map(({ endedBy, ...interval }) => ({
      ...interval,
      private: hidden,
      checkedAt: Math.max(interval.checkedAt, state.checkedAt),
    }))
}

interface Announcement {
  effectiveAt: number
  fact: Fact | null
  learnedAt: number
}

type Ended = 'absence' | 'word' | null

interface Current {
  fact: Fact
  sinceAt: number
  seenAt: number
  learnedAt: number
}

interface State {
  scope: string
  intervals: Array<Interval & { endedBy: Ended }>
  current: Current | null
  announced: Announcement | null
  checkedAt: number
}

function apply(state: State, moment: Moment): void {
  switch (moment.says) {
    case 'is':
      if (moment.fact) confirm(state, moment.fact, moment)
      return
    case 'will_change':
    case 'will_end':
      announce(state, moment)
      return
    case 'ended':
      state.announced = null
      end(state, moment.fact?.untilAt ?? moment.at, 'word')
      return
    case 'absent':
      if (!endsByAbsence(state, moment)) return
      state.announced = null
      end(state, moment.at, 'absence')
      return
    default:
      moment.says satisfies never
  }
}

/** A change whose date has come already happens at once; another waits, in the place of what was announced before. */
function announce(state: State, moment: Moment): void {
  if (moment.effectiveAt === null) return
  const fact = moment.says === 'will_change' ? moment.fact : null
  const announced = { effectiveAt: moment.effectiveAt, fact, learnedAt: moment.learnedAt }
  if (moment.effectiveAt > moment.at) state.announced = announced
  else fulfil(state, announced)
}

/** One payment is never ended by a listing, for GitHub does not say how long it lists it; nor what it cannot see. */
function endsByAbsence(state: State, moment: Moment): boolean {
  const fact = state.current?.fact
  if (!fact || fact.oneTime) return false
  return moment.view === 'full' || !fact.private
}

/** What was announced comes true at its date, unless what is seen after that date says otherwise. */
function settleAnnouncement(state: State, moment: Moment): void {
  const announced = state.announced
  if (!announced || announced.effectiveAt > moment.at) return
  if (moment.says === 'absent' && !endsByAbsence(state, moment)) return
  state.announced = null
  const refuted =
    moment.says === 'is' && !(announced.fact && moment.fact && sameWorth(announced.fact, moment.fact))
  if (!refuted) fulfil(state, announced)
}

function fulfil(state: State, announced: Announcement): void {
  if (announced.fact) change(state, announced.fact, announced.effectiveAt, announced)
  else end(state, announced.effectiveAt, 'word')
}

function confirm(state: State, seen: Fact, { at, learnedAt }: Pick<Moment, 'at' | 'learnedAt'>): void {
  state.checkedAt = Math.max(state.checkedAt, at)
  const current = state.current
  if (!current) {
    begin(state, seen, { at, learnedAt })
    return
  }
  const fact = withKnownAmount(seen, current.fact)
  if (sameState(current.fact, fact)) {
    const untilAt = lapsedSince(current.fact, fact, current.seenAt, at)
    current.fact = { ...fact, startedAt: fact.startedAt ?? current.fact.startedAt, untilAt }
    current.seenAt = at
    current.learnedAt = Math.min(current.learnedAt, learnedAt)
    return
  }
  if (!sameWorth(current.fact, fact)) state.announced = null
  const changedAt =
    fact.sinceAt !== null && fact.sinceAt > current.seenAt && fact.sinceAt <= at ? fact.sinceAt : at
  change(state, fact, changedAt, { learnedAt, seenAt: at })
}

/** Periods go on beginning while nobody pays: the first that was not paid is the end, however many follow. */
function lapsedSince(before: Fact, now: Fact, beforeAt: number, at: number): number | null {
  if (now.worth.kind !== 'prices' || before.untilAt === null || now.untilAt === null) return now.untilAt
  const lapsed = before.untilAt <= beforeAt && now.untilAt <= at
  return lapsed ? Math.min(before.untilAt, now.untilAt) : now.untilAt
}

/** A new state after none: valid since the source says so, but never over what is known to have ended. */
function begin(state: State, fact: Fact, moment: Pick<Moment, 'at' | 'learnedAt'>): void {
  const { at, learnedAt } = moment
  const last = state.intervals.at(-1)
  const saidAt = fact.sinceAt ?? fact.startedAt ?? at
  if (!last || last.untilAt === null) {
    if (!last) beforeThisTier(state, fact, learnedAt)
    state.current = { fact, sinceAt: saidAt, seenAt: at, learnedAt }
    return
  }
  if (last.endedBy === 'absence' && fact.startedAt !== null && fact.startedAt <= last.sinceAt) {
    // A listing left out somebody who, by the source's own date, had never stopped.
    state.intervals.pop()
    state.current = {
      fact: { ...last, sinceAt: last.sinceAt, untilAt: null },
      sinceAt: last.sinceAt,
      seenAt: last.sinceAt,
      learnedAt: last.learnedAt,
    }
    confirm(state, fact, moment)
    return
  }
  state.current = { fact, sinceAt: saidAt >= last.untilAt ? saidAt : at, seenAt: at, learnedAt }
}

/** Sponsoring for longer than in the present tier: before that, the amount is unknown. */
function beforeThisTier(state: State, fact: Fact, learnedAt: number): void {
  const { startedAt, sinceAt, worth } = fact
  if (startedAt === null || sinceAt === null || startedAt >= sinceAt) return
  if (worth.kind !== 'amount' || fact.oneTime) return
  const before: Fact = { ...fact, worth: { kind: 'amount', cents: null }, untilAt: sinceAt }
  const known = { scope: state.scope, checkedAt: 0, learnedAt, endedBy: 'word' as const }
  state.intervals.push({ ...before, sinceAt: startedAt, ...known })
}

function change(
  state: State,
  fact: Fact,
  changedAt: number,
  { learnedAt, seenAt = changedAt }: { learnedAt: number; seenAt?: number },
): void {
  const from = Math.max(changedAt, state.current?.sinceAt ?? changedAt)
  if (state.current) close(state, earliest(from, state.current.fact.untilAt), 'word')
  state.current = { fact, sinceAt: from, seenAt, learnedAt }
}

function end(state: State, at: number, endedBy: Ended): void {
  state.checkedAt = Math.max(state.checkedAt, at)
  if (!state.current || state.current.fact.oneTime) return
  close(state, earliest(at, state.current.fact.untilAt), endedBy)
}

function close(state: State, untilAt: number | null, endedBy: Ended): void {
  if (!state.current) return
  const { fact, sinceAt, seenAt, learnedAt } = state.current
  const known = { scope: state.scope, checkedAt: seenAt, learnedAt }
  state.intervals.push({ ...fact, sinceAt, untilAt, ...known, endedBy })
  state.current = null
}

/** An amount that cannot be seen now is still the amount that was seen last: unknown is not no. */
function withKnownAmount(seen: Fact, known: Fact): Fact {
  if (seen.worth.kind !== 'amount' || seen.worth.cents !== null) return seen
  return known.worth.kind === 'amount' ? { ...seen, worth: known.worth } : seen
}

function sameWorth(a: Fact, b: Fact): boolean {
  return JSON.stringify(a.worth) === JSON.stringify(b.worth)
}

function earliest(at: number, statedEnd: number | null): number {
  return statedEnd === null ? at : Math.min(at, statedEnd)
}
