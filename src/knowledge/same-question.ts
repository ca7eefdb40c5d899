// Tells whether two questions are the same but for function words: "How can I install this?", "How do I install this project?".
import { stopwordsOf } from './stopwords.ts'
import { cleanText } from './text.ts'
import { foldMarks, isUnspaced, tokenize, wordsOf } from './tokenize.ts'

/**
 * What a question says without function words: what it asks for (how, why, where …), then its content in order. Equal
 * for two questions that mean the same; empty where there is no content.
 */
export function essenceOf(text: string, language: string): string {
  const kept = keptWords(language)
  const stopwords = stopwordsOf(language)
  const asking = new Set<string>()
  const said: string[] = []
  let words = 0
  for (const word of wordsOf(plainly(text, language), language)) {
    const meaning =
      kept.get(word) ?? (language === 'en' && /^(?:\w+n'?t|cannot)$/.test(word) ? 'not' : undefined)
    if (meaning !== undefined && ASKING.has(meaning)) asking.add(meaning)
    else if (meaning !== undefined) said.push(` ${meaning} `)
    else if (!stopwords.has(word) && !isEmptyWord(word, language)) {
      // Where words are not spaced, two cuts of one text must come to the same.
      said.push(isUnspaced(word) ? word : ` ${stemOf(word, language)} `)
      words++
    }
  }
  // A bare word is a topic; two people who name it need not ask the same.
  return words === 0 || (words === 1 && asking.size === 0)
    ? ''
    : `${[...asking].sort().join(' ')}: ${said.join('').replace(/\s+/g, ' ').trim()}`
}

/**
 * Whether an essence says so much that two who write it surely mean the same: it asks for something in two words, or
 * tells it in four. "Installation failed" may be anything.
 */
export function isTelling(essence: string): boolean {
  const [asking = '', said = ''] = essence.split(': ')
  const words = said.split(' ').map((word) => (isUnspaced(word) ? Math.ceil(word.length / 2) : 1))
  return words.reduce((sum, count) => sum + count, 0) >= (asking === '' ? 4 : 2)
}

const ASKING: ReadonlySet<string> = new Set(['how', 'why', 'when', 'where', 'who', 'what'])

/** Longer than where words are only weighed: `instalar` is not `instancia`. */
const STEM = 6

function stemOf(word: string, language: string): string {
  if (language === 'en') return tokenize(word, language).join(' ')
  if (language === 'ko') return word.slice(0, 2)
  return foldMarks(word.replace(/^\p{L}{1,2}'(?=\p{L})/u, ''), language).slice(0, STEM)
}

/** Lower case, without "this project", and with one way of asking how where there are several of many words. */
function plainly(text: string, language: string): string {
  const lower = withoutSelf(cleanText(text, 2_000).toLowerCase(), language)
  if (language === 'en') return lower.replace(PHRASAL, '$1$2')
  if (language === 'ja') return lower.replace(/どうやって|どのようにして|どのように|どうすれば/gu, 'どう')
  return language === 'es' || language === 'pt' ? lower.replace(/\bpor qu[eéê]/gu, 'porqué') : lower
}

/** Verbs that mean something else with the word after them: "log in" is neither "log" nor "log out", but "login". */
const PHRASAL =
  /(?<![\p{L}\p{M}])(back|boot|build|check|clean|fall|hook|lock|log|look|opt|plug|roll|scale|scroll|set|shut|sign|speed|spin|start|switch|time|turn|zoom)(?:s|ed|ing|ged|ging|ned|ning|ted|ting|ped|ping)?[ -](in|into|on|out|off|up|down|over)(?![\p{L}\p{M}])/gu

/** "This project" and "this" are the same thing: that whose knowledge base is asked. */
function withoutSelf(text: string, language: string): string {
  const self = SELF[language]
  return self ? text.replace(self, ' ') : text
}

const SELF: Record<string, RegExp> = {
  en: spaced(
    'this|that|your|the',
    'project|package|library|lib|repo|repository|tool|app|application|program|software|module|framework|thing',
  ),
  de: spaced(
    'das|dies(?:es|e|en|em|er)|euer|eure',
    'projekt|paket|bibliothek|programm|software|tool|werkzeug|anwendung|app|repository|modul|framework',
  ),
  fr: spaced(
    'ce|cet|cette|votre',
    'projet|paquet|bibliothèque|programme|logiciel|outil|application|dépôt|module',
  ),
  es: spaced(
    'est[ea]|es[ea]|su|tu',
    'proyecto|paquete|biblioteca|librería|programa|software|herramienta|aplicación|repositorio|módulo',
  ),
  pt: spaced(
    'est[ea]|ess[ea]|seu|sua',
    'projec?to|pacote|biblioteca|programa|software|ferramenta|aplicativo|aplicação|repositório|módulo',
  ),
  it: spaced(
    'quest[oa]',
    'progetto|pacchetto|libreria|programma|software|strumento|applicazione|repository|modulo',
  ),
  nl: spaced(
    'dit|deze',
    'project|pakket|bibliotheek|programma|software|tool|applicatie|app|repository|module',
  ),
  pl: spaced(
    'ten|to|tego|tę|tą',
    'projekt\\p{L}*|pakiet\\p{L}*|program\\p{L}*|bibliotek\\p{L}*|narzędzi\\p{L}*|aplikacj\\p{L}*',
  ),
  ro: spaced('acest|această', 'proiect|pachet|bibliotecă|program|software|aplicație|modul'),
  tr: spaced(
    'bu',
    'proje\\p{L}*|paket\\p{L}*|program\\p{L}*|yazılım\\p{L}*|kütüphane\\p{L}*|uygulama\\p{L}*',
  ),
  ru: spaced(
    'эт[оу]т?|это(?:го|й)|данн\\p{L}+',
    'проект\\p{L}*|пакет\\p{L}*|библиотек\\p{L}*|программ\\p{L}*|приложени\\p{L}*|инструмент\\p{L}*',
  ),
  uk: spaced(
    'це[йя]?|цю|цього',
    'про[єе]кт\\p{L}*|пакет\\p{L}*|бібліотек\\p{L}*|програм\\p{L}*|застосун\\p{L}*',
  ),
  el: spaced('αυτ(?:ό|ή|ήν|όν) τ(?:ο|η|ην|ον)', 'έργο|πακέτο|πρόγραμμα|βιβλιοθήκη|εργαλείο|εφαρμογή'),
  ar: spaced('هذا|هذه', 'المشروع|الحزمة|البرنامج|المكتبة|الأداة|التطبيق'),
  fa: spaced('این', 'پروژه|بسته|برنامه|کتابخانه|ابزار|نرم ?افزار'),
  hi: spaced('इस|यह', 'प्रोजेक्ट|परियोजना|पैकेज|सॉफ़्टवेयर|लाइब्रेरी|टूल|ऐप|प्रोग्राम'),
  vi: spaced('dự án|gói|phần mềm|công cụ|thư viện|ứng dụng|chương trình', 'này'),
  zh: /(?:这个|這個|此|本|该|該)?(?:项目|項目|專案)|(?:这个|這個|此|本|该|該)(?:包|套件|库|庫|软件|軟體|程序|程式|工具|应用|應用|仓库|倉庫|框架)/gu,
  ja: /(?:この|本)(?:プロジェクト|パッケージ|ライブラリ|ソフトウェア|ソフト|ツール|アプリケーション|アプリ|プログラム)/gu,
  ko: /(?:이|본|해당) ?(?:프로젝트|패키지|라이브러리|소프트웨어|도구|앱|프로그램)(?:를|을|은|는|이|가)?/gu,
  th: /(?:โปรเจกต์|โปรเจ็กต์|โครงการ|แพ็กเกจ|แพ็คเกจ|โปรแกรม|ไลบรารี|เครื่องมือ|แอป)นี้/gu,
}

function spaced(this_: string, noun: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{M}])(?:${this_}) (?:${noun})(?![\\p{L}\\p{M}])`, 'gu')
}

/** Function words that change what is asked, with what they mean where several mean the same. */
const KEPT: Record<string, string> = {
  en: `how why when where who whom=who what which=what what's=what not no=not nor=not without off out down before after
    against below under over from until again only same other your did was=did were=did had=did`,
  de: `wie=how warum=why wieso=why wann=when wo=where wohin woher wer=who was=what welche=what welcher=what welches=what
    welchen=what welchem=what nicht=not kein=not keine=not ohne=without gegen=against vor=before nach=after aus von=from
    unter=under nur=only`,
  fr: `comment=how pourquoi=why quand=when où=where quel=what quelle=what quels=what quelles=what quoi=what pas=not
    sans=without`,
  es: `cómo=how como=how cuándo=when cuando=when dónde=where donde=where qué=what porqué=why cuál=what cuáles=what quién=who no=not
    sin=without desde=from contra=against`,
  pt: `como=how onde=where quando=when porqué=why qual=what quais=what quê=what quem=who não=not sem=without`,
  it: `come=how perché=why quando=when dove=where chi=who cosa=what quale=what quali=what non=not`,
  nl: `hoe=how waarom=why wanneer=when waar=where wie=who wat=what welk=what welke=what niet=not uit=off na=after
    van=from voor=before`,
  pl: `jak=how kiedy=when gdzie=where skąd=from kto=who co=what jaki=what jaka=what jakie=what nie=not bez=without
    przed=before po=after`,
  ro: `cum=how când=when unde=where cine=who ce=what care=what nu=not fără=without înainte=before după=after`,
  tr: `nasıl=how neden=why niçin=why nerede=where nereye=where kim=who ne=what hangi=what değil=not yok=not sonra=after`,
  vi: `sao=why đâu=where ai=who gì=what nào=what không=not chưa=not sau=after từ=from`,
  ru: `как=how почему=why где=where куда=where откуда=from кто=who что=what чем=what какой=what какая=what какие=what
    какое=what не=not нет=not без=without после=after от=from из=from`,
  uk: `як=how чому=why коли=when де=where хто=who що=what який=what яка=what яке=what які=what не=not без=without
    після=after від=from`,
  el: `πώς=how πως=how πού=where πότε=when ποιος=who ποιός=who τι=what ποιο=what ποια=what δεν=not μη=not μετά=after
    από=from`,
  ar: `كيف=how لماذا=why متى=when أين=where ما=what ماذا=what لا=not لم=not لن=not غير=not بعد=after قبل=before`,
  fa: `چگونه=how چطور=how چرا=why کجا=where چه=what چیست=what کدام=what نیست=not نمی=not از=from`,
  hi: `कैसे=how क्यों=why कब=when कहाँ=where कहां=where कौन=who क्या=what नहीं=not न=not`,
  th: `อย่างไร=how ยังไง=how ทำไม=why เมื่อไหร่=when ที่ไหน=where ใคร=who อะไร=what ไม่=not จาก=from`,
  zh: `如何=how 怎么=how 怎样=how 怎么样=how 怎么办=how 怎麼=how 咋=how 为什么=why 为何=why 為什麼=why 何时=when 哪里=where
    哪儿=where 哪裡=where 谁=who 誰=who 什么=what 什麼=what 哪个=what 哪些=what 哪种=what 不=not 没有=not 沒有=not 从=from
    從=from 前=before 后=after 上 下 里 中`,
  ja: `どう=how なぜ=why どこ=where いつ=when 誰=who 何=what ない=not なかっ=not なく=not ません=not ず=not から=from`,
  ko: `어떻게=how 왜=why 무엇=what 어디=where 언제=when 누가=who 어떤=what 무슨=what`,
}

/** Words of asking that matching counts as content, for want of harm. */
const EMPTY: Record<string, string> = {
  en: 'must may might need shall',
  de: 'könnte könnten kannst könnt soll sollte sollen muss müsste darf dürfen möchte will würde',
  fr: 'puis peux peuvent pouvons ça dois doit faut veux voudrais je',
  es: 'podemos podría pueden debo debe hago quiero',
  pt: 'podemos pode poderia devo eu quero isto aquilo',
  it: 'posso possiamo devo si voglio',
  nl: 'kun moet moeten mag wil',
  pl: 'mogę możemy mam powinienem chcę',
  ro: 'pot putem poate trebuie vreau asta aia',
  ru: 'могу можем должен должна следует нужно хочу',
  uk: 'можу можемо можна треба хочу',
  el: 'μπορώ μπορούμε πρέπει',
  ar: 'يمكنني أستطيع يمكن يجب',
  fa: 'کنم کنیم میکنم میتوانم توانم',
  hi: 'करूं करूँ करें',
  zh: '要 应该 應該 需要 想 才 我要 該 该如何',
  ja: 'やっ すれ いい よい よろしい どの',
}

const meanings = new Map<string, Map<string, string>>()

function keptWords(language: string): Map<string, string> {
  let known = meanings.get(language)
  if (!known) {
    const words = (KEPT[language] ?? '').split(/\s+/).filter(Boolean)
    known = new Map(
      words.map((word) => (word.includes('=') ? (word.split('=') as [string, string]) : [word, word])),
    )
    meanings.set(language, known)
  }
  return known
}

function isEmptyWord(word: string, language: string): boolean {
  return ` ${EMPTY[language] ?? ''} `.includes(` ${word} `)
}
