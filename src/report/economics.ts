// Satisfaction, support cost and efficiency: three formulas, and the numbers they give.

export type Weights = readonly [number, number, number]

const SATISFACTION_WEIGHTS: Weights = [0.5, 0.3, 0.2]
const EFFICIENCY_WEIGHTS: Weights = [0.6, 0.3, 0.1]

/** w₁·support quality + w₂·solution effectiveness + w₃·need fulfilment, each score from 0 to 1. */
export function satisfaction(scores: Weights, weights: Weights = SATISFACTION_WEIGHTS): number {
  return exact(weighted(weights, scores))
}

/** The sum of every quantity times its unit cost: hours of work, months of a resource, anything else. */
export function supportCost(items: ReadonlyArray<{ quantity: number; unitCost: number }>): number {
  return exact(items.reduce((sum, { quantity, unitCost }) => sum + quantity * unitCost, 0))
}

export interface EfficiencyInput {
  resolved: number
  /** More than 0. */
  total: number
  /** Mean time to a response in days. A day or less counts in full. */
  responseDays: number
  /** From 0 to 1. */
  satisfaction: number
}

/** w₁·resolved/total + w₂·1/(response time in days), capped at 1, + w₃·satisfaction. */
export function efficiency(input: EfficiencyInput, weights: Weights = EFFICIENCY_WEIGHTS): number {
  const quickness = input.responseDays <= 1 ? 1 : 1 / input.responseDays
  return exact(weighted(weights, [input.resolved / input.total, quickness, input.satisfaction]))
}

function weighted(weights: Weights, values: Weights): number {
  return weights[0] * values[0] + weights[1] * values[1] + weights[2] * values[2]
}

/** Binary fractions make 0.83 into 0.8300000000000001; twelve significant digits are more than anybody measured. */
function exact(value: number): number {
  return Number(value.toPrecision(12))
}
