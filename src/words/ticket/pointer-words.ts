// What is said of pages that are linked to instead of being posted: one section as the answer, or links that may help.

import { inLanguage } from '../in-language.ts'
import { safeInline, safeLink } from '../safe-text.ts'
import { framedAnswer, TAKEN_BACK } from './answer-words.ts'
import { languageRemark, nameOfLanguage } from './language-remark.ts'

/** A page that a reader can open: an article, or a section of documentation under its headings. */
export interface Page {
  /** The page's title, then the headings that lead to the section; of an article its title alone. */
  headings: readonly string[]
  url: string
  language: string
}

interface Phrases {
  /** Names the one section. */
  covers: (page: string) => string
  /** Says of links that they are automatic. */
  found: string
  /** Stands before links. */
  mayHelp: string
  takenBack: string
}

const PHRASES: Record<string, Phrases> = {
  en: {
    covers: (page) => `The documentation covers this under ${page}.`,
    found: 'This was looked up automatically.',
    mayHelp: 'These may help:',
    takenBack: 'A maintainer took these links back.',
  },
  zh: {
    covers: (page) => `文档中有相关说明：${page}。`,
    found: '以下链接由系统自动查找。',
    mayHelp: '以下内容可能有帮助：',
    takenBack: '维护者已撤回这些链接。',
  },
  ja: {
    covers: (page) => `ドキュメントに説明があります：${page}。`,
    found: '以下は自動で検索した結果です。',
    mayHelp: '次のページが参考になるかもしれません：',
    takenBack: 'これらのリンクはメンテナーにより取り消されました。',
  },
  ko: {
    covers: (page) => `문서에 설명이 있습니다: ${page}.`,
    found: '자동으로 찾은 결과입니다.',
    mayHelp: '다음 내용이 도움이 될 수 있습니다:',
    takenBack: '관리자가 이 링크를 철회했습니다.',
  },
  de: {
    covers: (page) => `Die Dokumentation behandelt das unter ${page}.`,
    found: 'Das wurde automatisch herausgesucht.',
    mayHelp: 'Das könnte helfen:',
    takenBack: 'Ein Maintainer hat diese Links zurückgenommen.',
  },
  fr: {
    covers: (page) => `La documentation en parle ici : ${page}.`,
    found: 'Ceci a été trouvé automatiquement.',
    mayHelp: 'Ceci peut vous aider :',
    takenBack: 'Un mainteneur a retiré ces liens.',
  },
  es: {
    covers: (page) => `La documentación lo explica aquí: ${page}.`,
    found: 'Esto se ha buscado automáticamente.',
    mayHelp: 'Esto puede ayudarle:',
    takenBack: 'Un mantenedor ha retirado estos enlaces.',
  },
  pt: {
    covers: (page) => `A documentação trata disso aqui: ${page}.`,
    found: 'Isto foi encontrado automaticamente.',
    mayHelp: 'Isto pode ajudar:',
    takenBack: 'Um mantenedor retirou estes links.',
  },
  ru: {
    covers: (page) => `Об этом сказано в документации: ${page}.`,
    found: 'Это найдено автоматически.',
    mayHelp: 'Это может помочь:',
    takenBack: 'Сопровождающий отозвал эти ссылки.',
  },
  it: {
    covers: (page) => `La documentazione ne parla qui: ${page}.`,
    found: 'Questo è stato trovato automaticamente.',
    mayHelp: 'Questo può aiutare:',
    takenBack: 'Un manutentore ha ritirato questi link.',
  },
  nl: {
    covers: (page) => `De documentatie behandelt dit onder ${page}.`,
    found: 'Dit is automatisch opgezocht.',
    mayHelp: 'Dit kan helpen:',
    takenBack: 'Een beheerder heeft deze links ingetrokken.',
  },
  pl: {
    covers: (page) => `Dokumentacja mówi o tym tutaj: ${page}.`,
    found: 'To wynik automatycznego wyszukiwania.',
    mayHelp: 'To może pomóc:',
    takenBack: 'Opiekun projektu wycofał te linki.',
  },
  ro: {
    covers: (page) => `Documentația explică acest lucru aici: ${page}.`,
    found: 'Acesta este rezultatul unei căutări automate.',
    mayHelp: 'Acestea ar putea ajuta:',
    takenBack: 'Un administrator a retras aceste linkuri.',
  },
  tr: {
    covers: (page) => `Belgelerde bu konu burada anlatılıyor: ${page}.`,
    found: 'Bu otomatik olarak bulundu.',
    mayHelp: 'Yardımcı olabilir:',
    takenBack: 'Bir proje sorumlusu bu bağlantıları geri çekti.',
  },
  vi: {
    covers: (page) => `Tài liệu nói về việc này ở đây: ${page}.`,
    found: 'Nội dung này được tìm tự động.',
    mayHelp: 'Có thể hữu ích:',
    takenBack: 'Người bảo trì đã rút lại các liên kết này.',
  },
  th: {
    covers: (page) => `เอกสารอธิบายเรื่องนี้ไว้ที่ ${page}`,
    found: 'นี่คือผลการค้นหาอัตโนมัติ',
    mayHelp: 'หน้าต่อไปนี้อาจช่วยได้:',
    takenBack: 'ผู้ดูแลได้ถอนลิงก์เหล่านี้แล้ว',
  },
  uk: {
    covers: (page) => `Про це сказано в документації: ${page}.`,
    found: 'Це знайдено автоматично.',
    mayHelp: 'Це може допомогти:',
    takenBack: 'Супровідник відкликав ці посилання.',
  },
  ar: {
    covers: (page) => `يشرح التوثيق ذلك هنا: ${page}.`,
    found: 'هذه نتيجة بحث آلي.',
    mayHelp: 'قد يفيدك ما يلي:',
    takenBack: 'سحب أحد المشرفين هذه الروابط.',
  },
  fa: {
    covers: (page) => `مستندات این موضوع را اینجا توضیح می‌دهد: ${page}.`,
    found: 'این نتیجهٔ جستجوی خودکار است.',
    mayHelp: 'شاید این‌ها کمک کند:',
    takenBack: 'یکی از نگه‌دارندگان این پیوندها را پس گرفت.',
  },
  hi: {
    covers: (page) => `दस्तावेज़ में इस बारे में यहाँ बताया गया है: ${page}।`,
    found: 'यह स्वचालित खोज का परिणाम है।',
    mayHelp: 'इनसे मदद मिल सकती है:',
    takenBack: 'एक अनुरक्षक ने ये लिंक वापस ले लिए हैं।',
  },
  el: {
    covers: (page) => `Η τεκμηρίωση το εξηγεί εδώ: ${page}.`,
    found: 'Αυτό είναι αποτέλεσμα αυτόματης αναζήτησης.',
    mayHelp: 'Αυτά ίσως βοηθήσουν:',
    takenBack: 'Ένας συντηρητής απέσυρε αυτούς τους συνδέσμους.',
  },
  he: {
    covers: (page) => `התיעוד מסביר זאת כאן: ${page}.`,
    found: 'זו תוצאה של חיפוש אוטומטי.',
    mayHelp: 'אלה עשויים לעזור:',
    takenBack: 'מתחזק משך בחזרה את הקישורים האלה.',
  },
}

