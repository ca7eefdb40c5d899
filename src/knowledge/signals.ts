// Turns what was measured about the candidates into the numbers that ranker and acceptance model weigh.
import type { Knowledge } from './build.ts'
import type { Profile } from './model.ts'
import type { Candidate, QueryTerms } from './score.ts'

export type Signals = Record<string, number>

/** A candidate with its place in the ranking. */
export interface Ranked {
  candidate: Candidate
  /** The ranker's score. */
  score: number
}

/** Signals of one candidate for the ranker. */
export function rankSignals(candidate: Candidate): Signals {
  return {
    fit: candidate.fit,
    coverage: candidate.coverage,
    closest: candidate.closest,
    close3: candidate.close3,
    title: candidate.title,
    overlap: candidate.overlap,
  }
}

/** Weighted sum of signals; a signal without a weight counts nothing. */
export function weigh(weights: Readonly<Record<string, number>>, signals: Signals): number {
  let sum = weights.bias ?? 0
  for (const name in signals) sum += (weights[name] ?? 0) * signals[name]!
  return sum
}

/** Candidates by the ranker's score, best first, one (the best) per article over all its languages. */
export function rank(knowledge: Knowledge, profile: Profile, candidates: Candidate[]): Ranked[] {
  const best = new Map<string, Ranked>()
  for (const candidate of candidates) {
    const score = weigh(profile.ranker, rankSignals(candidate))
    const { slug } = knowledge.documents[candidate.document]!.article
    const known = best.get(slug)
    if (!known || known.score < score) best.set(slug, { candidate, score })
  }
  return [...best.values()].sort((a, b) => b.score - a.score || a.candidate.document - b.candidate.document)
}

/** Signals about the whole ranking, for the probability that its first is right. */
export function acceptSignals(knowledge: Knowledge, query: QueryTerms, ranked: Ranked[]): Signals {
  const first = ranked[0]!
  const second = ranked[1]
  const document = knowledge.documents[first.candidate.document]!
  const margin = second ? Math.min(6, first.score - second.score) : 6
  const questions = document.phrasings.length - 1
  return {
    ...rankSignals(first.candidate),
    score: first.score,
    margin,
    share: softmaxShare(ranked),
    mass: Math.log1p(first.candidate.mass),
    terms: Math.log1p(query.terms.size),
    phrasings: Math.log1p(questions),
    bodyOnly: questions === 0 ? 1 : 0,
    size: Math.log10(Math.max(10, knowledge.documents.length)),
    fitSquared: first.candidate.fit ** 2,
    closestSquared: first.candidate.closest ** 2,
    coverageSquared: first.candidate.coverage ** 2,
    marginCoverage: margin * first.candidate.coverage,
  }
}

/** The winner's share of the softmax over the candidates. */
function softmaxShare(ranked: Ranked[]): number {
  const top = ranked[0]!.score
  return 1 / ranked.reduce((sum, { score }) => sum + Math.exp(score - top), 0)
}
