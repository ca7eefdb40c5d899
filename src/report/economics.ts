// Satisfaction, support cost and efficiency: three formulas, and the numbers they give.

export type Weights = readonly [number, number, number]

/** What is weighed; null: without data. */
export type Parts = readonly [number | null, number | null, number | null]

const SATISFACTION_WEIGHTS: Weights = [0.5, 0.3, 0.2]
const EFFICIENCY_WEIGHTS: Weights = [0.6, 0.3, 0.1]

/**
 * w₁·support quality + w₂·solution effectiveness + w₃·need fulfilment, each score from 0 to 1. A part without data is
 * left out and the other weights are scaled up; null where no part that weighs anything has data.
 */
export function satisfaction(scores: Weights, weights?: Weights): number
export function satisfaction(scores: Parts, weights?: Weights): number | null
export function satisfaction(scores: Parts, weights: Weights = SATISFACTION_WEIGHTS): number | null {
  return weighted(weights, scores)
}

/** The sum of every quantity times its unit cost: hours of work, months of a resource, anything else. */
export function supportCost(items: ReadonlyArray<{ quantity: number; unitCost: number }>): number {
  return exact(items.reduce((sum, { quantity, unitCost }) => sum + quantity * unitCost, 0))
}

export interface EfficiencyInput {
  resolved: number
  /** 0: nothing is known of what was resolved. */
  total: number
  /** Mean time to a response in days; null: nothing was answered. A day or less counts in full. */
  responseDays: number | null
  /** From 0 to 1; null: not known. */
  satisfaction: number | null
}

/** w₁·resolved/total + w₂·1/(response time in days), capped at 1, + w₃·satisfaction; parts as in `satisfaction`. */
export function efficiency(
  { resolved, total, responseDays, satisfaction: satisfied }: EfficiencyInput,
  weights: Weights = EFFICIENCY_WEIGHTS,
): number | null {
  const quickness = responseDays === null ? null : responseDays <= 1 ? 1 : 1 / responseDays
  return weighted(weights, [total === 0 ? null : resolved / total, quickness, satisfied])
}

function weighted(weights: Weights, parts: Parts): number | null {
  let [all, known, value] = [0, 0, 0]
  for (const [place, part] of parts.entries()) {
    const weight = weights[place]!
    all += weight
    if (part === null) continue
    known += weight
    value += weight * part
  }
  if (known === 0) return null
  return exact(known === all ? value : (value * all) / known)
}

/** Binary fractions make 0.83 into 0.8300000000000001; twelve significant digits are more than anybody measured. */
function exact(value: number): number {
  return Number(value.toPrecision(12))
}
