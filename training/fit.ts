// Fits ranker, acceptance model and bars of one profile on half of the folds and checks them on the other half.
import { styleOf } from '../src/knowledge/build.ts'
import type { Profile, Style } from '../src/knowledge/model.ts'
import { acceptSignals, rank, weigh } from '../src/knowledge/signals.ts'
import { barFor, type Outcome, shown } from './bars.ts'
import { FOLDS } from './folds.ts'
import { type Example, fitLogistic, fitRanker } from './logistic.ts'
import { listingOf, slugOf, type Tagged } from './observe.ts'

const WORD_SIGNALS = `fit coverage askedCoverage closest close3 title overlap manner mannerCentre mannerMany closestMany`
const MEANING_SIGNALS = `centre nearest body soft softClosest`
const ACCEPT_SIGNALS = `score margin share mass terms questions size sizeMargin fit2 closest2 coverage2 marginCoverage
  closestMass coverageMass uncovered`

const PRECISIONS = [0.8, 0.9, 0.95, 0.97, 0.98, 0.99]
/** About two in five confident "errors" by users' duplicate marks do answer the question. */
const MISTAKEN: Record<string, number> = { askubuntu: 0.6, clusters: 0.6, small: 0.6 }

export function fitProfile(all: Tagged[], name: 'words' | 'meaning', report: string[]): Profile {
  const profile: Profile = {
    ranker: { asked: {}, told: {} },
    acceptance: { asked: {}, told: {} },
    bars: { asked: {}, told: {} },
  }
  for (const style of ['asked', 'told'] as const) {
    const these = all.filter(({ knowledge }) => styleOf(knowledge) === style)
    fitStyle(these, profile, style, name, report)
  }
  return profile
}

const isFit = ({ fold }: Tagged) => fold < FOLDS / 2

function fitStyle(
  all: Tagged[],
  profile: Profile,
  style: Style,
  name: 'words' | 'meaning',
  report: string[],
): void {
  const rankNames = split(name === 'words' ? WORD_SIGNALS : `${WORD_SIGNALS} ${MEANING_SIGNALS}`)
  const fit = all.filter(isFit)
  profile.ranker[style] = fitRanker(
    fit.filter(({ group }) => !group.includes('small')).map((one) => listingOf(one, one.weight * 1000)),
    rankNames,
  )
  const acceptNames = [
    ...rankNames,
    ...split(ACCEPT_SIGNALS),
    ...(name === 'meaning' ? ['softClosest2'] : []),
  ]
  profile.acceptance[style] = fitLogistic(
    fit.map((one) => exampleOf(one, profile)),
    acceptNames,
  )
  profile.bars[style] = barsOf(
    all.filter((one) => !isFit(one)),
    profile,
    style,
  )
  for (const line of reportOf(all, profile, style)) report.push(`${name} ${style} ${line}`)
}

function exampleOf(one: Tagged, profile: Profile): Example {
  const ranked = rank(one.knowledge, profile, one.candidates)
  if (ranked.length === 0) return { signals: {}, right: false, weight: 0 }
  const right = one.right.includes(slugOf(one, ranked[0]!.candidate))
  return { signals: acceptSignals(one.knowledge, one.query, ranked), right, weight: one.weight * 1000 }
}

export function outcomeOf(one: Tagged, profile: Profile): Outcome {
  const answerable = one.right.length > 0
  const ranked = rank(one.knowledge, profile, one.candidates)
  if (ranked.length === 0) return { confidence: 0, right: false, answerable }
  const { signals, right } = exampleOf(one, profile)
  const confidence = 1 / (1 + Math.exp(-weigh(profile.acceptance[styleOf(one.knowledge)], signals)))
  return { confidence, right, answerable }
}

type Bars = Profile['bars'][Style]

/** For each family the bar that keeps the precision in each of its groups, one by one. */
function barsOf(check: Tagged[], profile: Profile, style: Style): Bars {
  const bars: Bars = {}
  const families = [...new Set(check.map(({ family }) => family))]
  for (const family of families) {
    const mine = check.filter((one) => one.family === family)
    bars[family] = PRECISIONS.map((precision) => [precision, barOver(mine, profile, precision)])
  }
  if (!bars.other) bars.other = bars.en!
  return bars
}

function barOver(check: Tagged[], profile: Profile, precision: number): number {
  let bar = 0.5
  const groups = Map.groupBy(check, ({ group }) => group)
  for (const [group, members] of groups) {
    const outcomes = members.map((one) => outcomeOf(one, profile))
    // A group that cannot reach the precision, for want of examples, says nothing about the bar.
    bar = Math.max(bar, barFor(outcomes, precision, MISTAKEN[group] ?? 1) ?? 0)
  }
  return Math.round(Math.min(0.995, bar) * 1e4) / 1e4
}

function* reportOf(all: Tagged[], profile: Profile, style: Style): Generator<string> {
  const bars = profile.bars[style]
  for (const [group, members] of Map.groupBy(all, (one) => one.group)) {
    const bar = (bars[members[0]!.family] ?? bars.other!).find(([precision]) => precision === 0.95)![1]
    const sides = [members.filter(isFit), members.filter((one) => !isFit(one))].map((side) => {
      const answerable = side.filter(({ right }) => right.length > 0)
      const places = answerable.map((one) =>
        rank(one.knowledge, profile, one.candidates).findIndex(({ candidate }) =>
          one.right.includes(slugOf(one, candidate)),
        ),
      )
      const at = (most: number) =>
        ((100 * places.filter((p) => p >= 0 && p < most).length) / places.length).toFixed(1)
      const outcomes = side.map((one) => outcomeOf(one, profile))
      const own = barFor(outcomes, 0.95, MISTAKEN[group] ?? 1)
      return `${answerable.length > 0 ? `${at(1)}/${at(3)}` : ''} ${shown(outcomes, bar)} own ${own?.toFixed(3)} n ${side.length}`
    })
    yield `${group} bar ${bar}: fit ${sides[0]} | check ${sides[1]}`
  }
}

function split(names: string): string[] {
  return names.trim().split(/\s+/)
}