function phrases(language: string): Phrases {
  return inLanguage(PHRASES, language)
}

/** A section that is pointed to: `quotation` is how it begins; empty: nothing is quoted. */
export type Pointer = Page & { quotation: string; reader: string }

/** A section as the answer. */
export function pointerMessage(pointer: Pointer): string {
  return framedAnswer(pointer.reader, pointerBlocks(pointer))
}

/** The same without what is said around it: where the section is, how it begins, and in which language. */
export function pointerBlocks(pointer: Pointer): string[] {
  const { reader, language, quotation } = pointer
  const blocks = [phrases(reader).covers(pageLink(pointer)), quotation, languageRemark(reader, language)]
  return blocks.filter((block) => block !== null && block !== '') as string[]
}

/** A page that may help, with what it is about in a line; may be empty. */
export type Offer = Page & { about: string }

/** Links that may help, each in a line, those in another language than the reader's with its name. */
export function linksMessage(offers: readonly Offer[], reader: string): string {
  const { found, mayHelp } = phrases(reader)
  const colon = /^(?:zh|ja)/.test(reader) ? '：' : ': '
  const lines = offers.map((offer) => {
    const about = offer.about === '' ? '' : `${colon}${safeInline(offer.about)}`
    return `- ${pageLink(offer)}${inBrackets(nameOfLanguage(reader, offer.language))}${about}`
  })
  return framedAnswer(reader, [mayHelp, lines.join('\n')], { automatic: found })
}

/** Chinese names of languages stand in wide brackets, which are their own space. */
function inBrackets(name: string | null): string {
  if (name === null) return ''
  return /^\p{Script=Han}/u.test(name) ? `（${name}）` : ` (${name})`
}

/** What is left of links that a maintainer took back. */
export function linksTakenBackMessage(language: string): string {
  return `${TAKEN_BACK} ${phrases(language).takenBack}`
}

/** `Page › … › Parent › Section`: a page and a section, and what the section's name may need to be understood. */
export function pageName(headings: readonly string[]): string {
  const told = headings.filter((heading, i) => heading.trim() !== '' && heading !== headings[i - 1])
  const names = told.map((heading, i) => cut(heading, i === told.length - 1 ? LONGEST_NAME : LONGEST_ABOVE))
  const [page = '', ...below] = names
  return [page, ...(below.length > 2 ? ['…', ...below.slice(-2)] : below)].join(' › ')
}

/** All of them are to fit into three lines of a phone; what the section itself is called says most. */
const LONGEST_NAME = 90
const LONGEST_ABOVE = 45

function cut(heading: string, most: number): string {
  const signs = [...heading.slice(0, 1_000)]
  if (signs.length <= most) return heading
  const kept = signs.slice(0, most - 1).join('')
  return `${kept.trimEnd()}…`
}

function pageLink({ headings, url }: Page): string {
  return safeLink(pageName(headings) || url, url)
}
