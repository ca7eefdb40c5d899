// Groups languages whose confidence behaves alike: each family has its own acceptance weights and bars.

/** The family of a language; one that is like none the model saw is `other`. */
export function familyOf(language: string): string {
  return FAMILIES[language] ?? 'other'
}

const FAMILIES: Record<string, string> = {
  en: 'en',
  ...family('zh', 'zh ja ko'),
  ...family('th', 'th lo km my'),
  ...family('ru', 'ru uk bg sr be mk'),
  ...family('vi', 'vi'),
  ...family('ar', 'ar fa he ur'),
  ...family('hi', 'hi mr ne bn'),
  ...family('el', 'el'),
  ...family('eu', 'de es ro tr fr it pt nl pl sv da nb no fi cs sk hu ca hr sl et lv lt id ms'),
}

function family(name: string, languages: string): Record<string, string> {
  return Object.fromEntries(languages.split(' ').map((language) => [language, name]))
}
