// What one customer's tickets of a month came to: each promise with its clock, what was kept, and the time it took. Pure.
import type { Clock, ClockKind, ClockOutcome } from '../domain/clock.ts'
import type { PromiseDuration } from '../domain/settings.ts'
import type { Span, TicketStory } from '../domain/story.ts'
import type { NeedKind, Severity, SpentTime } from '../domain/triage.ts'

/** ms, the end exclusive. */
export interface StatementTime {
  fromAt: number
  toAt: number
}

/** `neither`: nothing was promised, or it ended as no response. */
export type PromiseResult = 'kept' | 'missed' | 'runs' | 'paused' | 'neither'

export interface StatementClock {
  kind: ClockKind
  startedAt: number
  /** When it ended; null while it runs or stands still. */
  endedAt: number | null
  outcome: ClockOutcome
  /** The one that holds; null: nothing is owed. */
  promise: { tier: string | null; target: PromiseDuration; calendar: string; dueAt: number | null } | null
  result: PromiseResult
  /** When it was kept or missed. */
  decidedAt: number | null
  wallMs: number
  /** Waiting for the requester. */
  pausedMs: number
}

export interface StatementTicket {
  /** `owner/name`. */
  repository: string
  number: number
  url: string
  title: string
  /** Login. */
  requester: string
  openedAt: number
  open: boolean
  /** At opening; null: community. */
  tier: string | null
  need: NeedKind
  severity: Severity | null
  /** Spent in the time. */
  minutes: number
  /** Those that ran in the time, oldest first. */
  clocks: StatementClock[]
}

export interface Statement {
  /** As the contract has it, or `@login`. */
  customer: string
  /** Login of the owner of the repositories. */
  owner: string
  /** `2026-11`. */
  month: string
  /** As of when clocks are told: the end of the month, or now. */
  asOfAt: number
  /** Of the customer in the month, highest first. */
  tiers: string[]
  /** Logins that it covered in the month. */
  accounts: string[]
  tickets: StatementTicket[]
  /** Promises that were kept or missed in the month. */
  kept: number
  missed: number
  minutes: number
}

export interface StatementInput
  extends Omit<StatementTicket, 'minutes' | 'clocks' | 'openedAt' | 'open' | 'title' | 'number'> {
  story: TicketStory
  clocks: readonly Clock[]
  spent: readonly SpentTime[]
  /** When its requester was a customer; null: whenever. */
  covered: readonly Span[] | null
  /** As of when the clocks are. */
  asOfAt: number
}

/** Null where it was no ticket of the customer, or nothing of it is in the time. */
export function statementTicket(
  { story, clocks, spent, covered, asOfAt, ...told }: StatementInput,
  time: StatementTime,
): StatementTicket | null {
  const minutes = spent.filter(({ at }) => isIn(at, time)).reduce((sum, one) => sum + one.minutes, 0)
  const ran = clocks.filter((clock) => hasRun(clock, time))
  const isNews = isIn(story.openedAt, time) || ran.length > 0 || minutes !== 0
  if (!isNews || !isCovered(story.openedAt, clocks, covered)) return null
  const { number, title } = story.ticket
  return {
    ...told,
    number,
    title,
    openedAt: story.openedAt,
    open: story.open && !story.gone,
    minutes,
    clocks: ran.map((clock) => statementClock(clock, story, asOfAt)),
  }
}

function isIn(at: number, { fromAt, toAt }: StatementTime): boolean {
  return at >= fromAt && at < toAt
}

function hasRun({ startedAt, stoppedAt }: Clock, { fromAt, toAt }: StatementTime): boolean {
  return startedAt !== null && startedAt < toAt && (stoppedAt === null || stoppedAt >= fromAt)
}

/** Its requester was a customer at some time between its opening and the end of its last clock. */
function isCovered(openedAt: number, clocks: readonly Clock[], covered: readonly Span[] | null): boolean {
  if (covered === null) return true
  const ends = clocks.filter(({ startedAt }) => startedAt !== null).map(({ stoppedAt }) => stoppedAt)
  const untilAt = ends.includes(null) ? Number.POSITIVE_INFINITY : Math.max(openedAt, ...ends.map(Number))
  return covered.some((span) => span.fromAt <= untilAt && (span.untilAt === null || span.untilAt > openedAt))
}

const STANDING: ReadonlySet<ClockOutcome> = new Set(['running', 'paused'])

function statementClock(clock: Clock, { pauses }: TicketStory, asOfAt: number): StatementClock {
  const { kind, outcome, holds, met, missed, missedAt, wallMs, stoppedAt } = clock
  const startedAt = clock.startedAt ?? 0
  const pausedIn = { fromAt: startedAt, untilAt: outcome === 'paused' ? asOfAt : (stoppedAt ?? asOfAt) }
  return {
    kind,
    startedAt,
    endedAt: STANDING.has(outcome) ? null : stoppedAt,
    outcome,
    promise: holds && {
      tier: holds.tier,
      target: holds.target,
      calendar: holds.calendar,
      dueAt: missed ? missedAt : (clock.deadlineAt ?? holds.dueAt),
    },
    result: resultOf(clock),
    decidedAt: missed ? missedAt : met ? stoppedAt : null,
    wallMs,
    // A first response is owed however long the requester takes.
    pausedMs: kind === 'first_response' ? 0 : pauses.reduce((sum, span) => sum + overlap(span, pausedIn), 0),
  }
}

function resultOf({ met, missed, holds, outcome }: Clock): PromiseResult {
  if (missed) return 'missed'
  if (met) return 'kept'
  if (holds === null || !STANDING.has(outcome)) return 'neither'
  return outcome === 'paused' ? 'paused' : 'runs'
}

function overlap(span: Span, within: { fromAt: number; untilAt: number }): number {
  const untilAt = Math.min(span.untilAt ?? within.untilAt, within.untilAt)
  return Math.max(0, untilAt - Math.max(span.fromAt, within.fromAt))
}

/** A promise counts in the month in which it was kept or missed, so that it counts once. */
export function statementOf(
  head: Omit<Statement, 'tickets' | 'kept' | 'missed' | 'minutes'>,
  tickets: readonly StatementTicket[],
  time: StatementTime,
): Statement {
  const decided = tickets
    .flatMap(({ clocks }) => clocks)
    .filter(({ decidedAt }) => decidedAt !== null && isIn(decidedAt, time))
  return {
    ...head,
    tickets: tickets.toSorted((a, b) => a.openedAt - b.openedAt || a.number - b.number),
    kept: decided.filter(({ result }) => result === 'kept').length,
    missed: decided.filter(({ result }) => result === 'missed').length,
    minutes: tickets.reduce((sum, ticket) => sum + ticket.minutes, 0),
  }
}
