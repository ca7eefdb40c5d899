// What keeps a winner from being sure whatever the acceptance model says: it has no rivals, or too little was compared.

import type { HeldOut, QueryTerms } from './asked-terms.ts'
import { idfOf, sizeFor } from './build.ts'
import type { Knowledge } from './knowledge.ts'
import type { Candidate } from './measure.ts'
import { isUnspaced } from './tokenize.ts'

/** The most that a doubted winner's confidence can be. */
export const DOUBTED = 0.5

/** In a knowledge base of fewer articles a winner has hardly a rival, so that leading says nothing. */
const SMALL = 20
/** In one of so few it has none, and most questions are about something else: only what is nearly said counts. */
const TINY = 5
/** Share of a phrasing, by rarity, that is all of it: then a strange word in the question only adds to it. */
const WHOLE = 0.95
/** Where bodies are searched, one or two words stand together somewhere by chance: such a question is never sure. */
const FEW_TERMS = 3

/** Why the winner is doubted, or null. Measured in docs/matching.md. */
export function doubtOf(
  knowledge: Knowledge,
  query: QueryTerms,
  winner: Candidate,
  held?: HeldOut,
): string | null {
  const { slug } = knowledge.documents[winner.document]!.article
  const size = sizeFor(knowledge, query.language)
  if (knowledge.style === 'told' && query.terms.size < FEW_TERMS) return 'the question has too few words'
  if (size >= SMALL) return null
  const shared = sharedWith(knowledge, query, winner, held?.document === winner.document ? held.phrasing : -1)
  if (winner.coverage < 0.5 || (shared.words < 2 && winner.overlap < 0.6))
    return `${slug} has too little of the question`
  if (knowledge.style !== 'told' && !shared.hasRarest && shared.phrasing.share < WHOLE)
    return `${slug} does not know the word that tells the question from others`
  if (size > TINY) return null
  const isMeant =
    isNearlySaid(winner, shared) || isAllKnown(winner, shared) || isInBody(knowledge, winner, shared)
  return isMeant ? null : `in so small a knowledge base the question is not near enough to ${slug}`
}

interface Shared {
  /** How many words of the title the article has. */
  words: number
  /** Whether it has the rarest of them. */
  hasRarest: boolean
  /** Of the phrasing that the question holds most of: which share by rarity, how many words, and whether the rarest. */
  phrasing: { share: number; words: number; hasRarest: boolean }
}

/** The question holds a whole phrasing but for a word of little weight; what else it says is not so much. */
function isNearlySaid({ overlap }: Candidate, { phrasing }: Shared): boolean {
  return phrasing.share >= 0.85 && (phrasing.words >= 2 || overlap >= 0.6)
}

/** Question and phrasing share their rarest words, and the article has most of the question. */
function isAllKnown({ coverage }: Candidate, { phrasing, hasRarest }: Shared): boolean {
  return coverage >= 0.6 && hasRarest && phrasing.hasRarest && phrasing.share >= 0.4 && phrasing.words >= 2
}

/** Most of the question stands together in the body. */
function isInBody({ style }: Knowledge, { passage }: Candidate, { words, hasRarest }: Shared): boolean {
  return passage >= 0.6 && words >= 3 && (hasRarest || style === 'told')
}

function sharedWith(
  knowledge: Knowledge,
  query: QueryTerms,
  winner: Candidate,
  heldPhrasing: number,
): Shared {
  const { phrasings, told } = knowledge.documents[winner.document]!
  const kept = phrasings.filter((_, i) => i !== heldPhrasing)
  if (winner.learned) kept.push(winner.learned)
  const there = new Set([...kept.flatMap(({ terms }) => terms), ...told])
  // A rare word of an unspaced script stands there as itself and in pairs with its neighbours.
  const hasRarest = (terms: readonly string[], language: string, has: (term: string) => boolean) => {
    const rarity = (term: string) => idfOf(knowledge, term, language)
    const rarest = terms.toSorted((one, other) => rarity(other) - rarity(one))
    return rarest.slice(0, isUnspaced(rarest[0] ?? '') ? 3 : 1).some(has)
  }
  const titled = [...query.terms].filter(([, weight]) => weight === 1).map(([term]) => term)
  let phrasing = { share: 0, words: 0, hasRarest: false }
  for (const { terms, language } of kept) {
    const distinct = [...new Set(terms)]
    const met = distinct.filter((term) => query.terms.has(term))
    const mass = (some: string[]) => some.reduce((sum, term) => sum + idfOf(knowledge, term, language), 0)
    const share = met.length === 0 ? 0 : mass(met) / mass(distinct)
    if (share <= phrasing.share) continue
    const rarest = hasRarest(distinct, language, (term) => query.terms.has(term))
    phrasing = { share, words: met.length, hasRarest: rarest }
  }
  const words = titled.filter((term) => there.has(term)).length
  return { words, hasRarest: hasRarest(titled, query.language, (term) => there.has(term)), phrasing }
}
