// Writes further phrasings into the front matter of an article's file, in place.
import { addEntries } from '../yaml/add-entries.ts'
import type { ArticleFile } from './articles.ts'
import { readFrontMatter } from './front-matter.ts'

/** The file with these under `questions`; null where that cannot be done without touching what stands there. */
export function addQuestions(file: ArticleFile, added: readonly string[]): ArticleFile | null {
  const [, mark = '', opening = '', source = '', rest = ''] =
    /^(\ufeff?)(---[ \t]*\r?\n)([\s\S]*?)(^---[ \t]*$[\s\S]*)$/m.exec(file.text) ?? []
  if (opening === '') return null
  const written = addEntries(source.replace(/\r\n/g, '\n'), 'questions', added)
  if (written === null) return null
  const lines = source.includes('\r\n') ? written.replace(/\n/g, '\r\n') : written
  const next = { path: file.path, text: `${mark}${opening}${lines}${rest}` }
  // What is read of it tells whether it was understood.
  const [before, after] = [file, next].map((one) => readFrontMatter(one))
  const texts = (read: typeof before) => (read?.front.questions ?? []).map(({ text }) => text)
  const isAdded = JSON.stringify(texts(after)) === JSON.stringify([...texts(before), ...added])
  return isAdded && after?.problems.length === before?.problems.length ? next : null
}
