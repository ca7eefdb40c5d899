// Reads a question: which of its texts is asked, and which terms it is compared by.
import type { QueryTerms, Spoken } from './asked-terms.ts'
import { glossed, inOwnWords } from './glossary/look-up.ts'
import type { WeightsFile } from './model.ts'
import { cleanText, sameText } from './text.ts'
import { mannerOf, tokenize } from './tokenize.ts'
import type { AskOptions, Question } from './types.ts'

export interface Texts {
  /** Title, or the question itself where there is no title. */
  main: string
  body: string
}

/** A title that says nothing gives way to the body. */
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

/** The texts in English words by the language's glossary and the project's own words; null where nothing comes out. */
export function inEnglish(texts: Texts, language: string, words: AskOptions['words']): Texts | null {
  const [main, body] = [texts.main, texts.body].map((text) => glossed(text, language, words).join(' '))
  return main === '' && body === '' ? null : textsOf({ title: main, body })
}

/** English texts with the project's own words put into what they mean: jargon of its own is in no English article. */
export function inPlainEnglish({ main, body }: Texts, words: AskOptions['words']): Texts {
  return { main: inOwnWords(main, words), body: inOwnWords(body, words) }
}

/** The question's terms, those of the title in full, those of body and logs for less. */
export function queryTerms(
  { askedBody, askedLog }: WeightsFile['parameters'],
  texts: Texts,
  language: string,
  logs: readonly string[],
  spoken: Spoken | null = null,
): QueryTerms {
  const terms = new Map<string, number>()
  const add = (text: string, weight: number, most: number) => {
    for (const term of tokenize(text, language).slice(0, most)) {
      if (!terms.has(term)) terms.set(term, weight)
    }
  }
  add(texts.main, 1, 400)
  add(texts.body, askedBody, 400)
  add(logs.join('\n').slice(0, 10_000), askedLog, 200)
  return { language, terms, manner: [...new Set(mannerOf(texts.main, language))], spoken }
}
