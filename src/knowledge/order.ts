// Brings the verdicts on one question into one order: what leads, what is listed, and what is offered.
import { offerBarOf, type Reading, type Verdict } from './judge.ts'
import type { Ranked } from './signals.ts'
import type { AskOptions, Question, RankedArticle } from './types.ts'

const LISTED = 5
const OFFERED = 3
/** A link that is so much less likely than the first says nothing beside it. */
const FAR_BEHIND = 0.1

/** A verdict, and what it must reach. */
export interface Weighed {
  verdict: Verdict
  precision: number
  bar: number
  /** Whether the repository's own answers call for that bar. */
  isRaised: boolean
  answered: boolean
}

/** What is answered first, then what is surer; English words come after the question's own where those say as much. */
export function inOrder(weighed: readonly Weighed[]): Weighed[] {
  const verdicts = weighed.some(({ verdict, answered }) => verdict.reading.isGlossed && answered)
    ? weighed.map(trusted)
    : weighed
  const isBehind = (one: Weighed) => Number(isOutdone(one, verdicts))
  return verdicts.toSorted(
    (a, b) => isBehind(a) - isBehind(b) || Number(b.answered) - Number(a.answered) || leaning(b) - leaning(a),
  )
}

/**
 * A doubt asks whether the question is about these articles at all. Where an English one would answer it, it is; then
 * what is near in the question's own language needs no more.
 */
function trusted(one: Weighed): Weighed {
  const { verdict, bar, answered } = one
  const { undoubted, reading } = verdict
  if (answered || reading.isGlossed || undoubted < bar || !covers(verdict)) return one
  return { ...one, answered: true, verdict: { ...verdict, confidence: undoubted, decided: null } }
}

/**
 * Whether an English article is found by a question in another language, and what is written in that language fits as
 * well: so well that it would be answered, or about as well as the English one. A doubt is no reason to prefer English.
 */
function isOutdone(
  { verdict: { reading, undoubted }, answered }: Weighed,
  verdicts: readonly Weighed[],
): boolean {
  if (!reading.isGlossed) return false
  return verdicts.some(({ verdict: own, bar }) => {
    if (own.reading.isGlossed || own.ranked.length === 0) return false
    if (answered && !covers(own)) return false
    const isAsNear = own.undoubted + preference(own.reading) >= undoubted + preference(reading)
    return own.undoubted >= bar || isAsNear
  })
}

/** Whether the first has at least half of the question: where English has all of it, what has less is about something else. */
function covers({ ranked }: Verdict): boolean {
  return (ranked[0]?.candidate.coverage ?? 0) >= 0.5
}

/** What is about as sure goes in this order: articles before sections, the question's own language before English. */
function leaning({ verdict }: Weighed): number {
  const { reading, ranked, confidence } = verdict
  if (ranked.length === 0) return -1
  return confidence + preference(reading)
}

function preference({ knowledge, isGlossed }: Reading): number {
  const isSection = knowledge.documents[0]?.article.section != null
  return (isSection ? 0 : 0.05) + (isGlossed ? 0 : 0.02)
}

/** The best five of all verdicts in their order: the leading one's first, then all by their share, each article once. */
export function listing(verdicts: readonly Weighed[]): RankedArticle[] {
  return listed(verdicts).slice(0, LISTED)
}

function listed(verdicts: readonly Weighed[]): RankedArticle[] {
  const lead = verdicts[0]!.verdict
  const all = verdicts.flatMap(({ verdict }) => {
    const added = preference(verdict.reading)
    return sharesOf(verdict).map((one) => ({ ...one, order: one.confidence + added }))
  })
  const [first, ...others] = all
  if (!first || lead.ranked.length === 0) return []
  const seen = new Set<string>()
  let last = first.confidence
  return [first, ...others.sort((a, b) => b.order - a.order)]
    .filter(({ slug }) => !seen.has(slug) && seen.add(slug))
    .map(({ slug, title, confidence }) => {
      // Whoever reads the list goes by its figures: none is above one that goes before it.
      last = Math.min(last, confidence)
      return { slug, title, confidence: last }
    })
}

/** The best has the acceptance model's word; the others share what is left, by softmax. */
function sharesOf({ ranked, confidence, reading }: Verdict): RankedArticle[] {
  const first = ranked.slice(0, LISTED)
  const top = first[0]?.score ?? 0
  const shares = first.map(({ score }) => Math.exp(Math.min(0, score - top)))
  const others = shares.slice(1).reduce((sum, share) => sum + share, 0)
  let last = confidence
  return first.map(({ candidate }, i) => {
    const own = i === 0 ? confidence : Math.min(last, ((1 - confidence) * shares[i]!) / (others + 1))
    last = own
    const { slug, title } = reading.knowledge.documents[candidate.document]!.article
    return { slug, title, confidence: Math.round(own * 1e4) / 1e4 }
  })
}

/**
 * At most three of those verdicts that reach the share of help; a wish for a feature is seldom one for help. English is
 * not offered in place of what fits as well in the question's own language and is doubted.
 */
export function offered(
  verdicts: readonly Weighed[],
  { kind }: Question,
  { suggest }: AskOptions,
): RankedArticle[] {
  if (suggest == null) return []
  const share = kind === 'request' ? Math.max(suggest, 0.8) : suggest
  const helping = verdicts.filter(({ verdict }) => verdict.help >= offerBarOf(verdict, share))
  if (helping.every((one) => isOutdone(one, verdicts))) return []
  const slugs = new Set(helping.flatMap(({ verdict }) => nearFirst(verdict)))
  return listed(helping)
    .filter(({ slug }) => slugs.has(slug))
    .slice(0, OFFERED)
}

function nearFirst({ ranked, reading }: Verdict): string[] {
  const least = Math.log(FAR_BEHIND)
  const top: Ranked[] = ranked.slice(0, OFFERED).filter(({ score }) => score - ranked[0]!.score >= least)
  return top.map(({ candidate }) => reading.knowledge.documents[candidate.document]!.article.slug)
}
