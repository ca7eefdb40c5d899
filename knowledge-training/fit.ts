// Fits ranker, acceptance model, the model of help and the bars of one style; every figure is of questions that were not fitted on.
import type { Fit, Profiles, Style } from '../src/knowledge/model.ts'
import { acceptSignals, probability, type Ranked, rank } from '../src/knowledge/signals.ts'
import { barsOf, type Outcome, offersOf } from './bars.ts'
import { type Example, fitLogistic, fitRanker, type Weights } from './logistic.ts'
import { listingOf, type Observation, slugOf } from './observe.ts'
import { type Recipe, recipeOf } from './recipes.ts'
import { reportOf } from './report.ts'

/** Weights of one style, with which everything about a question can be computed. */
interface Fitted {
  ranker: Weights
  acceptance: Weights
  help: Weights
}

/** @param report gets a line per group of questions */
export function fitStyle(
  these: Observation[],
  profile: keyof Profiles,
  style: Style,
  report: string[],
): Fit {
  const recipe = recipeOf(profile, style)
  const checked = partsOf(these, style).flatMap(({ judged, others }) =>
    outcomesOf(judged, fitWeights(others, recipe)),
  )
  const fitted = fitWeights(these, recipe)
  const bars = barsOf(checked, style)
  const offers = offersOf(checked, style)
  const own = outcomesOf(these, fitted)
  for (const line of reportOf(own, checked, bars, offers)) report.push(`${profile} ${style} ${line}`)
  return { ...fitted, bars, offers }
}

/** Real projects and what goes with them are checked one by one; of the rest two halves check each other. */
function partsOf(these: Observation[], style: Style) {
  const numberOf = ({ fold }: Observation) => (style === 'docs' ? fold : fold % 2)
  const numbers = [...new Set(these.map(numberOf))].sort()
  return numbers.map((number) => ({
    judged: these.filter((one) => numberOf(one) === number),
    others: these.filter((one) => numberOf(one) !== number),
  }))
}

function fitWeights(these: Observation[], recipe: Recipe): Fitted {
  const large = these.filter(({ group }) => !group.includes('small'))
  const ranker = fitRanker(
    large.map((one) => listingOf(one, one.weight * 1000)),
    recipe.ranker,
    recipe.holdRanker,
  )
  const examples = (first: number) =>
    these.map((one) => exampleOf(one, ranker, first)).filter((one) => one !== null)
  return {
    ranker,
    acceptance: fitLogistic(examples(1), recipe.acceptance, recipe.holdAcceptance),
    help: fitLogistic(examples(3), recipe.acceptance, recipe.holdAcceptance),
  }
}

function exampleOf(one: Observation, ranker: Weights, first: number): Example | null {
  const ranked = rank(one.knowledge, ranker, one.candidates)
  if (ranked.length === 0) return null
  const place = placeOf(one, ranked)
  const right = place >= 0 && place < first
  return { signals: acceptSignals(one.knowledge, one.query, ranked), right, weight: one.weight * 1000 }
}

function outcomesOf(these: Observation[], { ranker, acceptance, help }: Fitted): Outcome[] {
  return these.map((one) => {
    const ranked = rank(one.knowledge, ranker, one.candidates)
    const signals = ranked.length > 0 ? acceptSignals(one.knowledge, one.query, ranked) : null
    const confidence = signals ? probability(acceptance, signals) : 0
    return {
      group: one.group,
      family: one.family,
      confidence,
      help: signals ? Math.max(confidence, probability(help, signals)) : 0,
      place: placeOf(one, ranked),
      answerable: one.right.length > 0,
    }
  })
}

function placeOf(one: Observation, ranked: readonly Ranked[]): number {
  return ranked.findIndex(({ candidate }) => one.right.includes(slugOf(one, candidate)))
}
