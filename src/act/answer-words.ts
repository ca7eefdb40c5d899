// What is said around an answer, in every language that is told from others; English otherwise.

interface Frame {
  /** Says that it is automatic, and that somebody reads on. */
  begins: string
  source: (source: string) => string
  /** Asks whether it helped. */
  asks: string
  none: string
}

const FRAMES: Record<string, Frame> = {
  en: {
    begins: 'This is an automatic answer. A maintainer will read this thread all the same.',
    source: (source) => `Source: ${source}.`,
    asks: 'Did it help? Please react with 👍 or 👎.',
    none: 'No article answers this question.',
  },
  zh: {
    begins: '这是自动回答。维护者仍会查看此讨论。',
    source: (source) => `来源：${source}。`,
    asks: '有帮助吗？请用 👍 或 👎 告诉我们。',
    none: '没有文章能够回答这个问题。',
  },
  ja: {
    begins: 'これは自動回答です。メンテナーもこのスレッドを確認します。',
    source: (source) => `出典：${source}。`,
    asks: '役に立ちましたか？ 👍 または 👎 で教えてください。',
    none: 'この質問に答える記事はありません。',
  },
  ko: {
    begins: '자동 답변입니다. 관리자도 이 글을 확인합니다.',
    source: (source) => `출처: ${source}.`,
    asks: '도움이 되었나요? 👍 또는 👎로 알려 주세요.',
    none: '이 질문에 답하는 문서가 없습니다.',
  },
  de: {
    begins: 'Dies ist eine automatische Antwort. Ein Maintainer liest trotzdem mit.',
    source: (source) => `Quelle: ${source}.`,
    asks: 'War das hilfreich? Bitte mit 👍 oder 👎 reagieren.',
    none: 'Kein Artikel beantwortet diese Frage.',
  },
  fr: {
    begins: 'Ceci est une réponse automatique. Un mainteneur lira tout de même ce fil.',
    source: (source) => `Source : ${source}.`,
    asks: 'Vous a-t-elle aidé ? Réagissez avec 👍 ou 👎.',
    none: 'Aucun article ne répond à cette question.',
  },
  es: {
    begins: 'Esta es una respuesta automática. Un mantenedor leerá este hilo de todos modos.',
    source: (source) => `Fuente: ${source}.`,
    asks: '¿Le ha servido? Reaccione con 👍 o 👎.',
    none: 'Ningún artículo responde a esta pregunta.',
  },
  pt: {
    begins: 'Esta é uma resposta automática. Um mantenedor lerá esta conversa de qualquer forma.',
    source: (source) => `Fonte: ${source}.`,
    asks: 'Ajudou? Reaja com 👍 ou 👎.',
    none: 'Nenhum artigo responde a esta pergunta.',
  },
  ru: {
    begins: 'Это автоматический ответ. Сопровождающий всё равно прочитает это обсуждение.',
    source: (source) => `Источник: ${source}.`,
    asks: 'Помог ли он? Поставьте 👍 или 👎.',
    none: 'Ни одна статья не отвечает на этот вопрос.',
  },
  it: {
    begins: 'Questa è una risposta automatica. Un manutentore leggerà comunque questa discussione.',
    source: (source) => `Fonte: ${source}.`,
    asks: 'È stata utile? Reagisci con 👍 o 👎.',
    none: 'Nessun articolo risponde a questa domanda.',
  },
  nl: {
    begins: 'Dit is een automatisch antwoord. Een beheerder leest deze vraag hoe dan ook.',
    source: (source) => `Bron: ${source}.`,
    asks: 'Heeft het geholpen? Reageer met 👍 of 👎.',
    none: 'Geen enkel artikel beantwoordt deze vraag.',
  },
  pl: {
    begins: 'To automatyczna odpowiedź. Opiekun projektu i tak przeczyta ten wątek.',
    source: (source) => `Źródło: ${source}.`,
    asks: 'Czy pomogła? Zareaguj 👍 lub 👎.',
    none: 'Żaden artykuł nie odpowiada na to pytanie.',
  },
  ro: {
    begins: 'Acesta este un răspuns automat. Un administrator va citi oricum această discuție.',
    source: (source) => `Sursa: ${source}.`,
    asks: 'V-a ajutat? Reacționați cu 👍 sau 👎.',
    none: 'Niciun articol nu răspunde la această întrebare.',
  },
  tr: {
    begins: 'Bu otomatik bir yanıttır. Bir proje sorumlusu bu konuyu yine de okuyacak.',
    source: (source) => `Kaynak: ${source}.`,
    asks: 'Yardımcı oldu mu? Lütfen 👍 veya 👎 ile tepki verin.',
    none: 'Hiçbir makale bu soruyu yanıtlamıyor.',
  },
  vi: {
    begins: 'Đây là câu trả lời tự động. Người bảo trì vẫn sẽ đọc chủ đề này.',
    source: (source) => `Nguồn: ${source}.`,
    asks: 'Câu trả lời có giúp ích không? Hãy phản hồi bằng 👍 hoặc 👎.',
    none: 'Không có bài viết nào trả lời câu hỏi này.',
  },
  th: {
    begins: 'นี่คือคำตอบอัตโนมัติ ผู้ดูแลจะยังคงอ่านหัวข้อนี้',
    source: (source) => `ที่มา: ${source}`,
    asks: 'ช่วยได้หรือไม่ โปรดตอบด้วย 👍 หรือ 👎',
    none: 'ไม่มีบทความใดตอบคำถามนี้',
  },
  uk: {
    begins: 'Це автоматична відповідь. Супровідник усе одно прочитає це обговорення.',
    source: (source) => `Джерело: ${source}.`,
    asks: 'Чи допомогла вона? Поставте 👍 або 👎.',
    none: 'Жодна стаття не відповідає на це запитання.',
  },
  ar: {
    begins: 'هذه إجابة آلية. سيقرأ أحد المشرفين هذا الموضوع في كل الأحوال.',
    source: (source) => `المصدر: ${source}.`,
    asks: 'هل أفادتك؟ تفاعل معها بـ 👍 أو 👎.',
    none: 'لا توجد مقالة تجيب عن هذا السؤال.',
  },
  fa: {
    begins: 'این پاسخی خودکار است. یکی از نگه‌دارندگان در هر حال این گفتگو را می‌خواند.',
    source: (source) => `منبع: ${source}.`,
    asks: 'کمک کرد؟ لطفاً با 👍 یا 👎 واکنش نشان دهید.',
    none: 'هیچ مقاله‌ای به این پرسش پاسخ نمی‌دهد.',
  },
  hi: {
    begins: 'यह एक स्वचालित उत्तर है। एक अनुरक्षक फिर भी इस चर्चा को पढ़ेगा।',
    source: (source) => `स्रोत: ${source}।`,
    asks: 'क्या इससे मदद मिली? कृपया 👍 या 👎 से प्रतिक्रिया दें।',
    none: 'कोई भी लेख इस प्रश्न का उत्तर नहीं देता।',
  },
  el: {
    begins: 'Αυτή είναι μια αυτόματη απάντηση. Ένας συντηρητής θα διαβάσει το θέμα ούτως ή άλλως.',
    source: (source) => `Πηγή: ${source}.`,
    asks: 'Βοήθησε; Αντιδράστε με 👍 ή 👎.',
    none: 'Κανένα άρθρο δεν απαντά σε αυτή την ερώτηση.',
  },
  he: {
    begins: 'זוהי תשובה אוטומטית. מתחזק יקרא את הדיון בכל מקרה.',
    source: (source) => `מקור: ${source}.`,
    asks: 'האם היא עזרה? אפשר להגיב ב־👍 או ב־👎.',
    none: 'אין מאמר שעונה על השאלה הזאת.',
  },
}

function frame(language: string): Frame {
  return FRAMES[language.toLowerCase().split(/[-_]/)[0] ?? 'en'] ?? FRAMES.en!
}

/**
 * An answer: says first that it is automatic, then the article's text, then its source and how to say whether it
 * helped. `source` is null where readers may not know it.
 */
export function answerMessage(article: { body: string; source: string | null; language: string }): string {
  const { begins, source, asks } = frame(article.language)
  const ends = article.source === null ? asks : `${source(article.source)} ${asks}`
  // Spaces before the first line may make it code.
  const body = article.body.replace(/^(?:[ \t]*\n)+/, '').trimEnd()
  return `🤖 ${begins}\n\n${body}\n\n---\n\n${ends}`
}

/** What `POST /support` says where nothing answers. */
export function noAnswerMessage(language: string): string {
  return frame(language).none
}
