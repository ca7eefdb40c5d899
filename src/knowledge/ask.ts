// Asks the knowledge base a question: the ranked articles, how sure, and whether that is sure enough to speak.

import type { HeldOut, QueryTerms } from './asked-terms.ts'
import { type Certain, certainArticle } from './certain.ts'
import { DOUBTED, doubtOf } from './doubt.ts'
import { familyOf } from './families.ts'
import type { Knowledge } from './knowledge.ts'
import { bestVersion, primaryOf, wantedLocale } from './locale.ts'
import type { Candidate } from './measure.ts'
import type { Profile, Style } from './model.ts'
import { essenceOf } from './same-question.ts'
import { findCandidates } from './score.ts'
import { acceptSignals, type Ranked, rank, weigh } from './signals.ts'
import { errorSignatures } from './signatures.ts'
import { cleanText, sameText } from './text.ts'
import { mannerOf, tokenize } from './tokenize.ts'
import type { Article, AskOptions, Match, Question } from './types.ts'
import { versionAllowed } from './versions.ts'

const LISTED = 5
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
  const language = primaryOf(locale)
  const signatures = errorSignatures([texts.main, texts.body, ...(question.logs ?? [])].join('\n'))
  const query = queryTerms(knowledge, texts, language, question.logs ?? [])
  const asked = { texts, language, query, held }
  const { ranked, confidence, decided, certain, excluded } = judge(knowledge, question, asked)
  const first = ranked[0]
  const precision = gated(question, options.precision, certain)
  const shipped = barOf(profileOf(knowledge, language), knowledge.style, language, precision)
  const bar = Math.max(shipped, options.atLeast ?? 0)
  const answered = first !== undefined && confidence >= bar
  const gate = precision > options.precision ? ` (${GATES[question.kind ?? 'question']})` : ''
  const raised = bar > shipped ? ", raised by the repository's own answers" : ''
  const weighed = `confidence ${confidence.toFixed(3)}, bar ${bar.toFixed(3)} for precision ${precision}${gate}${raised}`
  // What makes an article certain is no reason for silence.
  const isWeighed = certain !== null && !answered
  const why = decided === null ? [weighed] : isWeighed ? [weighed, decided] : [decided, weighed]
  const reasons = [...why, ...excluded]
  return {
    language,
    answered,
    confidence,
    article: first ? shown(knowledge, first.candidate.document, locale) : null,
    ranked: confidences(ranked, confidence).map(({ ranked: { candidate }, confidence: own }) => {
      const { slug, title } = knowledge.documents[candidate.document]!.article
      return { slug, title, confidence: own }
    }),
    suggested: [],
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
  const isSaid = main.trim() !== '' && !(saysNothing(main) && body?.trim())
  if (isSaid) return { main: cleanText(main, 4_000), body: cleanText(body ?? '') }
  return { main: cleanText(body ?? ''), body: '' }
}

/** Whether a title only says that there is a question, or that something is wrong: then the body is the question. */
function saysNothing(title: string): boolean {
  const words = sameText(title).split(' ')
  return words.length <= 6 && words.every((word) => EMPTY_TITLE.has(word))
}

const EMPTY_TITLE: ReadonlySet<string> = new Set(
  `a an and any anyone asking basic beginner bug bugs broke broken can cannot does doesnt dont error errors fail failed
  failing fails failure for have has hello help helpme hey hi i im in is issue issues it me my need needed newbie noob not
  nothing on one please problem problems q query question questions quick simple small some someone strange stuck support
  that the there this ticket to trouble urgent weird why with work working works wrong you
  bitte fehler frage fragen funktioniert geht hilfe nicht problem probleme ayuda duda error no funciona por favor pregunta
  problema problemas ajuda dúvida duvida erro não nao pergunta aide besoin bonjour ça ca marche ne pas problème question
  s'il vous plaît помогите помощь вопрос вопросы проблема ошибка не работает 问题 求助 帮助 请教 请问 求帮助 报错 错误 有问题
  一个问题 無法使用 不能用 不工作 质問 質問 問題 助けて エラー 教えてください 질문 도움 문제 오류 도와주세요`.split(
    /\s+/,
  ),
)

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

interface AskedTexts {
  texts: Texts
  language: string
  query: QueryTerms
  held?: HeldOut
}

