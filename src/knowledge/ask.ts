// Asks the knowledge base a question: the ranked articles, how sure, and whether that is sure enough to speak.
import { type Knowledge, sizeFor } from './build.ts'
import { familyOf } from './families.ts'
import { bestVersion, primaryOf, wantedLocale } from './locale.ts'
import type { Profile, Style } from './model.ts'
import { findCandidates, type HeldOut, type QueryTerms } from './score.ts'
import { acceptSignals, type Ranked, rank, weigh } from './signals.ts'
import { errorSignatures, signatureContains } from './signatures.ts'
import { cleanText, sameText } from './text.ts'
import { mannerOf, tokenize } from './tokenize.ts'
import type { Article, AskOptions, Match, Question } from './types.ts'
import { versionAllowed } from './versions.ts'

/** Confidence of a question that an article claims word by word, and of a symptom found in a log. */
const EXACT = 0.995
const SYMPTOM = 0.985
const LISTED = 5
/**
 * In a knowledge base of fewer articles a winner has hardly a rival, so that leading says nothing: unless it covers half
 * of the question it is not sure.
 */
const SMALL = 20
const HALF = 0.5
const UNRIVALLED = 0.5
/** Where bodies are searched, one or two words stand together somewhere by chance: such a question is never sure. */
const FEW_TERMS = 3

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
  const language = primaryOf(locale)
  const signatures = errorSignatures([texts.main, texts.body, ...(question.logs ?? [])].join('\n'))
  const query = queryTerms(knowledge, texts, language, question.logs ?? [])
  const verdict = judge(knowledge, question, { texts, language, signatures, query, held, ...options })
  const { ranked, confidence, reasons } = verdict
  const first = ranked[0]
  const bar = barOf(
    profileOf(knowledge, language),
    knowledge.style,
    language,
    gated(question, options.precision),
  )
  const answered = first !== undefined && !verdict.forbidden && confidence >= bar
  reasons.push(
    `confidence ${confidence.toFixed(3)}, bar ${bar.toFixed(3)} for precision ${options.precision}`,
  )
  return {
    language,
    answered,
    confidence,
    article: first ? shown(knowledge, first.candidate.document, locale) : null,
    ranked: confidences(ranked, confidence).map(({ ranked: { candidate }, confidence: own }) => {
      const { slug, title } = knowledge.documents[candidate.document]!.article
      return { slug, title, confidence: own }
    }),
    signatures,
    reasons,
  }
}

interface Texts {
  /** Title, or the question itself where there is no title. */
  main: string
  body: string
}

export function textsOf({ title, text, body }: Question): Texts {
  const main = [title, text].filter((part) => part !== undefined && part !== '').join('\n')
  if (main.trim() !== '') return { main: cleanText(main, 4_000), body: cleanText(body ?? '') }
  return { main: cleanText(body ?? ''), body: '' }
}

/** The question's terms, those of the title in full, those of body and logs for less. */
export function queryTerms(
  knowledge: Knowledge,
  texts: Texts,
  language: string,
  logs: readonly string[],
): QueryTerms {
  const { askedBody, askedLog } = knowledge.model.parameters
  const terms = new Map<string, number>()
  const add = (text: string, weight: number, most: number) => {
    for (const term of tokenize(text, language).slice(0, most)) {
      if (!terms.has(term)) terms.set(term, weight)
    }
  }
  add(texts.main, 1, 400)
  add(texts.body, askedBody, 400)
  add(logs.join('\n').slice(0, 10_000), askedLog, 200)
  return { language, terms, manner: [...new Set(mannerOf(texts.main, language))] }
}

interface Asked {
  texts: Texts
  language: string
  signatures: string[]
  query: QueryTerms
  held?: HeldOut
  closeness?: AskOptions['closeness']
}

interface Verdict {
  ranked: Ranked[]
  confidence: number
  reasons: string[]
  forbidden: boolean
}

