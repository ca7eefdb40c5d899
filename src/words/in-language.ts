// The words in a reader's language, out of a table with an entry for each.

/** `tag`: such as `pt-BR`, of which the language counts. English where the table has none of it. */
export function inLanguage<Words>(table: Readonly<Record<string, Words>>, tag: string): Words {
  return table[languageOf(tag)] ?? table.en!
}

/** `pt-BR` → `pt`. */
export function languageOf(tag: string): string {
  return tag.toLowerCase().split(/[-_]/)[0]!
}