interface Verdict {
  ranked: Ranked[]
  confidence: number
  /** What settled it; null where the confidence alone does. */
  decided: string | null
  certain: Certain | null
  /** Articles that cannot be meant, with why. */
  excluded: string[]
}

function judge(knowledge: Knowledge, question: Question, asked: AskedTexts): Verdict {
  const { query, held, language, texts } = asked
  const profile = profileOf(knowledge, language)
  const certain = held ? null : certainArticle(knowledge, question, { main: texts.main, language })
  const wanted = certain ? knowledge.bySlug.get(certain.slug) : []
  const whyNot = exclusion(knowledge, question, asked)
  const excluded: string[] = []
  const candidates = findCandidates(knowledge, query, held, wanted).filter((candidate) => {
    const reason = whyNot(candidate)
    if (reason) excluded.push(reason)
    return reason === null
  })
  const ranked = rank(knowledge, profile.ranker[knowledge.style], candidates)
  const slugOf = ({ candidate }: Ranked) => knowledge.documents[candidate.document]!.article.slug
  const sure = ranked.find((one) => slugOf(one) === certain?.slug)
  if (certain && sure) {
    const others = ranked.filter((one) => one !== sure)
    const { confidence, reason } = certain
    return { ranked: [sure, ...others], confidence, decided: reason, certain, excluded }
  }
  const first = ranked[0]
  if (!first) {
    const decided = excluded.length > 0 ? excluded[0]! : 'no article shares a word with the question'
    return { ranked, confidence: 0, decided, certain: null, excluded: excluded.slice(1) }
  }
  const signals = acceptSignals(knowledge, query, ranked)
  const fitted = 1 / (1 + Math.exp(-weigh(profile.acceptance[knowledge.style], signals)))
  const doubt = doubtOf(knowledge, query, first.candidate, held)
  const confidence = doubt === null ? fitted : Math.min(fitted, DOUBTED)
  return { ranked, confidence, decided: confidence < fitted ? doubt : null, certain: null, excluded }
}

/** Why a candidate cannot be meant, whatever its words say; null where it can. */
function exclusion(knowledge: Knowledge, { versions = [] }: Question, { texts, language, held }: AskedTexts) {
  const asked = [sameText(texts.main), essenceOf(texts.main, language)]
  const refused = new Set(held ? [] : asked.flatMap((text) => knowledge.refused.get(text) ?? []))
  return ({ document, against, closest }: Candidate): string | null => {
    const { slug, versions: range } = knowledge.documents[document]!.article
    if (range !== null && !versions.every((version) => versionAllowed(range, version)))
      return `${slug} is for versions ${range}, and the question names ${versions.join(', ')}`
    if (refused.has(slug)) return `${slug} is not for this question`
    return against > 0.2 && against > closest ? `${slug} says it is not for such a question` : null
  }
}

/** Weights with vectors where the question's language has them and titles and phrasings are what is compared. */
function profileOf({ model, style }: Knowledge, language: string): Profile {
  const { words, meaning, vectors } = model
  return meaning && style !== 'told' && vectors?.language === language ? meaning : words
}

/**
 * A ticket that asks nothing must fit all the better: a wish for a feature most of all. A report that holds an article's
 * very error line fits as well as any.
 */
function gated({ kind }: Question, precision: number, certain: Certain | null): number {
  if (kind === 'request') return Math.max(precision, 0.99)
  return kind === 'report' && !certain?.isErrorLine ? Math.max(precision, 0.97) : precision
}

/** Least confidence that is answered for a precision, in a language's family. */
function barOf(profile: Profile, style: Style, language: string, precision: number): number {
  const bars = profile.bars[style][familyOf(language)] ?? profile.bars[style].other!
  for (const [reached, confidence] of bars) if (reached >= precision - 1e-9) return confidence
  return 0.999
}

/** The found article's version that suits the reader best. */
function shown(knowledge: Knowledge, document: number, wanted: string): Match['article'] {
  const { slug } = knowledge.documents[document]!.article
  const versions = knowledge.bySlug.get(slug)!.map((number) => knowledge.documents[number]!.article)
  const { title, language, locale, path, body, section } = bestVersion<Article>(versions, wanted)!
  return { slug, title, language, locale, path, body, section }
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
