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
  const { document, against: _against, mass: _mass, ...signals } = candidate
  const many = Math.log(knowledge.documents[document]!.phrasings.length) / 3
  return { ...signals, mannerMany: candidate.mannerCentre * many, closestMany: candidate.closest * many }
}

/** Weighted sum of signals; a signal without a weight counts nothing. */
export function weigh(weights: Readonly<Record<string, number>>, signals: Signals): number {
  let sum = weights.bias ?? 0
  for (const name in signals) sum += (weights[name] ?? 0) * signals[name]!
  return sum
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

/** Signals about the whole ranking, for the probability that its first is right. */
export function acceptSignals(knowledge: Knowledge, query: QueryTerms, ranked: Ranked[]): Signals {
  const first = ranked[0]!
  const { candidate, score } = first
  const questions = knowledge.documents[candidate.document]!.phrasings.length - 1
  const margin = Math.min(MARGIN, score - (ranked[1]?.score ?? Number.NEGATIVE_INFINITY))
  const size = Math.log10(Math.max(1, sizeFor(knowledge, query.language)))
  return {
    ...rankSignals(knowledge, candidate),
    score,
    margin,
    share: softmaxShare(ranked),
    mass: Math.log1p(candidate.mass),
    terms: Math.log1p(query.terms.size),
    questions: Math.log1p(questions),
    size,
    sizeMargin: size * margin,
    fit2: candidate.fit ** 2,
    closest2: candidate.closest ** 2,
    coverage2: candidate.coverage ** 2,
    softClosest2: candidate.softClosest ** 2,
    marginCoverage: margin * candidate.coverage,
    closestMass: candidate.closest * Math.log1p(candidate.mass),
    coverageMass: candidate.coverage * Math.log1p(candidate.mass),
    passage2: candidate.passage ** 2,
    passageMass: candidate.passage * Math.log1p(candidate.mass),
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
] as const

/** Whether the single signals would have chosen the same article, and how far each is ahead of the best other. */
function agreement(ranked: Ranked[]): Signals {
  const [first, ...others] = ranked.slice(0, 8).map(({ candidate }) => candidate)
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
  return { ...signals, agreed: asked === 0 ? 0 : agreed / asked }
}
