// Reads the front matter of an article strictly: every unknown key and wrong value has its line.
import { nearest } from '../domain/nearest.ts'
import type { Problem } from '../domain/problem.ts'
import { readTree, type TreeRead } from '../yaml/read.ts'
import { isMap, type Path, pathKey, type Tree, wordAt } from '../yaml/tree.ts'
import { isKnownLanguage, localeOf } from './locale.ts'
import { normaliseSignature } from './signatures.ts'
import { isVersionRange } from './versions.ts'

export interface FrontMatter {
  title: string
  topics: string[]
  questions: Array<{ text: string; line: number }>
  notFor: Array<{ text: string; line: number }>
  symptoms: Array<{ text: string; line: number }>
  versions: string | null
  /** As `localeOf` gives it. */
  language: string | null
}

export interface FrontMatterResult {
  /** What could be read, also beside problems. */
  front: FrontMatter
  body: string
  /** Line on which the body begins. */
  bodyLine: number
  problems: Problem[]
}

const KEYS = ['title', 'topics', 'questions', 'not_for', 'symptoms', 'versions', 'language'] as const
/** A thousand questions of a line each. */
const MAX_FRONT_MATTER = 65_536
const MAX_ENTRIES = 1_000
const MAX_ENTRY = 2_000
const MAX_TITLE = 500

/** Splits a file into front matter and body and reads the first. */
export function readFrontMatter(file: { path: string; text: string }): FrontMatterResult {
  const text = file.text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  const problems: Problem[] = []
  const fail = (message: string) => problems.push({ file: file.path, line: 1, level: 'failure', message })
  const opened = /^---[ \t]*\n/.exec(text)
  if (!opened) {
    fail(MISSING)
    return { front: EMPTY, body: text, bodyLine: 1, problems }
  }
  const closed = /^---[ \t]*$/m.exec(text.slice(opened[0].length))
  if (!closed) {
    fail('The front matter is never closed: a line `---` must end it.')
    return { front: EMPTY, body: text, bodyLine: 1, problems }
  }
  const source = text.slice(opened[0].length, opened[0].length + closed.index)
  const body = text.slice(opened[0].length + closed.index + closed[0].length + 1)
  if (source.length > MAX_FRONT_MATTER) {
    fail(`The front matter has ${source.length} characters; at most ${MAX_FRONT_MATTER} are read.`)
    return { front: EMPTY, body, bodyLine: 1, problems }
  }
  const bodyLine = source.split('\n').length + 2
  return { ...read(source, file.path), body, bodyLine }
}

const EMPTY: FrontMatter = {
  title: '',
  topics: [],
  questions: [],
  notFor: [],
  symptoms: [],
  versions: null,
  language: null,
}

const MISSING = 'The file has no front matter: it must begin with a line `---`, a `title:` and another `---`.'

interface Entry {
  text: string
  path: Path
  line: number
}

/** What is read, and how mistakes are told of it. */
interface Reading extends TreeRead {
  tree: Tree
  tell(level: Problem['level'], message: string, path: Path): void
}

function read(source: string, file: string): { front: FrontMatter; problems: Problem[] } {
  // The opening line `---` stands above the YAML.
  const found = readTree(source, file, { linesAbove: 1, mend: true, maxBytes: 4 * MAX_FRONT_MATTER })
  const { tree, problems } = found
  const broken = new Set(problems.map(({ line }) => line))
  const tell: Reading['tell'] = (level, message, path) => {
    const line = tree ? lineOf(tree, path) : 2
    // What follows from a mistake on the same line is no second one.
    if (level === 'warning' || !broken.has(line)) problems.push({ file, line, level, message })
  }
  if (tree && isMap(tree.value)) return { front: collect(tree.value, { ...found, tree, tell }), problems }
  if (problems.length === 0)
    tell('failure', 'The front matter must be a list of `key: value` lines with a `title`.', [])
  return { front: EMPTY, problems }
}

/** Where a key or an entry stands; the first line for a key that is missing. */
function lineOf({ places }: Tree, path: Path): number {
  return places.get(pathKey(path))?.[path.length > 1 ? 'value' : 'key'].line ?? 1
}

