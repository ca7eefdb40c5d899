// What is said around an answer, in every language that is told from others; English otherwise.

import { inLanguage } from '../in-language.ts'
import { languageRemark } from './language-remark.ts'

interface Frame {
  automatic: string
  /** That a person looks at it too. */
  readOn: string
  source: (source: string) => string
  /** Asks whether it helped. */
  asks: string
  none: string
  takenBack: string
}

const FRAMES: Record<string, Frame> = {
  en: {
    automatic: 'This is an automatic answer.',
    readOn: 'A maintainer will read this thread all the same.',
    source: (source) => `Source: ${source}.`,
    asks: 'Did it help? Please react with 👍 or 👎.',
    none: 'No article answers this question.',
    takenBack: 'A maintainer took this automatic answer back.',
  },
  zh: {
    automatic: '这是自动回答。',
    readOn: '维护者仍会查看此讨论。',
    source: (source) => `来源：${source}。`,
    asks: '有帮助吗？请用 👍 或 👎 告诉我们。',
    none: '没有文章能够回答这个问题。',
    takenBack: '维护者已撤回此自动回答。',
  },
  ja: {
    automatic: 'これは自動回答です。',
    readOn: 'メンテナーもこのスレッドを確認します。',
    source: (source) => `出典：${source}。`,
    asks: '役に立ちましたか？ 👍 または 👎 で教えてください。',
    none: 'この質問に答える記事はありません。',
    takenBack: 'この自動回答はメンテナーにより取り消されました。',
  },
  ko: {
    automatic: '자동 답변입니다.',
    readOn: '관리자도 이 글을 확인합니다.',
    source: (source) => `출처: ${source}.`,
    asks: '도움이 되었나요? 👍 또는 👎로 알려 주세요.',
    none: '이 질문에 답하는 문서가 없습니다.',
    takenBack: '관리자가 이 자동 답변을 철회했습니다.',
  },
  de: {
    automatic: 'Dies ist eine automatische Antwort.',
    readOn: 'Ein Maintainer liest trotzdem mit.',
    source: (source) => `Quelle: ${source}.`,
    asks: 'War das hilfreich? Bitte mit 👍 oder 👎 reagieren.',
    none: 'Kein Artikel beantwortet diese Frage.',
    takenBack: 'Ein Maintainer hat diese automatische Antwort zurückgenommen.',
  },
  fr: {
    automatic: 'Ceci est une réponse automatique.',
    readOn: 'Un mainteneur lira tout de même ce fil.',
    source: (source) => `Source : ${source}.`,
    asks: 'Cela vous a-t-il aidé ? Réagissez avec 👍 ou 👎.',
    none: 'Aucun article ne répond à cette question.',
    takenBack: 'Un mainteneur a retiré cette réponse automatique.',
  },
  es: {
    automatic: 'Esta es una respuesta automática.',
    readOn: 'Un mantenedor leerá este hilo de todos modos.',
    source: (source) => `Fuente: ${source}.`,
    asks: '¿Le ha servido? Reaccione con 👍 o 👎.',
    none: 'Ningún artículo responde a esta pregunta.',
    takenBack: 'Un mantenedor ha retirado esta respuesta automática.',
  },
  pt: {
    automatic: 'Esta é uma resposta automática.',
    readOn: 'Um mantenedor lerá esta conversa de qualquer forma.',
    source: (source) => `Fonte: ${source}.`,
    asks: 'Ajudou? Reaja com 👍 ou 👎.',
    none: 'Nenhum artigo responde a esta pergunta.',
    takenBack: 'Um mantenedor retirou esta resposta automática.',
  },
  ru: {
    automatic: 'Это автоматический ответ.',
    readOn: 'Сопровождающий всё равно прочитает это обсуждение.',
    source: (source) => `Источник: ${source}.`,
    asks: 'Помогло ли это? Поставьте 👍 или 👎.',
    none: 'Ни одна статья не отвечает на этот вопрос.',
    takenBack: 'Сопровождающий отозвал этот автоматический ответ.',
  },
  it: {
    automatic: 'Questa è una risposta automatica.',
    readOn: 'Un manutentore leggerà comunque questa discussione.',
    source: (source) => `Fonte: ${source}.`,
    asks: 'È stato utile? Reagisci con 👍 o 👎.',
    none: 'Nessun articolo risponde a questa domanda.',
    takenBack: 'Un manutentore ha ritirato questa risposta automatica.',
  },
  nl: {
    automatic: 'Dit is een automatisch antwoord.',
    readOn: 'Een beheerder leest deze vraag hoe dan ook.',
    source: (source) => `Bron: ${source}.`,
    asks: 'Heeft het geholpen? Reageer met 👍 of 👎.',
    none: 'Geen enkel artikel beantwoordt deze vraag.',
    takenBack: 'Een beheerder heeft dit automatische antwoord ingetrokken.',
  },
  pl: {
    automatic: 'To automatyczna odpowiedź.',
    readOn: 'Opiekun projektu i tak przeczyta ten wątek.',
    source: (source) => `Źródło: ${source}.`,
    asks: 'Czy to pomogło? Zareaguj 👍 lub 👎.',
    none: 'Żaden artykuł nie odpowiada na to pytanie.',
    takenBack: 'Opiekun projektu wycofał tę automatyczną odpowiedź.',
  },
  ro: {
    automatic: 'Acesta este un răspuns automat.',
    readOn: 'Un administrator va citi oricum această discuție.',
    source: (source) => `Sursa: ${source}.`,
    asks: 'V-a ajutat? Reacționați cu 👍 sau 👎.',
    none: 'Niciun articol nu răspunde la această întrebare.',
    takenBack: 'Un administrator a retras acest răspuns automat.',
  },
  tr: {
    automatic: 'Bu otomatik bir yanıttır.',
    readOn: 'Bir proje sorumlusu bu konuyu yine de okuyacak.',
    source: (source) => `Kaynak: ${source}.`,
    asks: 'Yardımcı oldu mu? Lütfen 👍 veya 👎 ile tepki verin.',
    none: 'Hiçbir makale bu soruyu yanıtlamıyor.',
    takenBack: 'Bir proje sorumlusu bu otomatik yanıtı geri çekti.',
  },
  vi: {
    automatic: 'Đây là câu trả lời tự động.',
    readOn: 'Người bảo trì vẫn sẽ đọc chủ đề này.',
    source: (source) => `Nguồn: ${source}.`,
    asks: 'Có giúp ích không? Hãy phản hồi bằng 👍 hoặc 👎.',
    none: 'Không có bài viết nào trả lời câu hỏi này.',
    takenBack: 'Người bảo trì đã rút lại câu trả lời tự động này.',
  },
  th: {
    automatic: 'นี่คือคำตอบอัตโนมัติ',
    readOn: 'ผู้ดูแลจะยังคงอ่านหัวข้อนี้',
    source: (source) => `ที่มา: ${source}`,
    asks: 'ช่วยได้หรือไม่ โปรดตอบด้วย 👍 หรือ 👎',
    none: 'ไม่มีบทความใดตอบคำถามนี้',
    takenBack: 'ผู้ดูแลได้ถอนคำตอบอัตโนมัตินี้แล้ว',
  },
  uk: {
    automatic: 'Це автоматична відповідь.',
    readOn: 'Супровідник усе одно прочитає це обговорення.',
    source: (source) => `Джерело: ${source}.`,
    asks: 'Чи це допомогло? Поставте 👍 або 👎.',
    none: 'Жодна стаття не відповідає на це запитання.',
    takenBack: 'Супровідник відкликав цю автоматичну відповідь.',
  },
  ar: {
    automatic: 'هذه إجابة آلية.',
    readOn: 'سيقرأ أحد المشرفين هذا الموضوع في كل الأحوال.',
    source: (source) => `المصدر: ${source}.`,
    asks: 'هل أفادك ذلك؟ تفاعل بـ 👍 أو 👎.',
    none: 'لا توجد مقالة تجيب عن هذا السؤال.',
    takenBack: 'سحب أحد المشرفين هذه الإجابة الآلية.',
  },
  fa: {
    automatic: 'این پاسخی خودکار است.',
    readOn: 'یکی از نگه‌دارندگان در هر حال این گفتگو را می‌خواند.',
    source: (source) => `منبع: ${source}.`,
    asks: 'کمک کرد؟ لطفاً با 👍 یا 👎 واکنش نشان دهید.',
    none: 'هیچ مقاله‌ای به این پرسش پاسخ نمی‌دهد.',
    takenBack: 'یکی از نگه‌دارندگان این پاسخ خودکار را پس گرفت.',
  },
  hi: {
    automatic: 'यह एक स्वचालित उत्तर है।',
    readOn: 'एक अनुरक्षक फिर भी इस चर्चा को पढ़ेगा।',
    source: (source) => `स्रोत: ${source}।`,
    asks: 'क्या इससे मदद मिली? कृपया 👍 या 👎 से प्रतिक्रिया दें।',
    none: 'कोई भी लेख इस प्रश्न का उत्तर नहीं देता।',
    takenBack: 'एक अनुरक्षक ने यह स्वचालित उत्तर वापस ले लिया है।',
  },
  el: {
    automatic: 'Αυτή είναι μια αυτόματη απάντηση.',
    readOn: 'Ένας συντηρητής θα διαβάσει το θέμα ούτως ή άλλως.',
    source: (source) => `Πηγή: ${source}.`,
    asks: 'Βοήθησε; Αντιδράστε με 👍 ή 👎.',
    none: 'Κανένα άρθρο δεν απαντά σε αυτή την ερώτηση.',
    takenBack: 'Ένας συντηρητής απέσυρε αυτή την αυτόματη απάντηση.',
  },
  he: {
    automatic: 'זוהי תשובה אוטומטית.',
    readOn: 'מתחזק יקרא את הדיון בכל מקרה.',
    source: (source) => `מקור: ${source}.`,
    asks: 'האם זה עזר? אפשר להגיב ב־👍 או ב־👎.',
    none: 'אין מאמר שעונה על השאלה הזאת.',
    takenBack: 'מתחזק משך בחזרה את התשובה האוטומטית הזאת.',
  },
}

