// Finds the GraphQL documents that Firstline sends to GitHub, wherever in the source they are written.
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'

export interface WrittenFile {
  /** From the root of the repository, with `/`. */
  path: string
  /** Operations that are written down there: their names, `$` where that is made up, the text where there is none. */
  operations: string[]
}

export interface SentDocument {
  /** The constant's. */
  name: string
  text: string
}

const ROOT = resolve(import.meta.dirname, '../..')
const OPERATION = /\b(?:query|mutation)\s+([\w$]+)\s*[({]|[`'"]\s*(?:query|mutation)\s*[({]/g

/** Files of `src` with at least one operation. */
export function filesWithGraphql(): WrittenFile[] {
  return readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(ROOT, 'src', name))
    .map((file) => ({
      path: relative(ROOT, file).replaceAll('\\', '/'),
      operations: [...readFileSync(file, 'utf8').matchAll(OPERATION)].map(([text, name]) => name ?? text),
    }))
    .filter(({ operations }) => operations.length > 0)
}

/** The exported constants of those files that are documents, as they are sent. */
export async function sentDocuments(files: readonly WrittenFile[]): Promise<SentDocument[]> {
  const found: SentDocument[] = []
  for (const { path } of files) {
    for (const [name, text] of Object.entries<unknown>(await import(join(ROOT, path)))) {
      if (typeof text === 'string' && /^\s*(query|mutation)\b/.test(text)) found.push({ name, text })
    }
  }
  return found
}
