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
export function fitRanker(listings: Listing[], names: string[], l2 = 1e-3, steps = 400): Weights {
  const usable = listings.filter(({ right }) => right.length > 0)
  const matrix = usable.map(({ candidates }) =>
    candidates.map((signals) => names.map((name) => signals[name] ?? 0)),
  )
  return minimise(names, steps, l2, (w, gradient) => {
    let total = 0
    usable.forEach(({ right, weight = 1 }, q) => {
      const rows = matrix[q]!
      const scores = rows.map((row) => row.reduce((sum, value, k) => sum + value * w[k]!, 0))
      const top = Math.max(...scores)
      const exps = scores.map((score) => Math.exp(score - top))
      const all = exps.reduce((sum, value) => sum + value, 0)
      const good = right.reduce((sum, i) => sum + exps[i]!, 0)
      total += weight
      rows.forEach((row, i) => {
        const pull = exps[i]! / all - (right.includes(i) ? exps[i]! / good : 0)
        if (pull !== 0) for (let k = 0; k < w.length; k++) gradient[k]! += weight * pull * row[k]!
      })
    })
    return total
  })
}

export interface Example {
  signals: Signals
  right: boolean
  weight?: number
}

/** Logistic regression with a bias; signals are scaled to unit variance while fitting. */
export function fitLogistic(examples: Example[], names: string[], l2 = 1e-3, steps = 800): Weights {
  const scale = names.map((name) => {
    const values = examples.map(({ signals }) => signals[name] ?? 0)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
    return { mean, deviation: Math.sqrt(variance) || 1 }
  })
  const matrix = examples.map(({ signals }) => [
    1,
    ...names.map((name, k) => ((signals[name] ?? 0) - scale[k]!.mean) / scale[k]!.deviation),
  ])
  const fitted = minimise(['bias', ...names], steps, l2, (w, gradient) => {
    let total = 0
    examples.forEach(({ right, weight = 1 }, i) => {
      const row = matrix[i]!
      let z = 0
      for (let k = 0; k < w.length; k++) z += w[k]! * row[k]!
      const pull = weight * (1 / (1 + Math.exp(-z)) - (right ? 1 : 0))
      total += weight
      for (let k = 0; k < w.length; k++) gradient[k]! += pull * row[k]!
    })
    return total
  })
  const weights: Weights = { bias: fitted.bias! }
  names.forEach((name, k) => {
    weights[name] = fitted[name]! / scale[k]!.deviation
    weights.bias! -= (fitted[name]! * scale[k]!.mean) / scale[k]!.deviation
  })
  return weights
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
