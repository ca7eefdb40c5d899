// Picks the confidence from which on answers are precise enough, by a lower bound instead of luck.
import type { Bars, Fit, Style } from '../src/knowledge/model.ts'

/** What became of one question that was not fitted on. */
export interface Outcome {
  group: string
  family: string
  /** Probability that the first is right, and that one of the first three is. */
  confidence: number
  help: number
  /** Place of the first right article in the ranking, -1 without one. */
  place: number
  /** Whether an article answers the question at all. */
  answerable: boolean
}

const PRECISIONS = [0.8, 0.9, 0.95, 0.97, 0.98, 0.99]
const SHARES = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95]

/** Bars are set on these groups; the others (half of the articles missing in a narrow field, say) are reported only. */
const JUDGED = /^(?:askubuntu|clusters|clinc|clinc-few|product(?:-..)?|xquad-half(?:-..)?|glossed-.*)$/
/** At most this share of questions from a foreign topic may be answered at 0.95; in proportion elsewhere. */
const FOREIGN = 0.002
const HIGHEST = 0.99
/** At most this share of questions without an answer is offered anything at 0; half of it at 0.5. */
const NEEDLESS = 0.1
/** Questions from which on the lower bound says more about the matcher than about how few they are. */
const ENOUGH = 1_000
/** The developer half is the harder one, paragraphs most of all: what is kept there by so much less is kept elsewhere. */
const EASIER = 0.02
const EASIER_TOLD = 0.03

/**
 * Documentation: the probabilities themselves. Its developer set was made of the hardest questions, and what is fitted
 * on it is careful with other projects (docs/matching.md), so that a bar by its own precision would never speak.
 */
const DOCS_BARS: Bars = [
  [0.8, 0.4],
  [0.9, 0.5],
  [0.95, 0.7],
  [0.97, 0.8],
  [0.98, 0.85],
  [0.99, 0.9],
]
/** Without the sentence model the same probability keeps less. */
const WORDS_ALONE = 0.1
const DOCS_OFFERS: Bars = [
  [0.5, 0.36],
  [0.6, 0.45],
  [0.7, 0.55],
  [0.8, 0.65],
  [0.9, 0.75],
  [0.95, 0.85],
]

/** @param isSpoken whether the sentence model was heard */
export function barsOf(outcomes: Outcome[], style: Style, isSpoken: boolean): Fit['bars'] {
  const foreign = Map.groupBy(
    outcomes.filter(({ group }) => group === 'foreign'),
    ({ family }) => family,
  )
  const quiet = (family: string, precision: number) =>
    quietFor(foreign.get(family) ?? [], (FOREIGN * (1 - precision)) / 0.05)
  return style === 'docs' ? docsBars(isSpoken, quiet) : familyBars(outcomes, style, quiet)
}

type Quiet = (family: string, precision: number) => number

function docsBars(isSpoken: boolean, quiet: Quiet): Fit['bars'] {
  const other = DOCS_BARS.map(([precision, spoken]): Bars[number] => {
    const bar = isSpoken ? spoken : spoken + WORDS_ALONE
    return [precision, Math.min(HIGHEST, upward(Math.max(bar, quiet('en', precision))))]
  })
  return { other }
}

/**
 * For each family of languages the least confidence that keeps a precision: by the one-sided 95 % Wilson bound over all
 * that is enough for one, a family's own few questions as they are.
 */
function familyBars(outcomes: Outcome[], style: Style, quiet: Quiet): Fit['bars'] {
  const judged = outcomes.filter(({ group }) => JUDGED.test(group))
  const easier = style === 'told' ? EASIER_TOLD : EASIER
  const bars: Fit['bars'] = {}
  for (const family of [...new Set(judged.map((one) => one.family))].sort()) {
    const mine = judged.filter((one) => one.family === family)
    const own = new Set(mine.map(kindOf))
    const kinds = [...kindsOf(judged.filter((one) => own.has(kindOf(one)))), ...kindsOf(mine)]
    let last = 0.5
    bars[family] = PRECISIONS.map((precision) => {
      const least = precision - easier * Math.min(1, (1 - precision) / 0.05)
      const reached = kinds.map((kind) => barFor(kind, least, boundOf(kind)))
      last = Math.min(HIGHEST, upward(Math.max(last, ...reached, quiet(family, precision))))
      return [precision, last]
    })
  }
  bars.other ??= strictest(Object.values(bars))
  return bars
}

/** The least probability of help that keeps a share; over all languages, for an offer says that it may not help. */
export function offersOf(outcomes: Outcome[], style: Style): Bars {
  if (style === 'docs') return DOCS_OFFERS
  const judged = outcomes.filter(({ group }) => JUDGED.test(group))
  const asOffers = judged.map((one) => {
    const helps = one.place >= 0 && one.place < 3
    return { ...one, confidence: one.help, place: helps ? 0 : -1 }
  })
  const needless = asOffers.filter((one) => !one.answerable)
  let last = 0.3
  return SHARES.map((share) => {
    const quiet = quietFor(needless, NEEDLESS * (1 - share))
    const bar = Math.max(last, quiet, ...kindsOf(asOffers).map((kind) => barFor(kind, share, boundOf(kind))))
    last = Math.min(HIGHEST, upward(bar))
    return [share, last]
  })
}

/** A bar of three digits that lets no more through. */
function upward(bar: number): number {
  return Math.ceil(bar * 1e3 - 1e-6) / 1e3
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
  if (group.startsWith('glossed-')) return 'glossed'
  return group.replace(/^clusters$/, 'askubuntu').replace(/-..$/, '')
}

function boundOf({ length }: Outcome[]) {
  return length < ENOUGH ? plain : wilson
}

function plain(good: number, all: number): number {
  return good / all
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
  sorted.forEach(({ place, confidence }, i) => {
    if (place === 0) good++
    const last = i + 1 === sorted.length || sorted[i + 1]!.confidence < confidence
    if (last && i >= 19 && bound(good, i + 1) >= precision) bar = confidence
  })
  return bar
}

function quietFor(foreign: Outcome[], share: number): number {
  const sorted = foreign.map(({ confidence }) => confidence).sort((a, b) => b - a)
  // Of a few hundred one says nothing yet.
  return sorted[Math.max(1, Math.floor(sorted.length * share))] ?? 0
}

/** For languages that were never seen: the highest bar of all families. */
function strictest(all: Bars[]): Bars {
  return PRECISIONS.map((precision, i) => [precision, Math.max(...all.map((bars) => bars[i]![1]))])
}
