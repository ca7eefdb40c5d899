// Asks the knowledge base a question: the ranked articles, how sure, and whether that is sure enough to speak.

import type { HeldOut, QueryTerms, Spoken } from './asked-terms.ts'
import { barOf, judge, offerBarOf, type Reading, type Verdict } from './judge.ts'
import type { Knowledge } from './knowledge.ts'
import { bestVersion, primaryOf, wantedLocale } from './locale.ts'
import { spokenTexts } from './meaning.ts'
import { inEnglish, inPlainEnglish, queryTerms, type Texts, textsOf } from './reading.ts'
import type { Ranked } from './signals.ts'
import { errorSignatures } from './signatures.ts'
import { tokenize } from './tokenize.ts'
import type { Article, AskOptions, Match, Question, RankedArticle } from './types.ts'

const LISTED = 5
const OFFERED = 3
/** A link that is so much less likely than the first says nothing beside it. */
const FAR_BEHIND = 0.1
const GATES = { question: 'a question', report: 'a report', request: 'a request for a feature' }

/**
 * The verdict on a question. Pure and bounded: long texts are cut, and a text without any words is met with silence.
 * @param held leaves an entry out, as `kb check` does when it asks an article its own questions
 */
export function askIndex(
  knowledge: Knowledge,
  question: Question,
  options: AskOptions,
  held?: HeldOut,
): Match {
  const texts = textsOf(question)
  const locale = wantedLocale(question.language, `${texts.main}\n${texts.body}`, knowledge.languages)
  const asked = { question, texts, language: primaryOf(locale), options }
  const indices = knowledge.sections && !held ? [knowledge, knowledge.sections] : [knowledge]
  const verdicts = indices
    .flatMap((index) => readingsOf(index, asked, held))
    .map((reading) => weighed(judge(reading, question), question, options))
    .sort((a, b) => Number(b.answered) - Number(a.answered) || leaning(b) - leaning(a))
  const lead = verdicts[0]!
  const first = lead.verdict.ranked[0]
  const listed = listing(verdicts)
  return {
    language: asked.language,
    answered: lead.answered,
    confidence: lead.verdict.confidence,
    article: first ? shown(lead.verdict.reading.knowledge, first.candidate.document, locale) : null,
    ranked: listed.slice(0, LISTED),
    suggested: lead.answered ? [] : offered(verdicts, question, options),
    signatures: errorSignatures([texts.main, texts.body, ...(question.logs ?? [])].join('\n')),
    reasons: reasonsOf(lead, question, options),
  }
}

interface Asked {
  question: Question
  texts: Texts
  language: string
  options: AskOptions
}

/**
 * How the question is read: in its own words, and where English articles may answer another language, in English words
 * too. Then its own words are for what is written in other languages than English.
 */
function readingsOf(knowledge: Knowledge, asked: Asked, held?: HeldOut): Reading[] {
  const { texts, language, options } = asked
  const isEnglish = (document: number) => knowledge.documents[document]!.article.language === 'en'
  const isOwn = (document: number) =>
    !isEnglish(document) ||
    knowledge.documents[document]!.phrasings.some((phrasing) => phrasing.language === language)
  const mayBeGlossed = language !== 'en' && knowledge.languages.includes('en')
  const english = mayBeGlossed ? inEnglish(texts, language, options.words) : null
  const { parameters } = knowledge.model
  const logs = asked.question.logs ?? []
  const shared = { knowledge, main: texts.main, language, held }
  const said = language === 'en' ? inPlainEnglish(texts, options.words) : texts
  const spoken = language === 'en' ? spokenOf(said, options) : null
  const query = queryTerms(parameters, said, language, logs, spoken)
  const own: Reading = {
    ...shared,
    query: said.main === texts.main ? query : withJargon(knowledge, texts, query),
    isGlossed: false,
    isMeant: english ? isOwn : () => true,
  }
  if (!english) return [own]
  const glossed = queryTerms(parameters, english, 'en', logs, spokenOf(english, options))
  return [own, { ...shared, query: glossed, isGlossed: true, isMeant: isEnglish }]
}

/** Of the project's own words that were put into what they mean, those that articles say themselves count as well. */
function withJargon(knowledge: Knowledge, { main }: Texts, query: QueryTerms): QueryTerms {
  for (const term of tokenize(main, query.language))
    if (!query.terms.has(term) && knowledge.postings.has(term)) query.terms.set(term, 1)
  return query
}

/** Null where the model has not said anything of the question. */
function spokenOf(texts: Texts, { meaning }: AskOptions): Spoken | null {
  if (!meaning) return null
  const asked = spokenTexts(texts)
  const whole = meaning.asked(asked.whole)
  const main = meaning.asked(asked.main) ?? whole
  return main && whole ? { main, whole, of: (article) => meaning.of(article) } : null
}

