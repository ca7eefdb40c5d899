// Promises that are tried on the past as a Mermaid chart that reads on a phone, and the same numbers in a table.
import { KEPT, type PromiseShare } from '../../report/preview.ts'
import { unbroken } from '../durations.ts'
import { isSamePromise, targetWords } from '../preview/promise-words.ts'
import { percent } from '../replay-words.ts'
import { MARKED, MEASURED, type MermaidBar, mermaidBars } from '../report/mermaid-bars.ts'
import { safeInline } from '../safe-text.ts'
import { markdownTable, share } from '../tables.ts'

/** Null where nothing was due under any of them. */
export function promiseChart(
  grid: readonly PromiseShare[],
  recommended: PromiseShare | null,
): { chart: string; table: string } | null {
  const known = grid.filter((one) => one.share !== null)
  if (known.length === 0) return null
  const bars = known.map(
    (one): MermaidBar => ({
      name: shortName(one),
      value: Math.floor((one.share ?? 0) * 1_000) / 10,
      color: isSamePromise(one, recommended) ? MARKED : MEASURED,
    }),
  )
  return {
    chart: mermaidBars('First responses in time, in percent', bars, 100),
    table: tableOf(known, recommended),
  }
}

function shortName(one: PromiseShare): string {
  const { target } = one
  return `${target.amount} ${target.unit}, ${shortHours(one)}: ${keptShare(one)}`
}

function tableOf(known: readonly PromiseShare[], recommended: PromiseShare | null): string {
  const rows = known.map((one) => {
    const isIt = isSamePromise(one, recommended)
    const told = (text: string) => (isIt ? `**${safeInline(text)}**` : safeInline(text))
    return [
      `${told(targetWords(one))}${isIt ? ' ✓' : ''}`,
      unbroken(shortHours(one)),
      unbroken(told(keptShare(one))),
      unbroken(`${one.met} of ${one.met + one.missed}`),
    ]
  })
  return markdownTable(['Within', 'Hours', 'In time', 'Tickets'], rows, 'text')
}

/** What the office hours are stands below the table. */
function shortHours({ calendar }: PromiseShare): string {
  return calendar === 'always' ? 'always' : 'office hours'
}

function keptShare({ met, missed }: PromiseShare): string {
  return share(met, met + missed)
}

/** What is aimed at. */
export const AIM = percent(KEPT)
