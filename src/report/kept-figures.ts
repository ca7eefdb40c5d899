// The figures of a ticket as they are kept beside the ledger: short, and read back as of any later moment.

import type { Clock, ClockOutcome } from '../domain/clock.ts'
import { NEED_KINDS } from '../domain/triage.ts'
import type { CountedClock, CountedTicket, TicketFigures } from './figures.ts'

/**
 * A clock. `verdict`: 0 none, 1 met, 2 missed; `tier`: whose promise it is; `dueAt`: when a running clock misses it. What
 * is left out at the end is 0 or null.
 */
export type KeptClock = [
  outcome: number,
  startedAt: number | null,
  wallMs: number,
  calendarMs: number,
  verdict?: number,
  tier?: string | null,
  dueAt?: number | null,
  takenBack?: readonly string[],
]

type KeptAnswer = [slug: string, isLinks: number, helpful: number, unhelpful: number, solved: string | null]

export type KeptTicket = [
  number: number,
  openedAt: number,
  open: number,
  tier: string | null,
  firstResponse: KeptClock,
  nextResponses: readonly KeptClock[],
  resolution: KeptClock,
  answer?: KeptAnswer | null,
  ratings?: readonly number[] | null,
  support?: KeptSupport,
]

/** `need`: place among the kinds, `needSaid`: from 1. What is left out at the end is 0. */
type KeptSupport = [minutes: number, reopened?: number, need?: number, needSaid?: number]

/** Time that counts between two moments in the calendar of the tier at opening. */
export type HoursBetween = (ticket: KeptTicket, fromAt: number, untilAt: number) => number

const OUTCOMES: readonly ClockOutcome[] = [
  'none',
  'running',
  'paused',
  'responded',
  'closed_unanswered',
  'resolved',
  'not_planned',
  'duplicate',
]
const RUNNING = OUTCOMES.indexOf('running')
const [MET, MISSED] = [1, 2]

export function keptTicket(figures: TicketFigures): KeptTicket {
  const { number, openedAt, open, tier, firstResponse, nextResponses, resolution, answer, ratings } = figures
  const support = keptSupport(figures)
  const kept: KeptTicket = [
    number,
    openedAt,
    Number(open),
    tier,
    keptClock(firstResponse),
    nextResponses.map(keptClock),
    keptClock(resolution),
  ]
  if (answer || ratings.length > 0 || support) kept.push(answer && keptAnswer(answer))
  if (ratings.length > 0 || support) kept.push(ratings.length > 0 ? ratings : null)
  if (support) kept.push(support)
  return kept
}

/** Null where there is nothing to keep: most tickets are ordinary. */
function keptSupport({ minutes, reopened, need, needSaid }: TicketFigures): KeptSupport | null {
  const said = needSaid === null ? 0 : NEED_KINDS.indexOf(needSaid) + 1
  const all: [number, number, number, number] = [minutes, reopened, NEED_KINDS.indexOf(need), said]
  const last = all.findLastIndex((one) => one !== 0)
  return last < 0 ? null : (all.slice(0, last + 1) as KeptSupport)
}

function keptClock(clock: Clock): KeptClock {
  const { outcome, startedAt, wallMs, calendarMs, met, missed, holds, takenBack } = clock
  const verdict = missed ? MISSED : met ? MET : 0
  const dueAt = missed ? null : clock.deadlineAt
  const inHours = clock.kind === 'first_response' ? calendarMs : 0
  const kept: KeptClock = [OUTCOMES.indexOf(outcome), startedAt, wallMs, inHours]
  if (verdict !== 0 || dueAt !== null) kept.push(verdict, holds?.tier ?? null)
  if (dueAt !== null) kept.push(dueAt)
  if (takenBack.length > 0) kept.push(...Array(7 - kept.length).fill(null), takenBack)
  return kept
}

function keptAnswer(answer: NonNullable<TicketFigures['answer']>): KeptAnswer {
  const { slug, isLinks, helpful, unhelpful, solved } = answer
  return [slug, Number(isLinks), Number(helpful), Number(unhelpful), solved]
}

/**
 * What was kept as of `toldAt`, as it is at `now`, which is not before: what runs has run on, and a deadline that passed
 * was missed.
 */
export function countedFrom(
  kept: KeptTicket,
  { toldAt, now, hours }: { toldAt: number; now: number; hours: HoursBetween },
): CountedTicket {
  const [number, openedAt, open, tier, first, nexts, resolution, answer, ratings, support] = kept
  const [minutes = 0, reopened = 0, need = 0, said = 0] = support ?? []
  const passed = { ms: now - toldAt, now }
  const firstResponse = clockFrom('first_response', first, passed)
  if (first[0] === RUNNING && now > toldAt) firstResponse.calendarMs += hours(kept, toldAt, now)
  return {
    number,
    openedAt,
    open: open === 1,
    tier,
    firstResponse,
    nextResponses: nexts.map((next) => clockFrom('next_response', next, passed)),
    resolution: clockFrom('resolution', resolution, passed),
    answer: answer ? answerFrom(answer) : null,
    ratings: ratings ?? [],
    minutes,
    reopened,
    need: NEED_KINDS[need]!,
    needSaid: NEED_KINDS[said - 1] ?? null,
  }
}

function clockFrom(kind: Clock['kind'], kept: KeptClock, passed: { ms: number; now: number }): CountedClock {
  const [outcome, startedAt, wallMs, calendarMs, verdict = 0, tier = null, dueAt = null, takenBack = []] =
    kept
  const missed = verdict === MISSED || (dueAt !== null && dueAt <= passed.now)
  const met = verdict === MET
  return {
    kind,
    outcome: OUTCOMES[outcome]!,
    startedAt,
    wallMs: outcome === RUNNING ? wallMs + passed.ms : wallMs,
    calendarMs,
    met,
    missed,
    holds: met || missed ? { tier } : null,
    takenBack,
  }
}

function answerFrom([slug, isLinks, helpful, unhelpful, solved]: KeptAnswer): CountedTicket['answer'] {
  return {
    slug,
    isLinks: isLinks === 1,
    helpful: helpful === 1,
    unhelpful: unhelpful === 1,
    solved: solved === 'confirmed' || solved === 'assumed' ? solved : null,
  }
}
