// Every sentence that Firstline posts on tickets. Article texts are put in as they are, made safe by the caller.
import type { Actor } from '../domain/ticket.ts'
import { mentionOf, safeCode } from '../report/safe-text.ts'

/** What is said around an answer, in every language that is told from others; English otherwise. */
const ANSWER_FRAME: Record<string, { note: (source: string) => string; none: string }> = {
  en: {
    note: (source) =>
      `This is an automatic answer from ${source}. Did it help? Please react with 👍 or 👎. A maintainer will read this thread all the same.`,
    none: 'No article answers this question.',
  },
  zh: {
    note: (source) =>
      `这是来自 ${source} 的自动回答。有帮助吗？请用 👍 或 👎 告诉我们。维护者仍会查看此讨论。`,
    none: '没有文章能够回答这个问题。',
  },
  ja: {
    note: (source) =>
      `これは ${source} による自動回答です。役に立ちましたか？ 👍 または 👎 で教えてください。メンテナーもこのスレッドを確認します。`,
    none: 'この質問に答える記事はありません。',
  },
  ko: {
    note: (source) =>
      `${source}에서 가져온 자동 답변입니다. 도움이 되었나요? 👍 또는 👎로 알려 주세요. 관리자도 이 글을 확인합니다.`,
    none: '이 질문에 답하는 문서가 없습니다.',
  },
  de: {
    note: (source) =>
      `Dies ist eine automatische Antwort aus ${source}. War sie hilfreich? Bitte mit 👍 oder 👎 reagieren. Ein Maintainer liest trotzdem mit.`,
    none: 'Kein Artikel beantwortet diese Frage.',
  },
  fr: {
    note: (source) =>
      `Ceci est une réponse automatique tirée de ${source}. Vous a-t-elle aidé ? Réagissez avec 👍 ou 👎. Un mainteneur lira tout de même ce fil.`,
    none: 'Aucun article ne répond à cette question.',
  },
  es: {
    note: (source) =>
      `Esta es una respuesta automática de ${source}. ¿Le ha servido? Reaccione con 👍 o 👎. Un mantenedor leerá este hilo de todos modos.`,
    none: 'Ningún artículo responde a esta pregunta.',
  },
  pt: {
    note: (source) =>
      `Esta é uma resposta automática de ${source}. Ajudou? Reaja com 👍 ou 👎. Um mantenedor lerá esta conversa de qualquer forma.`,
    none: 'Nenhum artigo responde a esta pergunta.',
  },
  ru: {
    note: (source) =>
      `Это автоматический ответ из ${source}. Помог ли он? Поставьте 👍 или 👎. Сопровождающий всё равно прочитает это обсуждение.`,
    none: 'Ни одна статья не отвечает на этот вопрос.',
  },
  it: {
    note: (source) =>
      `Questa è una risposta automatica tratta da ${source}. È stata utile? Reagisci con 👍 o 👎. Un manutentore leggerà comunque questa discussione.`,
    none: 'Nessun articolo risponde a questa domanda.',
  },
  nl: {
    note: (source) =>
      `Dit is een automatisch antwoord uit ${source}. Heeft het geholpen? Reageer met 👍 of 👎. Een beheerder leest deze vraag hoe dan ook.`,
    none: 'Geen enkel artikel beantwoordt deze vraag.',
  },
  pl: {
    note: (source) =>
      `To automatyczna odpowiedź z ${source}. Czy pomogła? Zareaguj 👍 lub 👎. Opiekun projektu i tak przeczyta ten wątek.`,
    none: 'Żaden artykuł nie odpowiada na to pytanie.',
  },
  ro: {
    note: (source) =>
      `Acesta este un răspuns automat din ${source}. V-a ajutat? Reacționați cu 👍 sau 👎. Un administrator va citi oricum această discuție.`,
    none: 'Niciun articol nu răspunde la această întrebare.',
  },
  tr: {
    note: (source) =>
      `Bu, ${source} kaynağından otomatik bir yanıttır. Yardımcı oldu mu? Lütfen 👍 veya 👎 ile tepki verin. Bir proje sorumlusu bu konuyu yine de okuyacak.`,
    none: 'Hiçbir makale bu soruyu yanıtlamıyor.',
  },
  vi: {
    note: (source) =>
      `Đây là câu trả lời tự động từ ${source}. Câu trả lời có giúp ích không? Hãy phản hồi bằng 👍 hoặc 👎. Người bảo trì vẫn sẽ đọc chủ đề này.`,
    none: 'Không có bài viết nào trả lời câu hỏi này.',
  },
  th: {
    note: (source) => `นี่คือคำตอบอัตโนมัติจาก ${source} ช่วยได้หรือไม่ โปรดตอบด้วย 👍 หรือ 👎 ผู้ดูแลจะยังคงอ่านหัวข้อนี้`,
    none: 'ไม่มีบทความใดตอบคำถามนี้',
  },
  uk: {
    note: (source) =>
      `Це автоматична відповідь із ${source}. Чи допомогла вона? Поставте 👍 або 👎. Супровідник усе одно прочитає це обговорення.`,
    none: 'Жодна стаття не відповідає на це запитання.',
  },
  ar: {
    note: (source) =>
      `هذه إجابة آلية من ${source}. هل أفادتك؟ تفاعل معها بـ 👍 أو 👎. سيقرأ أحد المشرفين هذا الموضوع في كل الأحوال.`,
    none: 'لا توجد مقالة تجيب عن هذا السؤال.',
  },
  fa: {
    note: (source) =>
      `این پاسخی خودکار از ${source} است. کمک کرد؟ لطفاً با 👍 یا 👎 واکنش نشان دهید. یکی از نگه‌دارندگان در هر حال این گفتگو را می‌خواند.`,
    none: 'هیچ مقاله‌ای به این پرسش پاسخ نمی‌دهد.',
  },
  hi: {
    note: (source) =>
      `यह ${source} से एक स्वचालित उत्तर है। क्या इससे मदद मिली? कृपया 👍 या 👎 से प्रतिक्रिया दें। एक अनुरक्षक फिर भी इस चर्चा को पढ़ेगा।`,
    none: 'कोई भी लेख इस प्रश्न का उत्तर नहीं देता।',
  },
  el: {
    note: (source) =>
      `Αυτή είναι μια αυτόματη απάντηση από το ${source}. Βοήθησε; Αντιδράστε με 👍 ή 👎. Ένας συντηρητής θα διαβάσει το θέμα ούτως ή άλλως.`,
    none: 'Κανένα άρθρο δεν απαντά σε αυτή την ερώτηση.',
  },
  he: {
    note: (source) =>
      `זוהי תשובה אוטומטית מתוך ${source}. האם היא עזרה? אפשר להגיב ב־👍 או ב־👎. מתחזק יקרא את הדיון בכל מקרה.`,
    none: 'אין מאמר שעונה על השאלה הזאת.',
  },
}

