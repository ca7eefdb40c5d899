// Fits small linear models by full-batch gradient descent: a listwise ranker and a logistic classifier.
import type { Signals } from '../src/knowledge/signals.ts'

export type Weights = Record<string, number>

/** One question's candidates; `right` are the numbers of those that answer it. */
export interface Listing {
  candidates: Signals[]
  right: number[]
  weight?: number
}

/** Weights under which a softmax over the candidates puts most probability on the right ones. */
export function fitRanker(listings: Listing[], names: string[], l2 = 1e-3, steps = 300): Weights {
  const usable = listings
    .filter(({ right }) => right.length > 0)
    .map(({ candidates, right, weight = 1 }) => ({
      rows: flat(candidates, names),
      isRight: candidates.map((_, i) => right.includes(i)),
      weight,
    }))
  const width = names.length
  return minimise(names, steps, l2, (w, gradient) => {
    let total = 0
    for (const { rows, isRight, weight } of usable) {
      const exps = isRight.map((_, i) => product(rows, i * width, w))
      const top = Math.max(...exps)
      let all = 0
      let good = 0
      for (let i = 0; i < exps.length; i++) {
        exps[i] = Math.exp(exps[i]! - top)
        all += exps[i]!
        if (isRight[i]) good += exps[i]!
      }
      total += weight
      for (let i = 0; i < exps.length; i++) {
        const pull = weight * (exps[i]! / all - (isRight[i] ? exps[i]! / good : 0))
        for (let k = 0; k < width; k++) gradient[k]! += pull * rows[i * width + k]!
      }
    }
    return total
  })
}

/** Row by row, in the order of the names. */
function flat(rows: Signals[], names: string[]): Float64Array {
  const values = new Float64Array(rows.length * names.length)
  for (const [i, signals] of rows.entries())
    for (const [k, name] of names.entries()) values[i * names.length + k] = signals[name] ?? 0
  return values
}

function product(rows: Float64Array, from: number, weights: Float64Array): number {
  let sum = 0
  for (let k = 0; k < weights.length; k++) sum += rows[from + k]! * weights[k]!
  return sum
}

export interface Example {
  signals: Signals
  right: boolean
  weight?: number
}

/** Logistic regression with a bias; signals are scaled to unit variance while fitting. */
export function fitLogistic(examples: Example[], names: string[], l2 = 1e-3, steps = 500): Weights {
  const all = ['bias', ...names]
  const width = all.length
  const rows = flat(
    examples.map(({ signals }) => ({ ...signals, bias: 1 })),
    all,
  )
  const scale = scaled(rows, width)
  const fitted = minimise(all, steps, l2, (w, gradient) => {
    let total = 0
    for (const [i, { right, weight = 1 }] of examples.entries()) {
      const z = product(rows, i * width, w)
      const pull = weight * (1 / (1 + Math.exp(-z)) - (right ? 1 : 0))
      total += weight
      for (let k = 0; k < width; k++) gradient[k]! += pull * rows[i * width + k]!
    }
    return total
  })
  const weights: Weights = { bias: fitted.bias! }
  for (const [k, name] of names.entries()) {
    const { mean, deviation } = scale[k + 1]!
    weights[name] = fitted[name]! / deviation
    weights.bias! -= (fitted[name]! * mean) / deviation
  }
  return weights
}

/** Brings each column but the first (the bias) to mean 0 and deviation 1, in place. */
function scaled(rows: Float64Array, width: number): Array<{ mean: number; deviation: number }> {
  const count = rows.length / width
  return Array.from({ length: width }, (_, k) => {
    let sum = 0
    let square = 0
    for (let at = k; at < rows.length; at += width) sum += rows[at]!
    const mean = k === 0 ? 0 : sum / count
    for (let at = k; at < rows.length; at += width) square += (rows[at]! - mean) ** 2
    const deviation = k === 0 ? 1 : Math.sqrt(square / count) || 1
    for (let at = k; at < rows.length; at += width) rows[at] = (rows[at]! - mean) / deviation
    return { mean, deviation }
  })
}

type Slope = (weights: Float64Array, gradient: Float64Array) => number

/** Adam with a falling rate over the whole batch. */
function minimise(names: string[], steps: number, l2: number, slope: Slope): Weights {
  const w = new Float64Array(names.length)
  const first = new Float64Array(names.length)
  const second = new Float64Array(names.length)
  for (let step = 1; step <= steps; step++) {
    const gradient = new Float64Array(names.length)
    const total = slope(w, gradient)
    const rate = 0.2 * (1 - step / (steps + 1))
    for (let k = 0; k < w.length; k++) {
      const g = gradient[k]! / total + (names[k] === 'bias' ? 0 : l2 * w[k]!)
      first[k] = 0.9 * first[k]! + 0.1 * g
      second[k] = 0.99 * second[k]! + 0.01 * g * g
      w[k]! -= (rate * first[k]!) / (1 - 0.9 ** step) / (Math.sqrt(second[k]! / (1 - 0.99 ** step)) + 1e-8)
    }
  }
  return Object.fromEntries(names.map((name, k) => [name, Math.round(w[k]! * 1e4) / 1e4]))
}