function collect(map: Record<string, unknown>, reading: Reading): FrontMatter {
  const { tell, isBroken } = reading
  for (const name of Object.keys(map)) {
    if ((KEYS as readonly string[]).includes(name)) continue
    tell('failure', `Unknown key ${shown(name)}.${meant(name)} Allowed: ${KEYS.join(', ')}.`, [name])
  }
  const title = textOf('title', map.title, reading)
  if (!title && !isBroken)
    tell('failure', 'The article has no title: add `title:` to the front matter.', ['title'])
  if (title && title.length > MAX_TITLE)
    tell('warning', `The title is cut after ${MAX_TITLE} characters.`, ['title'])
  const versions = textOf('versions', map.versions, reading)
  if (versions && !isVersionRange(versions)) {
    const message = `${shown(versions)} is no range of versions; write it like ">=2 <4", "^1.2" or "2.x".`
    tell('failure', message, ['versions'])
  }
  const language = textOf('language', map.language, reading)
  if (language && !isKnownLanguage(language)) {
    const message = `${shown(language)} is no language code; write it like "en", "zh", "ja" or "pt-BR".`
    tell('failure', message, ['language'])
  }
  const list = (name: string) => listOf(name, map[name], reading)
  const symptoms = list('symptoms')
  tellEmpty(symptoms, reading)
  return {
    title: (title ?? '').slice(0, MAX_TITLE),
    topics: list('topics').map(({ text: topic }) => topic),
    questions: list('questions'),
    notFor: list('not_for'),
    symptoms,
    versions,
    language: language && localeOf(language),
  }
}

/** A line of which nothing is left without paths, numbers and ids would be found everywhere, so it is found nowhere. */
function tellEmpty(symptoms: readonly Entry[], { tell }: Reading): void {
  for (const { text, path } of symptoms) {
    if (normaliseSignature(text) !== '') continue
    const message = `The symptom ${shown(text)} says too little to be found: give two words of the error line or more.`
    tell('warning', message, path)
  }
}

function textOf(name: string, value: unknown, reading: Reading): string | null {
  if (value === undefined || value === null) return null
  if (typeof value === 'string' || typeof value === 'number') return written(name, value, [name], reading)
  reading.tell('failure', `"${name}" must be a text; put it in quotes.`, [name])
  return null
}

function listOf(name: string, value: unknown, reading: Reading): Entry[] {
  if (value === undefined || value === null) return []
  const items: unknown[] = Array.isArray(value) ? value : [value]
  const { tell } = reading
  if (items.length > MAX_ENTRIES)
    tell('failure', `"${name}" has ${items.length} entries; at most ${MAX_ENTRIES} are read.`, [name])
  const found: Entry[] = []
  for (const [index, item] of items.slice(0, MAX_ENTRIES).entries()) {
    const path = Array.isArray(value) ? [name, index] : [name]
    if (item === null || typeof item === 'object') {
      const hint = 'put an entry that holds ": " or starts with a sign in quotes'
      tell('failure', `"${name}" must be a list of texts; ${hint}.`, path)
      continue
    }
    const text = written(name, item, path, reading)
    if (text.length > MAX_ENTRY) {
      const message = `An entry of "${name}" has ${text.length} characters; at most ${MAX_ENTRY} are read.`
      tell('failure', message, path)
    } else if (text !== '') found.push({ text, path, line: lineOf(reading.tree, path) })
  }
  return found
}

/** A text as it stands in the file, with a warning where YAML has cut it off. */
function written(name: string, value: unknown, path: Path, { tree, cut, tell }: Reading): string {
  const rest = cut.get(pathKey(path))
  if (rest !== undefined) {
    const message = `YAML reads ${shown(`#${rest}`)} as a comment, so this "${name}" ends before it. Put the whole text in quotes.`
    tell('warning', message, path)
  }
  return wordAt(tree, path, value).trim()
}

function meant(name: string): string {
  const close = nearest(name, KEYS)
  return close ? ` Did you mean "${close}"?` : ''
}

/** A text of the file within a message: one line, and not longer than a message should be. */
function shown(text: string): string {
  const line = text.slice(0, 1_000).replace(/\s+/g, ' ')
  return `"${line.length > 60 ? `${line.slice(0, 59)}…` : line}"`
}
