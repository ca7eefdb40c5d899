// Turns what was measured about the candidates into the numbers that ranker and acceptance model weigh.

import type { QueryTerms } from './asked-terms.ts'
import { sizeFor } from './build.ts'
import type { Knowledge } from './knowledge.ts'
import type { Candidate } from './measure.ts'

export type Signals = Record<string, number>

/** A candidate with its place in the ranking. */
export interface Ranked {
  candidate: Candidate
  /** The ranker's score. */
  score: number
}

/** Signals of one candidate for the ranker. */
export function rankSignals(knowledge: Knowledge, candidate: Candidate): Signals {
  const { document, learned: _learned, against: _against, mass: _mass, ...signals } = candidate
  const many = Math.log(knowledge.documents[document]!.phrasings.length) / 3
  return { ...signals, mannerMany: candidate.mannerCentre * many, closestMany: candidate.closest * many }
}

/** Weighted sum of signals; a signal without a weight counts nothing. */
export function weigh(weights: Readonly<Record<string, number>>, signals: Signals): number {
  let sum = weights.bias ?? 0
  for (const name in signals) sum += (weights[name] ?? 0) * signals[name]!
  return sum
}

/** A weighted sum as a probability. */
export function probability(weights: Readonly<Record<string, number>>, signals: Signals): number {
  return 1 / (1 + Math.exp(-weigh(weights, signals)))
}

/** Candidates by the ranker's score, best first, one (the best) per article over all its languages. */
export function rank(
  knowledge: Knowledge,
  weights: Readonly<Record<string, number>>,
  candidates: Candidate[],
): Ranked[] {
  const best = new Map<string, Ranked>()
  for (const candidate of candidates) {
    const score = weigh(weights, rankSignals(knowledge, candidate))
    const { slug } = knowledge.documents[candidate.document]!.article
    const known = best.get(slug)
    if (!known || known.score < score) best.set(slug, { candidate, score })
  }
  return [...best.values()].sort((a, b) => b.score - a.score || a.candidate.document - b.candidate.document)
}

/** Margins beyond this say no more: with one article alone there is no second. */
const MARGIN = 4

/** Signals about the whole ranking, for the probability that its first, or one of its first three, is right. */
export function acceptSignals(knowledge: Knowledge, query: QueryTerms, ranked: Ranked[]): Signals {
  const first = ranked[0]!
  const { candidate, score } = first
  const questions = knowledge.documents[candidate.document]!.phrasings.length - 1
  const behind = (place: number) =>
    Math.min(MARGIN, score - (ranked[place]?.score ?? Number.NEGATIVE_INFINITY))
  const margin = behind(1)
  const size = Math.log10(Math.max(1, sizeFor(knowledge, query.language)))
  const mass = Math.log1p(candidate.mass)
  return {
    ...rankSignals(knowledge, candidate),
    score,
    margin,
    margin4: behind(3),
    share: softmaxShare(ranked),
    mass,
    terms: Math.log1p(query.terms.size),
    questions: Math.log1p(questions),
    size,
    sizeMargin: size * margin,
    fit2: candidate.fit ** 2,
    closest2: candidate.closest ** 2,
    coverage2: candidate.coverage ** 2,
    softClosest2: candidate.softClosest ** 2,
    marginCoverage: margin * candidate.coverage,
    closestMass: candidate.closest * mass,
    coverageMass: candidate.coverage * mass,
    passage2: candidate.passage ** 2,
    passageMass: candidate.passage * mass,
    fitMass: candidate.fit * mass,
    near2: candidate.near ** 2,
    saidNear: candidate.said * candidate.closest,
    heart2: candidate.heart ** 2,
    nearCoverage: candidate.near * candidate.coverage,
    ...agreement(ranked),
    uncovered: candidate.mass * (1 - candidate.coverage),
  }
}

/** The winner's share of the softmax over the candidates. */
function softmaxShare(ranked: Ranked[]): number {
  const top = ranked[0]!.score
  return 1 / ranked.reduce((sum, { score }) => sum + Math.exp(score - top), 0)
}

const VOTERS = [
  'fit',
  'closest',
  'close3',
  'manner',
  'mannerCentre',
  'centre',
  'nearest',
  'soft',
  'passage',
  'said',
  'heart',
  'page',
  'near',
] as const

/** Whether the single signals would have chosen the same article, and how far each is ahead of the best other. */
function agreement(ranked: Ranked[]): Signals {
  const [first, ...others] = ranked.map(({ candidate }) => candidate)
  const signals: Signals = {}
  let agreed = 0
  let asked = 0
  for (const name of VOTERS) {
    const rival = others.reduce((most, other) => Math.max(most, other[name]), 0)
    const lead = first![name] - rival
    signals[`lead_${name}`] = Math.max(-0.5, lead)
    if (first![name] === 0 && rival === 0) continue
    asked++
    if (lead >= 0) agreed++
  }
  const both = Number(signals.lead_fit! >= 0) * Number(signals.lead_near! >= 0)
  return { ...signals, agreed: asked === 0 ? 0 : agreed / asked, both: first!.near > 0 ? both : 0 }
}