function frame(language: string) {
  return ANSWER_FRAME[language.toLowerCase().split('-')[0] ?? 'en'] ?? ANSWER_FRAME.en!
}

/** An answer: the article's text, then its source, that it is automatic, and how to say whether it helped. */
export function answerMessage(article: { body: string; source: string; language: string }): string {
  return `${article.body.trim()}\n\n---\n\n<sub>🤖 ${frame(article.language).note(article.source)}</sub>`
}

/** What `POST /support` says where nothing answers. */
export function noAnswerMessage(language: string): string {
  return frame(language).none
}

/** What stands for the deadline where nothing is owed. */
export const noDeadlineText = 'our next working day'

export function acknowledgementMessage(text: string, deadline: string, notes: readonly string[]): string {
  return [text.replaceAll('{deadline}', deadline), ...notes].join('\n\n')
}

export function escalationMessage(input: {
  clock: string
  state: 'at risk' | 'missed'
  target: string
  deadline: string
  notify: string[]
  late: string | null
}): string {
  const mention = input.notify.length > 0 ? `${input.notify.join(' ')} ` : ''
  const what =
    input.state === 'missed'
      ? `The promised ${input.clock} (${input.target}) was due ${input.deadline} and is missed.`
      : `The promised ${input.clock} (${input.target}) is due ${input.deadline} and at risk.`
  return `${mention}${what}${input.late ? ` ${input.late}` : ''}`
}

/** Says that a notice comes after its moment, and why where that is known for certain. */
export function lateNotice(minutesLate: number, wasDown: boolean): string {
  const why = wasDown ? ': Firstline was not running at that moment' : ''
  return `(This notice is ${minutesLate} minutes late${why}.)`
}

export function whyMessage(tier: string | null, reasons: string[]): string {
  const standing = tier ? `This ticket has the tier **${tier}**.` : 'This ticket has no tier.'
  const list = reasons.map((reason) => `- ${reason}`).join('\n')
  return list ? `${standing}\n\n${list}` : standing
}

export function helpMessage(commands: Array<{ usage: string; help: string }>): string {
  return `I understand these commands, each on a line of its own:\n\n${commands
    .map((command) => `- \`${command.usage}\`: ${command.help}`)
    .join('\n')}`
}

export function unknownArticleMessage(slug: string, nearest: string | null): string {
  const hint = nearest === null ? '' : ` Did you mean ${safeCode(nearest)}?`
  return `There is no article ${safeCode(slug)}.${hint}`
}

export function mistypedMessage(written: string, usage: string): string {
  return `I do not understand ${safeCode(written)}. Write it as ${safeCode(usage)}.`
}

export function tooManyCommandsMessage(most: number): string {
  return `Only the first ${most} commands of a comment are carried out.`
}

export function noCandidateMessage(prefix: string): string {
  return `No article fits this ticket; name one: ${safeCode(`${prefix}answer SLUG`)}.`
}

export const alreadyAnsweredMessage = 'This ticket was answered from the knowledge base already.'
export const nothingToRetractMessage = 'There is no answer to take back.'

export function unknownTierMessage(name: string, tiers: string[]): string {
  return `There is no tier ${safeCode(name)}. Allowed: ${[...tiers, 'none', 'auto'].map((one) => `\`${one}\``).join(', ')}.`
}

export function wrongDurationMessage(word: string): string {
  return `${safeCode(word)} is no duration. Allowed: \`90m\`, \`4h\`, \`14d\`, \`2w\`.`
}

export function reminderMessage(requester: Actor): string {
  return `A reminder, ${mentionOf(requester)}: this ticket waits for your reply.`
}

/** Ends the comment that begins a wait. */
export function waitMessage(announces: 'close' | 'remind', day: string): string {
  return announces === 'close'
    ? `This will be closed automatically on ${day}, unless whoever opened it replies here or edits it before.`
    : `If nothing is heard until ${day}, whoever opened this will be reminded.`
}

export function closedAfterWaitMessage(since: string, label: string): string {
  return `Closed automatically: since ${since} this waited for a reply (label ${safeCode(label)}), and none came. If it still matters, reply here within 30 days and it is opened again.`
}

export function closedByLabelMessage(reason: string, label: string): string {
  return `Closed automatically as ${reason.replaceAll('_', ' ')}, because a maintainer put on the label ${safeCode(label)}.`
}
