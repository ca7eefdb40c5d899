// Picks the confidence from which on answers are precise enough, by a lower bound instead of luck.

export interface Outcome {
  confidence: number
  right: boolean
  /** Whether an article answers the question at all. */
  answerable: boolean
}

/** One-sided 95 % Wilson lower bound of a share. */
export function wilson(good: number, all: number): number {
  if (all === 0) return 0
  const z = 1.6449
  const share = good / all
  const middle = share + (z * z) / (2 * all)
  const spread = z * Math.sqrt((share * (1 - share)) / all + (z * z) / (4 * all * all))
  return (middle - spread) / (1 + (z * z) / all)
}

/**
 * Least confidence at which the lower bound of the precision reaches what is asked; null where it never does.
 * @param mistaken share of the wrong answers that really are wrong, where labels are known to be incomplete
 */
export function barFor(outcomes: Outcome[], precision: number, mistaken = 1): number | null {
  const sorted = [...outcomes].sort((a, b) => b.confidence - a.confidence)
  let good = 0
  let bar: number | null = null
  sorted.forEach(({ right, confidence }, i) => {
    good += right ? 1 : 1 - mistaken
    const last = i + 1 === sorted.length || sorted[i + 1]!.confidence < confidence
    if (last && wilson(good, i + 1) >= precision) bar = confidence
  })
  return bar
}

/** Precision over what is answered, and coverage over what could be answered, both in percent. */
export function shown(outcomes: Outcome[], bar: number): string {
  const answered = outcomes.filter(({ confidence }) => confidence >= bar)
  const right = answered.filter(({ right }) => right).length
  const answerable = outcomes.filter(({ answerable }) => answerable).length
  const coverage = answerable === 0 ? `${answered.length} of ${outcomes.length}` : percent(right / answerable)
  return `${answered.length === 0 ? '–' : percent(right / answered.length)} at ${coverage}`
}

function percent(share: number): string {
  return (100 * share).toFixed(1)
}
