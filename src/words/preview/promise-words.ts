// A promise in words, and what would have become of it.
import type { ClockKind } from '../../domain/clock.ts'
import type { PromiseDuration } from '../../domain/settings.ts'
import { KEPT, LEAST_JUDGED, type PromiseShare } from '../../report/preview.ts'
import { percent } from '../replay-words.ts'
import { plural, share } from '../tables.ts'

const UNITS = { m: 'minute', h: 'hour', d: 'day', w: 'week' } as const

const CLOCKS: Record<ClockKind, string> = {
  first_response: 'first response',
  next_response: 'next response',
  resolution: 'resolution',
}

export function clockWords(clock: ClockKind): string {
  return CLOCKS[clock]
}

/** `8 hours`, `1 working day`. */
export function targetWords({ target, calendar }: Pick<PromiseShare, 'target' | 'calendar'>): string {
  const isWorkingTime = target.unit === 'd' && calendar !== 'always'
  return plural(target.amount, `${isWorkingTime ? 'working ' : ''}${UNITS[target.unit]}`)
}

/** As settings have it: `8h`. */
export function targetCode({ amount, unit }: PromiseDuration): string {
  return `${amount}${unit}`
}

/** `around the clock`, `on Mon–Fri 09:00–17:00 (Europe/Berlin)`. */
export function hoursWords({ calendar, hours }: Pick<PromiseShare, 'calendar' | 'hours'>): string {
  return calendar === 'always' ? 'around the clock' : `on ${hours.replace(/, ([\w+\-/]+)$/, ' ($1)')}`
}

/** `97 % of 143`, and a word about it where those are few. */
export function keptWords({ met, missed }: Pick<PromiseShare, 'met' | 'missed'>): string {
  const due = met + missed
  if (due === 0) return 'nothing was due'
  return `${share(met, due)} of ${due}${due < LEAST_JUDGED ? ', too few to rely on' : ''}`
}

/** "You could promise a first response within … and would have kept it for 97 % of 143 tickets." */
export function couldPromise(promise: PromiseShare): string {
  const { clock, met, missed } = promise
  const within = `${targetWords(promise)} ${hoursWords(promise)}`
  return `You could promise a ${clockWords(clock)} within ${within} and would have kept it for ${share(met, met + missed)} of ${plural(met + missed, 'ticket')}.`
}

/** Why nothing is recommended. */
export function noPromiseYet(grid: readonly PromiseShare[]): string {
  const known = grid.filter((one) => one.share !== null)
  const best = known.toSorted((a, b) => b.share! - a.share!)[0]
  if (!best) return 'There is nothing yet to judge a promise by.'
  if (best.met + best.missed < LEAST_JUDGED || best.share! >= KEPT)
    return `Too little is known to recommend a promise: only ${plural(best.met + best.missed, 'ticket')} can be judged.`
  const kept = `${share(best.met, best.met + best.missed)} of ${plural(best.met + best.missed, 'ticket')}`
  return `None of the usual promises would have been kept for ${percent(KEPT)} of the tickets. Nearest comes a ${clockWords(best.clock)} within ${targetWords(best)} ${hoursWords(best)}, kept for ${kept}.`
}

export function isSamePromise(one: PromiseShare, other: PromiseShare | null): boolean {
  return (
    other !== null &&
    one.tier === other.tier &&
    one.clock === other.clock &&
    one.calendar === other.calendar &&
    targetCode(one.target) === targetCode(other.target)
  )
}
