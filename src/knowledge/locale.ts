// Names of languages with script or region (`zh-TW`, `pt_BR`), and which version of an article suits a reader best.
import { detectLanguage } from './language.ts'

/** The tag as it is usually written (`zh_cn` → `zh-CN`), or null where it names no language. */
export function localeOf(tag: string): string | null {
  const written = tag.trim().replaceAll('_', '-')
  if (!/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(written)) return null
  try {
    return Intl.getCanonicalLocales(written)[0] ?? null
  } catch {
    // The one way to learn that a tag is malformed, such as `en-abc`.
    return null
  }
}

/** Whether a tag names a language that exists: `zh-TW`, but neither `cn` nor `jp`, which are countries. */
export function isKnownLanguage(tag: string): boolean {
  const locale = localeOf(tag)
  return locale !== null && NAMES.of(primaryOf(locale)) !== undefined
}

const NAMES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })

/** The language of a tag, ISO 639: what words and stems go by. */
export function primaryOf(tag: string): string {
  return tag.trim().toLowerCase().split(/[-_]/)[0]!
}

/** Whether the parts after the language are a script or region that exists: `zh-TW`, but not `no-op`. */
export function hasKnownRegion(tag: string): boolean {
  const [, ...parts] = tag.split(/[-_]/)
  return parts.every((part) => (part.length === 4 ? SCRIPTS : REGIONS).of(part.toUpperCase()) !== undefined)
}

const REGIONS = { of: nameIn('region') }
const SCRIPTS = { of: nameIn('script') }

function nameIn(type: 'region' | 'script'): (code: string) => string | undefined {
  const names = new Intl.DisplayNames('en', { type, fallback: 'none' })
  const spelt = type === 'script' ? (code: string) => code[0]! + code.slice(1).toLowerCase() : String
  return (code) => (/^(?:[A-Z]{2}|[A-Z]{4}|\d{3})$/.test(code) ? names.of(spelt(code)) : undefined)
}

/** The language of a text, with its script or region where the text tells: `zh-Hant`, `pt-BR`, `de`. */
export function detectLocale(text: string, expected: readonly string[] = []): string {
  const language = detectLanguage(text, expected)
  const variant = variantOf(text.slice(0, 4_000), language)
  return variant ? `${language}-${variant}` : language
}

/** What a reader wants: the language they named, made exact by their text where they did not say which. */
export function wantedLocale(named: string | undefined, text: string, expected: readonly string[] = []) {
  if (!named?.trim()) return detectLocale(text, expected)
  const locale = localeOf(named) ?? primaryOf(named)
  if (locale !== primaryOf(locale)) return locale
  const variant = variantOf(text.slice(0, 4_000), locale)
  return variant ? `${locale}-${variant}` : locale
}

/** Of versions of one article the best for a reader: their own, a near one, the English one, else the first. */
export function bestVersion<T extends { locale: string }>(versions: readonly T[], wanted: string): T | null {
  return closest(versions, wanted) ?? closest(versions, 'en') ?? versions[0] ?? null
}

function closest<T extends { locale: string }>(versions: readonly T[], wanted: string): T | null {
  let best: T | null = null
  let nearest = 0
  for (const version of versions) {
    const near = nearness(version.locale, wanted)
    if (near <= nearest) continue
    best = version
    nearest = near
  }
  return best
}

/** 0 for another language; a shared script weighs more than a shared region: Taiwan and Hong Kong read alike. */
function nearness(tag: string, wanted: string): number {
  if (primaryOf(tag) !== primaryOf(wanted)) return 0
  if (tag === wanted) return 16
  const one = new Intl.Locale(tag).maximize()
  const other = new Intl.Locale(wanted).maximize()
  const plain = tag === primaryOf(tag)
  return 1 + 8 * Number(one.script === other.script) + 4 * Number(one.region === other.region) + Number(plain)
}

/** Characters that only one of the two Chinese scripts has, simplified before traditional. */
const CHINESE =
  `们們这這来來时時说說会會对對国國学學经經过過发發动動现現开開关關还還点點样樣实實体體电電脑腦软軟档檔
  设設网網络絡无無线線装裝运運错錯误誤报報问問题題请請为為没沒闭閉启啟图圖库庫连連权權执執结結构構统統种種类類
  项項须須让讓边邊备備读讀写寫话話语語转轉换換选選择擇删刪录錄输輸变變标標签簽询詢应應测測试試编編译譯码碼节節
  单單双雙书書长長门門见見规規观觀认認证證识識处處务務传傳载載进進远遠适適当當总總数數据據级級细細终終给給继繼
  续續维維组組织織绝絕约約断斷显顯环環页頁预預颜顏验驗响響顺順个個么麼从從两兩业業产產仅僅价價优優减減几幾则則
  创創别別办辦区區协協参參历歷压壓号號员員围圍块塊坏壞声聲复復够夠头頭导導层層属屬师師帐帳带帶异異张張弹彈强強
  归歸态態惯慣户戶扩擴护護拟擬挂掛损損旧舊术術机機杂雜条條极極栏欄树樹检檢汇匯浏瀏温溫满滿滚滾滤濾灵靈热熱独獨
  状狀画畫盘盤监監确確离離积積称稱稳穩笔筆筛篩简簡紧緊`.replace(/\s/g, '')
const SIMPLIFIED = new Set([...CHINESE].filter((_, i) => i % 2 === 0))
const TRADITIONAL = new Set([...CHINESE].filter((_, i) => i % 2 === 1))
const BRAZIL =
  /(?<!\p{L})(?:você|vocês|arquivos?|usuários?|tela|celular|aplicativos?|salvar|baixar|deletar)(?!\p{L})/giu
const PORTUGAL =
  /(?<!\p{L})(?:ficheiros?|ecrã|utilizador(?:es)?|telemóvel|palavra-passe|descarregar|guardar|apagar|estou a)(?!\p{L})/giu

function variantOf(text: string, language: string): string | null {
  if (language === 'zh') {
    const lead = countOf(text, TRADITIONAL) - countOf(text, SIMPLIFIED)
    return lead === 0 ? null : lead > 0 ? 'Hant' : 'Hans'
  }
  if (language !== 'pt') return null
  const lead = (text.match(PORTUGAL)?.length ?? 0) - (text.match(BRAZIL)?.length ?? 0)
  return lead === 0 ? null : lead > 0 ? 'PT' : 'BR'
}

function countOf(text: string, characters: ReadonlySet<string>): number {
  let count = 0
  for (const character of text) if (characters.has(character)) count++
  return count
}
