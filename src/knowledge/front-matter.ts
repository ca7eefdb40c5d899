// Reads the front matter of an article strictly: every unknown key and wrong value has its line.
import { isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml'
import { nearest } from '../domain/nearest.ts'
import type { Problem } from '../domain/problem.ts'
import { isKnownLanguage, localeOf } from './locale.ts'
import { parseMended } from './mended-yaml.ts'
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
/** Of the YAML: five for each entry of the lists. */
const MOST_PARTS = 20_000
const MAX_ENTRY = 2_000
const MAX_TITLE = 500

/** Splits a file into front matter and body and reads the first. */
export function readFrontMatter(file: { path: string; text: string }): FrontMatterResult {
  const text = file.text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  const problems: Problem[] = []
  const tell: Tell = (level) => (message, line, column) => {
    problems.push({ file: file.path, line: line ?? 1, column, level, message })
  }
  const fail = tell('failure')
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
  return { front: read(source, fail, tell('warning')), body, bodyLine, problems }
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

type Told = (message: string, line?: number, column?: number) => void
type Tell = (level: Problem['level']) => Told

function read(source: string, fail: Told, warn: Told): FrontMatter {
  const { yaml, mistakes } = parseMended(source, MOST_PARTS)
  const { document, offset, counter } = yaml
  // The opening line `---` stands above the YAML.
  const placeOf = (offset: number) => {
    const { line, col } = counter.linePos(offset)
    return { line: line + 1, col }
  }
  const lineOf = (node: unknown) => {
    const range = (node as Node | null)?.range
    return range ? placeOf(range[0]).line : 2
  }
  if (!document) {
    fail(
      'The front matter is nested too deep or has too many parts; it holds texts and lists of texts.',
      placeOf(offset).line,
    )
    return EMPTY
  }
  const told = new Set<number>()
  for (const { line, col, message } of mistakes) {
    fail(message, line + 1, col)
    told.add(line + 1)
  }
  // What follows from a mistake on the same line is no second one.
  const failElsewhere: Told = (message, line, column) => {
    if (!told.has(line ?? 1)) fail(message, line, column)
  }
  const map = document.contents
  if (isMap(map)) return collect(map, { lineOf, fail: failElsewhere, warn, broken: told.size > 0 })
  if (told.size === 0) fail('The front matter must be a list of `key: value` lines with a `title`.', 2)
  return EMPTY
}

interface Reading {
  lineOf(node: unknown): number
  fail: Told
  warn: Told
  /** Whether the YAML itself is wrong, so that a missing title may stand where it could not be read. */
  broken: boolean
}

interface Value {
  value: unknown
  line: number
}

function collect(map: YAMLMap, reading: Reading): FrontMatter {
  const { lineOf, fail, warn } = reading
  const nodes = new Map<string, Value>()
  for (const { key, value } of map.items) {
    const name = isScalar(key) ? String(key.value) : ''
    const line = lineOf(key)
    if (nodes.has(name)) fail(`"${name}" stands here twice; put everything under one.`, line)
    else if ((KEYS as readonly string[]).includes(name)) nodes.set(name, { value, line })
    else fail(`Unknown key ${shown(name)}.${meant(name)} Allowed: ${KEYS.join(', ')}.`, line)
  }
  const title = textOf('title', nodes.get('title'), reading)
  if (!title && !reading.broken)
    fail('The article has no title: add `title:` to the front matter.', nodes.get('title')?.line ?? 1)
  if (title && title.length > MAX_TITLE)
    warn(`The title is cut after ${MAX_TITLE} characters.`, nodes.get('title')?.line)
  const versions = textOf('versions', nodes.get('versions'), reading)
  if (versions && !isVersionRange(versions)) {
    const message = `${shown(versions)} is no range of versions; write it like ">=2 <4", "^1.2" or "2.x".`
    fail(message, nodes.get('versions')?.line)
  }
  const language = textOf('language', nodes.get('language'), reading)
  if (language && !isKnownLanguage(language)) {
    const message = `${shown(language)} is no language code; write it like "en", "zh", "ja" or "pt-BR".`
    fail(message, nodes.get('language')?.line)
  }
  const list = (name: string) => listOf(name, nodes.get(name), reading)
  return {
    title: (title ?? '').slice(0, MAX_TITLE),
    topics: list('topics').map(({ text: topic }) => topic),
    questions: list('questions'),
    notFor: list('not_for'),
    symptoms: telling(list('symptoms'), warn),
    versions,
    language: language && localeOf(language),
  }
}

/** A line of which nothing is left without paths, numbers and ids would be found everywhere, so it is found nowhere. */
function telling(symptoms: FrontMatter['symptoms'], warn: Told): FrontMatter['symptoms'] {
  for (const { text, line } of symptoms) {
    if (normaliseSignature(text) === '')
      warn(
        `The symptom ${shown(text)} says too little to be found: give two words of the error line or more.`,
        line,
      )
  }
  return symptoms
}

function textOf(name: string, node: Value | undefined, { fail, warn }: Reading): string | null {
  if (!node || (isScalar(node.value) && node.value.value === null)) return null
  if (isScalar(node.value) && typeof node.value.value !== 'boolean') {
    tellCut(name, node.value, node.line, warn)
    return scalarText(node.value).trim()
  }
  fail(`"${name}" must be a text; put it in quotes.`, node.line)
  return null
}

function listOf(name: string, node: Value | undefined, { lineOf, fail, warn }: Reading) {
  if (!node || (isScalar(node.value) && node.value.value === null)) return []
  const items = isSeq(node.value) ? node.value.items : [node.value]
  if (items.length > MAX_ENTRIES)
    fail(`"${name}" has ${items.length} entries; at most ${MAX_ENTRIES} are read.`, node.line)
  const found: Array<{ text: string; line: number }> = []
  for (const item of items.slice(0, MAX_ENTRIES)) {
    const line = lineOf(item)
    if (!isScalar(item) || item.value === null) {
      fail(
        `"${name}" must be a list of texts; put an entry that holds ": " or starts with a sign in quotes.`,
        line,
      )
      continue
    }
    tellCut(name, item, line, warn)
    const text = scalarText(item).trim()
    if (text.length > MAX_ENTRY)
      fail(`An entry of "${name}" has ${text.length} characters; at most ${MAX_ENTRY} are read.`, line)
    else if (text !== '') found.push({ text, line })
  }
  return found
}

/** YAML takes ` #` for the start of a comment: `title: Error #2 at start` is "Error". */
function tellCut(
  name: string,
  node: { type?: string; comment?: string | null },
  line: number,
  warn: Told,
): void {
  if (node.type !== 'PLAIN' || !/^[^\s#]/.test(node.comment ?? '')) return
  warn(
    `YAML reads ${shown(`#${node.comment!.split('\n')[0]}`)} as a comment, so this "${name}" ends before it. ` +
      'Put the whole text in quotes.',
    line,
  )
}

/** As written: a version `1.10` must not become the number 1.1. */
function scalarText(node: { value: unknown; source?: string }): string {
  return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value))
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
