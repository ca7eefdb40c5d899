// Asks the knowledge base a question: the ranked articles, how sure, and whether that is sure enough to speak.

import type { HeldOut, QueryTerms, Spoken } from './asked-terms.ts'
import { barOf, judge, type Reading, type Verdict } from './judge.ts'
import type { Knowledge } from './knowledge.ts'
import { bestVersion, primaryOf, wantedLocale } from './locale.ts'
import { spokenTexts } from './meaning.ts'
import { inOrder, listing, offered, type Weighed } from './order.ts'
import { inEnglish, inPlainEnglish, queryTerms, type Texts, textsOf } from './reading.ts'
import { errorsOf } from './signatures.ts'
import { tokenize } from './tokenize.ts'
import type { Article, AskOptions, Match, Question } from './types.ts'

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
  const verdicts = inOrder(
    indices
      .flatMap((index) => readingsOf(index, asked, held))
      .map((reading) => weighed(judge(reading, question), question, options)),
  )
  const lead = verdicts[0]!
  const first = lead.verdict.ranked[0]
  return {
    language: asked.language,
    answered: lead.answered,
    confidence: lead.verdict.confidence,
    article: first ? shown(lead.verdict.reading.knowledge, first.candidate.document, locale) : null,
    ranked: listing(verdicts),
    suggested: lead.answered ? [] : offered(verdicts, question, options),
    signatures: errorsOf(question).map(({ text }) => text),
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
  const isOwn = (document: number) => {
    const { phrasings, learned } = knowledge.documents[document]!
    return !isEnglish(document) || [...phrasings, ...learned].some((one) => one.language === language)
  }
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

function weighed(verdict: Verdict, question: Question, options: AskOptions): Weighed {
  const precision = gated(question, options.precision, verdict)
  const shipped = barOf(verdict, precision)
  const bar = Math.max(shipped, options.atLeast ?? 0)
  const answered = verdict.ranked.length > 0 && !verdict.isDoubted && verdict.confidence >= bar
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
