// What a deliberate correction of the past makes of promises and figures, in a line each.
import type { CorrectedPromise } from '../../report/corrections.ts'
import type { FigureChange } from '../../report/figure-changes.ts'
import { humanDuration } from '../durations.ts'

/** `#12 first response (pro): missed → kept`. */
export function describeChange({
  number,
  clock,
  tier,
  was,
  is,
}: Omit<CorrectedPromise, 'startedAt'>): string {
  const word = (verdict: string | null) => verdict ?? 'nothing'
  return `#${number} ${spaced(clock)} (${tier ?? 'community'}): ${word(was)} → ${word(is)}`
}

/** `pro, first response: met 0 → 1, missed 1 → 0`: a line for what belongs together. */
export function describeFigures(changes: readonly FigureChange[]): string[] {
  const lines = new Map<string, string[]>()
  for (const { tier, figure, was, is } of changes) {
    const [name = '', group] = figure.split('.').reverse()
    const about = group === undefined ? tier : `${tier}, ${spaced(group)}`
    const said = `${spaced(name.replace(/_seconds$/, ''))} ${shown(name, was)} → ${shown(name, is)}`
    lines.set(about, [...(lines.get(about) ?? []), said])
  }
  return [...lines].map(([about, said]) => `${about}: ${said.join(', ')}`)
}

function shown(name: string, value: number | null): string {
  if (value === null) return 'unknown'
  return name.endsWith('_seconds') ? humanDuration(value) : String(value)
}

function spaced(name: string): string {
  return name.replaceAll('_', ' ')
}
