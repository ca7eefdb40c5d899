// Fits ranker, acceptance model and bars of one profile; every figure is of questions that were not fitted on.
import type { Profile, Style } from '../src/knowledge/model.ts'
import { acceptSignals, rank, weigh } from '../src/knowledge/signals.ts'
import { barsOf, type Outcome, PRECISIONS } from './bars.ts'
import { FOLDS } from './folds.ts'
import { type Example, fitLogistic, fitRanker, type Weights } from './logistic.ts'
import { listingOf, slugOf, type Tagged } from './observe.ts'
import { reportOf } from './report.ts'

const WORD_SIGNALS = `fit coverage askedCoverage closest close3 title overlap manner manner3 mannerCentre mannerMany
  closestMany passage`
const MEANING_SIGNALS = 'centre nearest nearest3 body soft softClosest'
const ACCEPT_SIGNALS = `score margin share mass terms questions size sizeMargin fit2 closest2 coverage2 marginCoverage
  closestMass coverageMass uncovered softClosest2 passage2 passageMass
  agreed lead_fit lead_closest lead_close3 lead_manner lead_mannerCentre lead_centre lead_nearest lead_soft lead_passage`

/**
 * Where bodies are searched, the whole score by words ranks best: weights fitted for more signals put 0.7 % fewer
 * paragraphs first, on the fitting folds as on the others.
 */
const TOLD_SIGNALS = 'fit'

type Name = 'words' | 'meaning'

/** Weights of one style, with which everything about a question can be computed. */
interface Fitted {
  ranker: Weights
  acceptance: Weights
}

/** @param report gets a line per group of questions */
export function fitProfile(all: Tagged[], name: Name, report: string[]): Profile {
  const profile = emptyProfile()
  // Where bodies are searched, vectors of short texts do not help.
  const styles = name === 'words' ? (['asked', 'many', 'told'] as const) : (['asked', 'many'] as const)
  for (const style of styles) {
    const these = all.filter(({ knowledge }) => knowledge.style === style)
    const halves = [0, 1].map((half) => these.filter(({ fold }) => (fold < FOLDS / 2 ? 0 : 1) === half))
    const checked = halves.flatMap((half, i) => outcomesOf(half, fitWeights(halves[1 - i]!, name, style)))
    const { ranker, acceptance } = fitWeights(these, name, style)
    profile.ranker[style] = ranker
    profile.acceptance[style] = acceptance
    profile.bars[style] = barsOf(checked)
    const fitted = outcomesOf(these, { ranker, acceptance })
    for (const line of reportOf(fitted, checked, profile.bars[style])) report.push(`${name} ${style} ${line}`)
  }
  return profile
}

export function emptyProfile(): Profile {
  const bars = { other: PRECISIONS.map((precision) => [precision, 0.99] as [number, number]) }
  return {
    ranker: { asked: {}, many: {}, told: {} },
    acceptance: { asked: {}, many: {}, told: {} },
    bars: { asked: bars, many: bars, told: bars },
  }
}

function fitWeights(these: Tagged[], name: Name, style: Style): Fitted {
  const names = split(name === 'words' ? WORD_SIGNALS : `${WORD_SIGNALS} ${MEANING_SIGNALS}`)
  const large = these.filter(({ group }) => !group.includes('small'))
  const ranker = fitRanker(
    large.map((one) => listingOf(one, one.weight * 1000)),
    style === 'told' ? split(TOLD_SIGNALS) : names,
  )
  const examples = these.map((one) => exampleOf(one, ranker)).filter((one) => one !== null)
  return { ranker, acceptance: fitLogistic(examples, [...names, ...split(ACCEPT_SIGNALS)]) }
}

function exampleOf(one: Tagged, ranker: Weights): Example | null {
  const ranked = rank(one.knowledge, ranker, one.candidates)
  if (ranked.length === 0) return null
  const right = one.right.includes(slugOf(one, ranked[0]!.candidate))
  return { signals: acceptSignals(one.knowledge, one.query, ranked), right, weight: one.weight * 1000 }
}

function outcomesOf(these: Tagged[], { ranker, acceptance }: Fitted): Outcome[] {
  return these.map((one) => {
    const example = exampleOf(one, ranker)
    const slugs = rank(one.knowledge, ranker, one.candidates).map(({ candidate }) => slugOf(one, candidate))
    return {
      group: one.group,
      family: one.family,
      fold: one.fold,
      confidence: example ? 1 / (1 + Math.exp(-weigh(acceptance, example.signals))) : 0,
      place: slugs.findIndex((slug) => one.right.includes(slug)),
      answerable: one.right.length > 0,
    }
  })
}

function split(names: string): string[] {
  return names.trim().split(/\s+/)
}