function frame(language: string): Frame {
  return inLanguage(FRAMES, language)
}

/**
 * An answer: says first that it is automatic, then the article's text, then, where that is in another language than the
 * reader's, which; then its source and how to say whether it helped. `source` is null where readers may not know it.
 */
export function answerMessage(article: {
  body: string
  source: string | null
  language: string
  reader: string
}): string {
  const { source, language, reader } = article
  const remark = languageRemark(reader, language)
  // Spaces before the first line may make it code.
  const body = article.body.replace(/^(?:[ \t]*\n)+/, '').trimEnd()
  return framedAnswer(reader, [body, ...(remark === null ? [] : [remark])], { source })
}

/**
 * What is said by itself: that it is, the blocks of its text, then its `source` where it has one, and whether it helped.
 * @param told.automatic in the reader's language, where it is no answer
 */
export function framedAnswer(
  reader: string,
  blocks: readonly string[],
  told: { source?: string | null; automatic?: string } = {},
): string {
  const { automatic, readOn, source, asks } = frame(reader)
  const first = told.automatic ?? automatic
  const begins = `${first}${first.endsWith('。') ? '' : ' '}${readOn}`
  const ends = told.source ? `${source(told.source)} ${asks}` : asks
  return [`🤖 ${begins}`, ...blocks, '---', ends].join('\n\n')
}

/** What is left of an answer that a maintainer took back. */
export function takenBackMessage(language: string): string {
  return `${TAKEN_BACK} ${frame(language).takenBack}`
}

/** Whether a part is what was left of an answer, or of links, in whatever language. */
export function isTakenBackText(text: string): boolean {
  return text.startsWith(TAKEN_BACK)
}

/** Begins what is left of an answer or of links that a maintainer took back; nothing else of ours begins so. */
export const TAKEN_BACK = '↩️'

/** What `POST /support` says where nothing answers. */
export function noAnswerMessage(language: string): string {
  return frame(language).none
}