function judge(knowledge: Knowledge, question: Question, asked: Asked): Verdict {
  const { query, held, language } = asked
  const reasons: string[] = []
  const profile = profileOf(knowledge, language)
  const known = sameText(asked.texts.main)
  const allowed = (document: number) => fitsVersions(knowledge, document, question.versions ?? [])
  const refused = new Set(held ? [] : knowledge.refused.get(known))
  const candidates = findCandidates(knowledge, query, held, asked.closeness)
  const kept = candidates.filter(({ document, against, closest }) => {
    const { article } = knowledge.documents[document]!
    if (!allowed(document)) reasons.push(`${article.slug} is for versions ${article.versions}`)
    else if (refused.has(article.slug)) reasons.push(`${article.slug} is not for this question`)
    else if (against > 0.2 && against > closest)
      reasons.push(`${article.slug} says it is not for such a question`)
    else return true
    return false
  })
  const ranked = rank(knowledge, profile.ranker[knowledge.style], kept, asked.closeness)
  const sure = certain(knowledge, asked, ranked, known)
  if (sure)
    return {
      ranked: [sure.first, ...ranked.filter((one) => one !== sure.first)],
      ...sure,
      reasons: [...reasons, sure.reason],
      forbidden: false,
    }
  const first = ranked[0]
  if (!first)
    return {
      ranked,
      confidence: 0,
      reasons: [...reasons, 'no article shares a word with the question'],
      forbidden: true,
    }
  const signals = acceptSignals(knowledge, query, ranked)
  const fitted = 1 / (1 + Math.exp(-weigh(profile.acceptance[knowledge.style], signals)))
  const unrivalled = sizeFor(knowledge, language) < SMALL && first.candidate.coverage < HALF
  const thin = knowledge.style === 'told' && query.terms.size < FEW_TERMS
  const confidence = unrivalled || thin ? Math.min(fitted, UNRIVALLED) : fitted
  reasons.push(`covers ${(100 * first.candidate.coverage).toFixed(0)} % of the question's words by weight`)
  return { ranked, confidence, reasons, forbidden: false }
}

function fitsVersions(knowledge: Knowledge, document: number, versions: readonly string[]): boolean {
  const range = knowledge.documents[document]!.article.versions
  return range === null || versions.every((version) => versionAllowed(range, version))
}

/** The article that claims the question word by word, or whose symptom stands in its log; null where two do. */
function certain(
  knowledge: Knowledge,
  asked: Asked,
  ranked: Ranked[],
  known: string,
): { first: Ranked; confidence: number; reason: string } | null {
  const slugOf = (document: number) => knowledge.documents[document]!.article.slug
  const exact = asked.held ? [] : (knowledge.exact.get(known) ?? [])
  if (asked.query.terms.size > 0 && new Set(exact.map(slugOf)).size === 1) {
    const first = ranked.find(({ candidate }) => slugOf(candidate.document) === slugOf(exact[0]!))
    if (first) return { first, confidence: EXACT, reason: 'a known phrasing, word by word' }
  }
  const hits = knowledge.symptoms.filter(({ signature }) =>
    asked.signatures.some((found) => signatureContains(found, signature)),
  )
  if (new Set(hits.map(({ document }) => slugOf(document))).size !== 1) return null
  const first = ranked.find(({ candidate }) => slugOf(candidate.document) === slugOf(hits[0]!.document))
  return first
    ? { first, confidence: SYMPTOM, reason: `its symptom "${hits[0]!.signature}" is in the question` }
    : null
}

/** Weights with vectors where the question's language has them and titles and phrasings are what is compared. */
export function profileOf({ model, style }: Knowledge, language: string): Profile {
  const { words, meaning, vectors } = model
  return meaning && style !== 'told' && vectors?.language === language ? meaning : words
}

/** A ticket that asks nothing must fit all the better: a wish for a feature most of all. */
function gated({ kind }: Question, precision: number): number {
  if (kind === 'request') return Math.max(precision, 0.99)
  return kind === 'report' ? Math.max(precision, 0.97) : precision
}

/** Least confidence that is answered for a precision, in a language's family. */
export function barOf(profile: Profile, style: Style, language: string, precision: number): number {
  const bars = profile.bars[style][familyOf(language)] ?? profile.bars[style].other!
  for (const [reached, confidence] of bars) if (reached >= precision - 1e-9) return confidence
  return 0.999
}

/** The found article's version that suits the reader best. */
function shown(knowledge: Knowledge, document: number, wanted: string): Match['article'] {
  const { slug } = knowledge.documents[document]!.article
  const versions = knowledge.bySlug.get(slug)!.map((number) => knowledge.documents[number]!.article)
  const { title, language, locale, path, body } = bestVersion<Article>(versions, wanted)!
  return { slug, title, language, locale, path, body }
}

/** The best has the acceptance model's word; the others share what is left, by softmax. */
function confidences(ranked: Ranked[], confidence: number): Array<{ ranked: Ranked; confidence: number }> {
  const listed = ranked.slice(0, LISTED)
  const top = listed[0]?.score ?? 0
  const shares = listed.map(({ score }) => Math.exp(Math.min(0, score - top)))
  const others = shares.slice(1).reduce((sum, share) => sum + share, 0)
  let last = confidence
  return listed.map((one, i) => {
    const own = i === 0 ? confidence : Math.min(last, ((1 - confidence) * shares[i]!) / (others + 1))
    last = own
    return { ranked: one, confidence: Math.round(own * 1e4) / 1e4 }
  })
}
