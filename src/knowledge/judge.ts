// Judges one index by one reading of the question: the ranked articles, how sure the first is, how sure that one of three helps.

import type { HeldOut, QueryTerms } from './asked-terms.ts'
import { type Certain, certainArticle } from './certain.ts'
import { DOUBTED, doubtOf } from './doubt.ts'
import { familyOf } from './families.ts'
import type { Knowledge } from './knowledge.ts'
import type { Candidate } from './measure.ts'
import type { Bars, Fit } from './model.ts'
import { essenceOf } from './same-question.ts'
import { findCandidates } from './score.ts'
import { acceptSignals, probability, type Ranked, rank, type Signals } from './signals.ts'
import { sameText } from './text.ts'
import { tokenize } from './tokenize.ts'
import type { Question } from './types.ts'
import { versionAllowed } from './versions.ts'

/** One way of reading a question, and the index that is asked so. */
export interface Reading {
  knowledge: Knowledge
  query: QueryTerms
  /** Whether the terms are English words for a question in another language. */
  isGlossed: boolean
  /** What was asked, in its own language. */
  main: string
  language: string
  isMeant(document: number): boolean
  held?: HeldOut
}

export interface Verdict {
  reading: Reading
  fit: Fit
  ranked: Ranked[]
  /** Calibrated probability that the first is right. */
  confidence: number
  /** What that would be without a doubt. */
  undoubted: number
  /** Whether something keeps the first from being the answer, however low the bar. */
  isDoubted: boolean
  /** The same that one of the first three is. */
  help: number
  /** What settled it; null where the confidence alone does. */
  decided: string | null
  certain: Certain | null
  /** Articles that cannot be meant, with why. */
  excluded: string[]
}

export function judge(reading: Reading, question: Question): Verdict {
  const { knowledge, query, held } = reading
  const fit = fitFor(reading)
  const certain = held || reading.isGlossed ? null : certainIn(reading, question)
  const wanted = certain ? knowledge.bySlug.get(certain.slug) : []
  const whyNot = exclusion(reading, question)
  const excluded: string[] = []
  const candidates = findCandidates(knowledge, query, held, wanted, reading.isMeant).filter((candidate) => {
    const reason = whyNot(candidate)
    if (reason && !excluded.includes(reason)) excluded.push(reason)
    return reason === null
  })
  const ranked = rank(knowledge, fit.ranker, candidates)
  const known = { reading, fit, excluded }
  const slugOf = ({ candidate }: Ranked) => knowledge.documents[candidate.document]!.article.slug
  const sure = ranked.find((one) => slugOf(one) === certain?.slug)
  if (certain && sure) {
    const others = ranked.filter((one) => one !== sure)
    const { confidence, reason } = certain
    const sureOf = { confidence, undoubted: confidence, isDoubted: false, help: confidence }
    return { ...known, ...sureOf, ranked: [sure, ...others], decided: reason, certain }
  }
  const first = ranked[0]
  if (!first) {
    const decided = excluded.length > 0 ? excluded.shift()! : 'no article shares a word with the question'
    const unsure = { confidence: 0, undoubted: 0, isDoubted: false, help: 0 }
    return { ...known, ...unsure, ranked, decided, certain: null }
  }
  const signals = acceptSignals(knowledge, query, ranked)
  const undoubted = probability(fit.acceptance, signals)
  const doubt = doubtOf(knowledge, query, first.candidate, held)
  const confidence = doubt === null ? undoubted : Math.min(undoubted, DOUBTED)
  const isDoubted = doubt !== null
  const help = isDoubted
    ? doubtedHelp(reading, fit, signals, question)
    : Math.max(confidence, probability(fit.help, signals))
  const decided = confidence < undoubted ? doubt : null
  return { ...known, ranked, confidence, undoubted, isDoubted, help, decided, certain: null }
}

/**
 * Links are offered to sections that would not be the answer: a page that is near helps where one that is posted would
 * be wrong, and whoever has documentation of few pages asked for it. Only to who asks: a wish or a report that is near
 * is left alone.
 */
function doubtedHelp({ knowledge }: Reading, { help }: Fit, signals: Signals, question: Question): number {
  const isSections = knowledge.documents[0]?.article.section != null
  return isSections && asks(question) ? probability(help, signals) : 0
}

const ASKED = 2_000
const QUESTION_WORD =
  /(?<![\p{L}\p{N}])(?:how|why|what|where|which|wie|warum|wo|comment|pourquoi|où|cómo|por qué|dónde|como|por que|onde|как|почему|где)(?![\p{L}\p{N}])/iu

/** Whether it is put as a question, by its marks or words. */
function asks({ kind, title, text, body }: Question): boolean {
  if (kind === 'request' || kind === 'report') return false
  const said = [title, text, body].filter(Boolean).join('\n').slice(0, ASKED)
  return (
    /\?(?=\s|$)|？|如何|怎么|怎样|为什么|吗|どう|なぜ|ですか|어떻게|왜/.test(said) || QUESTION_WORD.test(said)
  )
}

/** Sections are named as many others are: a word or two that equal a heading are a topic and no question. */
function certainIn({ knowledge, main, language }: Reading, question: Question): Certain | null {
  const isSections = knowledge.documents[0]?.article.section != null
  if (isSections && tokenize(main, language).length < 3) return null
  return certainArticle(knowledge, question, { main, language })
}

/** Why a candidate cannot be meant, whatever its words say; null where it can. */
function exclusion({ knowledge, main, language, held }: Reading, { versions = [] }: Question) {
  const asked = [sameText(main), essenceOf(main, language)]
  const refused = new Set(held ? [] : asked.flatMap((text) => knowledge.refused.get(text) ?? []))
  return ({ document, against, closest }: Candidate): string | null => {
    const { slug, versions: range } = knowledge.documents[document]!.article
    if (range !== null && !versions.every((version) => versionAllowed(range, version)))
      return `${slug} is for versions ${range}, and the question names ${versions.join(', ')}`
    if (refused.has(slug)) return `${slug} is not for this question`
    return against > 0.2 && against > closest ? `${slug} says it is not for such a question` : null
  }
}

/** The weights for what is known of the question: by the sentence model, by vectors of terms, or by words alone. */
export function fitFor({
  knowledge,
  query,
  isGlossed,
}: Pick<Reading, 'knowledge' | 'query' | 'isGlossed'>): Fit {
  const { model, style } = knowledge
  const { words, vectors, sentence, glossed, glossedSentence } = model.profiles
  if (isGlossed) {
    const profile = query.spoken ? glossedSentence : glossed
    return profile[style] ?? profile.asked ?? words[style]
  }
  if (query.spoken) return sentence[style]
  return (model.vectors?.language === query.language ? vectors[style] : undefined) ?? words[style]
}

/** Least confidence that is answered for a precision. */
export function barOf({ fit, reading }: Verdict, precision: number): number {
  return leastOf(fit.bars[familyOf(reading.language)] ?? fit.bars.other!, precision)
}

/** Least probability of help that is offered for a share. */
export function offerBarOf({ fit }: Verdict, share: number): number {
  return leastOf(fit.offers, share)
}

function leastOf(bars: Bars, share: number): number {
  for (const [reached, least] of bars) if (reached >= share - 1e-9) return least
  return 0.999
}
