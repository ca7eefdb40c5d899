// Picks the confidence from which on answers are precise enough, by a lower bound instead of luck.

/** What became of one question that was not fitted on. */
export interface Outcome {
  group: string
  family: string
  fold: number
  confidence: number
  /** Place of the first right article in the ranking, -1 without one. */
  place: number
  /** Whether an article answers the question at all. */
  answerable: boolean
}

export type Bars = Record<string, Array<[precision: number, confidence: number]>>

export const PRECISIONS = [0.8, 0.9, 0.95, 0.97, 0.98, 0.99]

/** Bars are set on these groups; the others (half of the articles missing in a narrow field, say) are reported only. */
const JUDGED = /^(?:askubuntu|clusters|clinc|clinc-seen|clinc-few|product-..|xquad-half-..)$/
/** About two in five confident "errors" by users' duplicate marks do answer the question; only one in four is trusted to. */
const MISTAKEN: Record<string, number> = { askubuntu: 0.75, clusters: 0.75 }
/** At most this share of questions from a foreign topic may be answered at 0.95; in proportion elsewhere. */
const FOREIGN = 0.002
const HIGHEST = 0.99
/** Questions from which on the lower bound says more about the matcher than about how few they are. */
const ENOUGH = 1_000

/**
 * For each family of languages the least confidence that keeps a precision. All languages together must keep it by the
 * one-sided 95 % Wilson bound; each family for itself must keep it with half of a percent to spare.
 */
export function barsOf(outcomes: Outcome[]): Bars {
  const judged = outcomes.filter(({ group }) => JUDGED.test(group))
  const foreign = outcomes.filter(({ group }) => group === 'foreign')
  const bars: Bars = {}
  for (const family of [...new Set(judged.map((one) => one.family))].sort()) {
    const mine = judged.filter((one) => one.family === family)
    const own = new Set(mine.map(kindOf))
    const pool = judged.filter((one) => own.has(kindOf(one)))
    let last = 0.5
    bars[family] = PRECISIONS.map((precision) => {
      const bar = Math.max(
        last,
        kindsOf(pool)
          .filter(({ length }) => length >= ENOUGH)
          .reduce((most, kind) => Math.max(most, barFor(kind, precision, wilson)), 0),
        kindsOf(mine).reduce((most, kind) => Math.max(most, barFor(kind, precision, plainly)), 0),
        quietFor(foreign, (FOREIGN * (1 - precision)) / 0.05),
      )
      last = Math.min(HIGHEST, Math.ceil(bar * 1e3) / 1e3)
      return [precision, last]
    })
  }
  bars.other = strictest(Object.values(bars))
  return bars
}

/** One-sided 95 % Wilson lower bound of a share. */
export function wilson(good: number, all: number): number {
  const z = 1.6449
  const share = good / all
  const middle = share + (z * z) / (2 * all)
  const spread = z * Math.sqrt((share * (1 - share)) / all + (z * z) / (4 * all * all))
  return (middle - spread) / (1 + (z * z) / all)
}

/** Groups whose precision is kept apart: users' marks, intents, products' articles, paragraphs. */
function kindsOf(outcomes: Outcome[]): Outcome[][] {
  return [...Map.groupBy(outcomes, kindOf).values()]
}

function kindOf({ group }: Outcome): string {
  return group.replace(/^clusters$/, 'askubuntu').replace(/-..$/, '')
}

/** For one family alone there are too few examples for the bound; half of a percent is put on top instead. */
function plainly(good: number, all: number): number {
  return good / all - 0.005
}

/** Least confidence at which `bound` reaches the precision; the highest there is where it never does. */
function barFor(
  outcomes: Outcome[],
  precision: number,
  bound: (good: number, all: number) => number,
): number {
  const sorted = [...outcomes].sort((a, b) => b.confidence - a.confidence)
  let good = 0
  let bar = HIGHEST
  sorted.forEach(({ group, place, confidence }, i) => {
    good += place === 0 ? 1 : 1 - (MISTAKEN[group] ?? 1)
    const last = i + 1 === sorted.length || sorted[i + 1]!.confidence < confidence
    if (last && i >= 19 && bound(good, i + 1) >= precision) bar = confidence
  })
  return bar
}

function quietFor(foreign: Outcome[], share: number): number {
  const sorted = foreign.map(({ confidence }) => confidence).sort((a, b) => b - a)
  return sorted[Math.floor(sorted.length * share)] ?? 0
}

/** For languages that were never seen: the highest bar of all families. */
function strictest(all: Bars[string][]): Bars[string] {
  return PRECISIONS.map((precision, i) => [precision, Math.max(...all.map((bars) => bars[i]![1]))])
}
