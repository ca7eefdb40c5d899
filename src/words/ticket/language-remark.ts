// The line under an answer that is in another language than the question, in the reader's own.
import { languageOf } from '../in-language.ts'

/** Grammar that suits a name of any language. */
const REMARK: Readonly<Record<string, (language: string) => string>> = {
  en: (language) => `This answer is there in ${language} only.`,
  zh: (language) => `此回答的语言：${language}（暂无中文版本）。`,
  ja: (language) => `この回答の言語：${language}（日本語版はまだありません）。`,
  ko: (language) => `이 답변의 언어: ${language} (한국어판은 아직 없습니다).`,
  de: (language) => `Sprache dieser Antwort: ${language} (auf Deutsch gibt es sie noch nicht).`,
  fr: (language) => `Langue de cette réponse : ${language} (elle n’existe pas encore en français).`,
  es: (language) => `Idioma de esta respuesta: ${language} (todavía no existe en español).`,
  pt: (language) => `Idioma desta resposta: ${language} (ainda não existe em português).`,
  ru: (language) => `Язык этого ответа: ${language} (на русском его пока нет).`,
  it: (language) => `Lingua di questa risposta: ${language} (non c’è ancora in italiano).`,
  nl: (language) => `Taal van dit antwoord: ${language} (het bestaat nog niet in het Nederlands).`,
  pl: (language) => `Język tej odpowiedzi: ${language} (nie ma jej jeszcze po polsku).`,
  ro: (language) => `Limba acestui răspuns: ${language} (încă nu există în română).`,
  tr: (language) => `Bu yanıtın dili: ${language} (Türkçesi henüz yok).`,
  vi: (language) => `Ngôn ngữ của câu trả lời này: ${language} (chưa có bản tiếng Việt).`,
  th: (language) => `ภาษาของคำตอบนี้: ${language} (ยังไม่มีฉบับภาษาไทย)`,
  uk: (language) => `Мова цієї відповіді: ${language} (українською її поки немає).`,
  ar: (language) => `لغة هذا الجواب: ${language} (لا توجد نسخة عربية بعد).`,
  fa: (language) => `زبان این پاسخ: ${language} (نسخهٔ فارسی هنوز وجود ندارد).`,
  hi: (language) => `इस उत्तर की भाषा: ${language} (हिन्दी में अभी उपलब्ध नहीं है)।`,
  el: (language) => `Γλώσσα αυτής της απάντησης: ${language} (δεν υπάρχει ακόμη στα ελληνικά).`,
  he: (language) => `שפת התשובה: ${language} (עדיין אין גרסה בעברית).`,
}

/** Null where the answer is in the reader's language. `reader` and `answer` are language tags; regions are no matter. */
export function languageRemark(reader: string, answer: string): string | null {
  const name = nameOfLanguage(reader, answer)
  return name && REMARK[toldIn(reader)]!(name)
}

/** What the reader calls the language of a text; null where it is their own. */
export function nameOfLanguage(reader: string, text: string): string | null {
  const [own, written] = [languageOf(reader), languageOf(text)]
  if (own === written) return null
  const names = new Intl.DisplayNames([toldIn(reader)], { type: 'language', fallback: 'code' })
  return names.of(written) ?? written
}

function toldIn(reader: string): string {
  return REMARK[languageOf(reader)] ? languageOf(reader) : 'en'
}
