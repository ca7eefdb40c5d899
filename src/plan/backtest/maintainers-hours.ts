// When maintainers are there, as their comments show it: whose clock they live by, and their working day.
import { IANAZone } from 'luxon'
import type { MaintainersHours } from '../../report/preview.ts'
import { LIVES } from './days-of-people.ts'
import { PLACES } from './places.ts'

/** Fewer comments than this show nothing. */
const LEAST = 30
/** Of more, the newest are looked at: they show how people live now, and more would tell nothing else. */
const MOST = 5_000
const DAY_MS = 86_400_000
const HALF_HOUR_MS = 1_800_000
const HALVES = 48
const WINDOW = 8

/**
 * Null where too little is known: fewer than 30 comments, or none of eight hours in which surely more of them fall than
 * chance would bring. `all`: instants of comments of maintainers on others' tickets, in any order. `zone`: where it is
 * known, as settings with a calendar tell it.
 */
export function maintainersHours(all: readonly number[], zone?: string): MaintainersHours | null {
  if (all.length < LEAST) return null
  const times = all.length > MOST ? all.toSorted((a, b) => b - a).slice(0, MOST) : all
  const week = zone === undefined ? likeliest(times) : { zone, counts: countsIn(times, zone) }
  const { from, held } = bestWindow(week.counts)
  const share = held / times.length
  if (!isMoreThanChance(share, times.length)) return null
  return {
    zone: week.zone,
    from: clockTime(from),
    to: clockTime(from + WINDOW),
    share,
    comments: times.length,
  }
}

interface LocalWeek {
  zone: string
  counts: readonly number[]
}

/** Two places that differ by less, as the logarithm of how likely each is, tell nothing apart: the first one is taken. */
const TELLING = 1

function likeliest(times: readonly number[]): LocalWeek {
  const weeks = PLACES.map((zone) => ({ zone, counts: countsIn(times, zone) }))
  const scores = weeks.map(({ counts }) => likelihood(counts) + sharpness(counts))
  const best = Math.max(...scores)
  return weeks[scores.findIndex((score) => score > best - TELLING)]!
}

/** Comments by half hour of the local week from Monday. */
function countsIn(times: readonly number[], zone: string): number[] {
  const place = IANAZone.create(zone)
  if (!place.isValid) throw new Error(`Unknown time zone: ${zone}`)
  // Asked once a day: to ask is slow, and clocks change at night.
  const offsets = new Map<number, number>()
  const counts = Array.from({ length: 7 * HALVES }, () => 0)
  for (const at of times) {
    const day = Math.floor(at / DAY_MS)
    let offset = offsets.get(day)
    if (offset === undefined) {
      offset = place.offset((day + 0.5) * DAY_MS) * 60_000
      offsets.set(day, offset)
    }
    const half = Math.floor((at + offset) / HALF_HOUR_MS)
    // The first day of 1970 was a Thursday.
    counts[(((half + 3 * HALVES) % counts.length) + counts.length) % counts.length]! += 1
  }
  return counts
}

/** How likely the comments are in the life that fits them best: at which hours people sleep, work and are free. */
function likelihood(counts: readonly number[]): number {
  const fits = LIVES.map((life) =>
    counts.reduce((sum, count, half) => sum + count * life[Math.floor(half / 2)]!, 0),
  )
  return Math.max(...fits)
}

/**
 * How well each comment is foretold by the hours of the others: better in a place whose clock changes when theirs does,
 * for there their days begin at one time all year.
 */
function sharpness(counts: readonly number[]): number {
  const day = Array.from({ length: HALVES }, (_, half) => sum(counts.filter((_, i) => i % HALVES === half)))
  const total = sum(day)
  return day.reduce(
    (known, count) =>
      count === 0 ? known : known + count * Math.log((count - 0.5) / (total - 1 + HALVES / 2)),
    0,
  )
}

/** Of eight whole hours, Monday to Friday, those that hold the most; where some hold about as many, those nearest to 09:00. */
function bestWindow(counts: readonly number[]): { from: number; held: number } {
  const hours = Array.from({ length: 24 }, (_, hour) =>
    sum([0, 1, 2, 3, 4].flatMap((day) => counts.slice(day * HALVES + 2 * hour, day * HALVES + 2 * hour + 2))),
  )
  const windows = Array.from({ length: 24 - WINDOW + 1 }, (_, from) => ({
    from,
    held: sum(hours.slice(from, from + WINDOW)),
  }))
  const most = Math.max(...windows.map(({ held }) => held))
  const about = windows.filter(({ held }) => held >= most - 0.02 * sum(counts))
  return about.sort((a, b) => Math.abs(a.from - 9) - Math.abs(b.from - 9))[0]!
}

/** Eight hours of five days are 24 % of a week; the best of seventeen such windows is a little more by chance. */
function isMoreThanChance(share: number, comments: number): boolean {
  return share - 2 * Math.sqrt((share * (1 - share)) / comments) > 0.3
}

function clockTime(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
