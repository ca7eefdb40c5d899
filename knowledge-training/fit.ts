// Fits ranker, acceptance model, the model of help and the bars of one style; every figure is of questions that were not fitted on.
import type { Fit, Profiles, Style } from '../src/knowledge/model.ts'
import { acceptSignals, probability, rank, type Signals } from '../src/knowledge/signals.ts'
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
export function fitStyle(these: Observation[], profile: keyof Profiles, style: Style, report: string[]): Fit {
  const recipe = recipeOf(profile, style)
  const checked = partsOf(these, style).flatMap(({ judged, others }) =>
    outcomesOf(judged, fitWeights(others, recipe)),
  )
  const fitted = fitWeights(these, recipe)
  const bars = barsOf(checked, style, profile === 'sentence')
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
  const views = these.map((one) => ({ one, ...viewOf(one, ranker) }))
  const examples = (first: number): Example[] =>
    views.flatMap(({ one, signals, place }) => {
      if (!signals) return []
      return [{ signals, right: place >= 0 && place < first, weight: one.weight * 1000 }]
    })
  return {
    ranker,
    acceptance: fitLogistic(examples(1), recipe.acceptance, recipe.holdAcceptance),
    help: fitLogistic(examples(3), recipe.acceptance, recipe.holdAcceptance),
  }
}

/** The ranking by these weights: its signals (null: nothing was found) and the place of the first right article. */
function viewOf(one: Observation, ranker: Weights): { signals: Signals | null; place: number } {
  const ranked = rank(one.knowledge, ranker, one.candidates)
  const place = ranked.findIndex(({ candidate }) => one.right.includes(slugOf(one, candidate)))
  return { signals: ranked.length > 0 ? acceptSignals(one.knowledge, one.query, ranked) : null, place }
}

function outcomesOf(these: Observation[], { ranker, acceptance, help }: Fitted): Outcome[] {
  return these.map((one) => {
    const { signals, place } = viewOf(one, ranker)
    const confidence = signals ? probability(acceptance, signals) : 0
    return {
      group: one.group,
      family: one.family,
      confidence,
      help: signals ? Math.max(confidence, probability(help, signals)) : 0,
      place,
      answerable: one.right.length > 0,
    }
  })
}
