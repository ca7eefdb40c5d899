// What the metrics comment tells of a repository's own bar: why Firstline answers less there than the settings ask for.
import type { OwnBar } from '../../domain/learned.ts'
import { humanDay } from '../durations.ts'

/** Null where the shipped bar holds. */
export function ownBarSection(bar: OwnBar | null, zone: string): string | null {
  if (bar === null) return null
  const { judged, right, sinceAt, precision, atLeast } = bar
  const since = humanDay(sinceAt, zone)
  const found = `Of ${judged} answers since ${since} that somebody judged, ${right} ${right === 1 ? 'was' : 'were'} right: fewer than the ${percent(precision)} that \`precision\` asks for.`
  return atLeast >= 1
    ? `${found} Until that is better, none is posted without a maintainer.`
    : `${found} Until that is better, only answers that are at least ${percent(atLeast)} sure are posted.`
}

function percent(share: number): string {
  return `${Math.floor(share * 1000 + 1e-6) / 10} %`
}
