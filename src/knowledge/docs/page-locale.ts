// Tells which language a page of documentation is in, and which page it translates: by its folders, its name and its text.
import { detectLanguage } from '../language.ts'
import { hasKnownRegion, isKnownLanguage, localeOf, primaryOf } from '../locale.ts'
import type { ReadPage } from './page.ts'

export interface NamedLocale {
  /** As its path names it; null where the path names none. */
  locale: string | null
  /** The path without the language: the same for all translations of a page. */
  page: string
}

/** `docs/zh-CN/install.md`, `i18n/ja/…/current/install.md`, `install.pt_BR.md`, `README_zh.md`: what they say of themselves. */
export function namedLocale(path: string): NamedLocale {
  const folders = path.split('/')
  const file = folders.pop()!
  const [, name = file, tag, ending = ''] =
    /^(.+?)[._-]([a-z]{2,3}(?:[-_][A-Za-z]{2,4}){0,2})(\.[A-Za-z]+)$/.exec(file) ?? []
  const named = tag && isTag(tag) && (/^readme$/i.test(name) || file.startsWith(`${name}.`)) ? tag : null
  const at = folders.findIndex((folder) => isTag(folder))
  if (at < 0)
    return { locale: named && localeOf(named), page: [...folders, named ? name + ending : file].join('/') }
  const locale = localeOf(folders[at]!)
  const isApart = /^(?:i18n|l10n|locales?|lang(?:uage)?s?|translations?|translated)$/i
  const before = folders.slice(0, at).filter((folder, i) => i !== at - 1 || !isApart.test(folder))
  const after = folders.slice(at + 1)
  // Where Docusaurus keeps translations of `docs`.
  const plugin = /^docusaurus-plugin-content-docs(?:-(.+))?$/.exec(after[0] ?? '')
  const kept = plugin ? [plugin[1] ?? 'docs', ...after.slice(after[1] === 'current' ? 2 : 1)] : after
  return { locale, page: [...before, ...kept, file].join('/') }
}

/** Languages that documentation is in; other words of two letters are names: `go`, `js`, `ci`, `db`. */
const LANGUAGES = new Set(
  `ar bg bn ca cs da de el en es et fa fi fr he hi hr hu id it ja ko lt lv ms nb nl no pl pt ro ru sk sl sr sv th tr uk
  vi zh`.split(/\s+/),
)

function isTag(folder: string): boolean {
  if (!/^[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4}){0,2}$/.test(folder)) return false
  return LANGUAGES.has(primaryOf(folder)) && isKnownLanguage(folder) && hasKnownRegion(folder)
}

/** ISO 639, and the same with script or region. What the path says counts where the text does not say otherwise. */
export function localeOfPage(path: string, page: ReadPage): { language: string; locale: string } {
  const written = page.front.get('language') ?? page.front.get('lang') ?? page.front.get('locale') ?? ''
  const told =
    /^[a-z]{2,3}(?:[-_][a-z]{2,4})?$/i.test(written) && isKnownLanguage(written) ? localeOf(written) : null
  const { locale: named } = namedLocale(path)
  const text = proseOf(page)
  const seen = detectLanguage(text, named === null ? [] : [primaryOf(named)])
  const locale = told ?? (named !== null && agrees(primaryOf(named), seen, text) ? named : seen)
  return { language: primaryOf(locale), locale }
}

/** Languages that the text alone cannot tell from English are believed, unless it is another script. */
function agrees(named: string, seen: string, text: string): boolean {
  return named === seen || (seen === 'en' && !SEEN.has(named) && /[^\p{ASCII}\p{P}\p{S}]/u.test(text))
}

/** Languages that `detectLanguage` knows. */
const SEEN = new Set('en de es ro tr vi fr it pt nl pl ja zh ko th ru uk ar fa hi el he'.split(' '))

function proseOf({ parts }: ReadPage): string {
  let text = ''
  for (const { heading, text: own } of parts) {
    text += `${heading?.text ?? ''}\n${own
      .slice(0, 4_000)
      .replace(/^(`{3,}|~{3,}).*?^\1/gms, ' ')
      .replace(/`[^`\n]*`|[a-z]{2,10}:\/\/\S+/g, ' ')}\n`
    if (text.length > 4_000) break
  }
  return text.slice(0, 4_000)
}
