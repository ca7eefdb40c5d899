// Reads the glossaries, each when it is first needed.
import { readFileSync } from 'node:fs'

/** A word or phrase (`key`), or how a word begins (`key*`) → English words. */
export type Glossary = ReadonlyMap<string, readonly string[]>

/** Languages that have one, ISO 639. */
export const GLOSSED: ReadonlySet<string> = new Set(['zh', 'ja', 'ko', 'ru', 'es', 'pt', 'fr', 'de'])

/** What people say (`said/`) comes first, then what catalogs say; null where the language has no glossary. */
export function glossaryOf(language: string): Glossary | null {
  if (!GLOSSED.has(language)) return null
  const known = read.get(language)
  if (known) return known
  const glossary = new Map([...entriesOf(`${language}.tsv`), ...entriesOf(`said/${language}.tsv`)])
  read.set(language, glossary)
  return glossary
}

const read = new Map<string, Glossary>()

/** Lines of `key`, English words and a score, with tabs between; `#` begins a remark. */
function* entriesOf(file: string): Generator<[string, readonly string[]]> {
  for (const line of readFileSync(new URL(file, import.meta.url), 'utf8').split('\n')) {
    if (line === '' || line.startsWith('#')) continue
    const [key = '', ...rest] = line.split('\t')
    yield [key, rest.slice(0, -1)]
  }
}