interface Weighed {
  verdict: Verdict
  precision: number
  bar: number
  /** Whether the repository's own answers call for that bar. */
  isRaised: boolean
  answered: boolean
}

function weighed(verdict: Verdict, question: Question, options: AskOptions): Weighed {
  const precision = gated(question, options.precision, verdict)
  const shipped = barOf(verdict, precision)
  const bar = Math.max(shipped, options.atLeast ?? 0)
  const answered = verdict.ranked.length > 0 && verdict.confidence >= bar
  return { verdict, precision, bar, isRaised: bar > shipped, answered }
}

/**
 * A ticket that asks nothing must fit all the better: a wish for a feature most of all. A report that holds an article's
 * very error line fits as well as any.
 */
function gated({ kind }: Question, precision: number, { certain }: Verdict): number {
  if (kind === 'request') return Math.max(precision, 0.99)
  return kind === 'report' && !certain?.isErrorLine ? Math.max(precision, 0.97) : precision
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

/** The leading verdict's first, then all by their share, each article once. */
function listing(verdicts: readonly Weighed[]): RankedArticle[] {
  const lead = verdicts[0]!.verdict
  const all = verdicts.flatMap(({ verdict }) => {
    const added = preference(verdict.reading)
    return sharesOf(verdict).map((one) => ({ ...one, order: one.confidence + added }))
  })
  const [first, ...others] = all
  if (!first || lead.ranked.length === 0) return []
  const seen = new Set<string>()
  return [first, ...others.sort((a, b) => b.order - a.order)]
    .filter(({ slug }) => !seen.has(slug) && seen.add(slug))
    .map(({ slug, title, confidence }) => ({
      slug,
      title,
      confidence: Math.min(confidence, first.confidence),
    }))
}

/** The best has the acceptance model's word; the others share what is left, by softmax. */
function sharesOf({ ranked, confidence, reading }: Verdict): RankedArticle[] {
  const listed = ranked.slice(0, LISTED)
  const top = listed[0]?.score ?? 0
  const shares = listed.map(({ score }) => Math.exp(Math.min(0, score - top)))
  const others = shares.slice(1).reduce((sum, share) => sum + share, 0)
  let last = confidence
  return listed.map(({ candidate }, i) => {
    const own = i === 0 ? confidence : Math.min(last, ((1 - confidence) * shares[i]!) / (others + 1))
    last = own
    const { slug, title } = reading.knowledge.documents[candidate.document]!.article
    return { slug, title, confidence: Math.round(own * 1e4) / 1e4 }
  })
}

/** At most three of those verdicts that reach the share of help; a wish for a feature is seldom one for help. */
function offered(verdicts: readonly Weighed[], { kind }: Question, { suggest }: AskOptions): RankedArticle[] {
  if (suggest == null) return []
  const share = kind === 'request' ? Math.max(suggest, 0.8) : suggest
  const helping = verdicts.filter(({ verdict }) => verdict.help >= offerBarOf(verdict, share))
  if (helping.length === 0) return []
  const slugs = new Set(helping.flatMap(({ verdict }) => nearFirst(verdict)))
  return listing(helping)
    .filter(({ slug }) => slugs.has(slug))
    .slice(0, OFFERED)
}

function nearFirst({ ranked, reading }: Verdict): string[] {
  const least = Math.log(FAR_BEHIND)
  const top: Ranked[] = ranked.slice(0, OFFERED).filter(({ score }) => score - ranked[0]!.score >= least)
  return top.map(({ candidate }) => reading.knowledge.documents[candidate.document]!.article.slug)
}

function reasonsOf(lead: Weighed, question: Question, options: AskOptions): string[] {
  const { verdict, precision, bar, isRaised, answered } = lead
  const { confidence, decided, certain, excluded } = verdict
  const gate = precision > options.precision ? ` (${GATES[question.kind ?? 'question']})` : ''
  const raised = isRaised ? ", raised by the repository's own answers" : ''
  const bars = `confidence ${confidence.toFixed(3)}, bar ${bar.toFixed(3)} for precision ${precision}${gate}${raised}`
  // What makes an article certain is no reason for silence.
  const isWeighed = certain !== null && !answered
  const why = decided === null ? [bars] : isWeighed ? [bars, decided] : [decided, bars]
  return [...why, ...excluded]
}

/** The found article's version that suits the reader best. */
function shown(knowledge: Knowledge, document: number, wanted: string): Match['article'] {
  const found = knowledge.documents[document]!.article
  const { slug } = found
  const versions = knowledge.bySlug.get(slug)!.map((number) => knowledge.documents[number]!.article)
  const best = bestVersion<Article>(versions, wanted)!
  // Of several pieces in one language the one that was found, for each may have a heading of its own.
  const { title, language, locale, path, body, section } = best.locale === found.locale ? found : best
  return { slug, title, language, locale, path, body, section }
}
