// Reads the front matter of an article strictly: every unknown key and wrong value has its line.
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLMap } from 'yaml'
import type { Problem } from '../domain/problem.ts'
import { isVersionRange } from './versions.ts'

export interface FrontMatter {
  title: string
  topics: string[]
  questions: Array<{ text: string; line: number }>
  notFor: Array<{ text: string; line: number }>
  symptoms: string[]
  versions: string | null
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
const MAX_FRONT_MATTER = 200_000
const MAX_ENTRIES = 1_000
const MAX_ENTRY = 2_000

/** Splits a file into front matter and body and reads the first. */
export function readFrontMatter(file: { path: string; text: string }): FrontMatterResult {
  const text = file.text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  const problems: Problem[] = []
  const fail = (message: string, line = 1, column?: number) => {
    problems.push({ file: file.path, line, column, level: 'failure', message })
  }
  const split = /^---[ \t]*\n([\s\S]*?)(?:^|\n)---[ \t]*(?:\n|$)/.exec(text)
  if (!split) {
    const open = /^---[ \t]*\n/.test(text)
    fail(open ? 'The front matter is never closed: a line `---` must end it.' : MISSING)
    return { front: EMPTY, body: text, bodyLine: 1, problems }
  }
  const body = text.slice(split[0].length)
  const bodyLine = split[0].split('\n').length
  if (split[1]!.length > MAX_FRONT_MATTER) {
    fail(`The front matter is longer than ${MAX_FRONT_MATTER} characters.`)
    return { front: EMPTY, body, bodyLine, problems }
  }
  const front = read(split[1]!, fail)
  return { front, body, bodyLine, problems }
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

type Fail = (message: string, line?: number, column?: number) => void

function read(source: string, fail: Fail): FrontMatter {
  const counter = new LineCounter()
  const document = parseDocument(source, {
    lineCounter: counter,
    uniqueKeys: true,
    schema: 'core',
    logLevel: 'silent',
  })
  // The opening line `---` stands above the YAML.
  const lineOf = (node: unknown) => {
    const range = (node as Node | null)?.range
    return range ? counter.linePos(range[0]).line + 1 : 2
  }
  for (const error of document.errors) {
    const at = error.linePos?.[0]
    fail(`The front matter is not valid YAML: ${error.message.split('\n')[0]}`, (at?.line ?? 1) + 1, at?.col)
  }
  const map = document.contents
  if (!isMap(map)) {
    fail('The front matter must be a list of `key: value` lines with a `title`.', 2)
    return EMPTY
  }
  return collect(map, lineOf, fail)
}

function collect(map: YAMLMap, lineOf: (node: unknown) => number, wrong: Fail): FrontMatter {
  const nodes = new Map<string, { value: unknown; line: number }>()
  for (const { key, value } of map.items) {
    const name = isScalar(key) ? String(key.value) : ''
    if ((KEYS as readonly string[]).includes(name)) nodes.set(name, { value, line: lineOf(key) })
    else wrong(`Unknown key "${name}".${nearest(name)} Allowed: ${KEYS.join(', ')}.`, lineOf(key))
  }
  const text = (name: string): string | null => {
    const node = nodes.get(name)
    if (!node || (isScalar(node.value) && node.value.value === null)) return null
    if (isScalar(node.value) && typeof node.value.value !== 'boolean') return scalarText(node.value).trim()
    wrong(`"${name}" must be a text.`, node.line)
    return null
  }
  const list = (name: string) => listOf(name, nodes.get(name), lineOf, wrong)
  const title = text('title')
  if (!title)
    wrong('The article has no title: add `title:` to the front matter.', nodes.get('title')?.line ?? 1)
  const versions = text('versions')
  if (versions && !isVersionRange(versions)) {
    wrong(
      `"${versions}" is no range of versions; write it like ">=2 <4", "^1.2" or "2.x".`,
      nodes.get('versions')?.line,
    )
  }
  const language = text('language')
  if (language && !/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(language)) {
    wrong(`"${language}" is no language code; write it like "en" or "zh".`, nodes.get('language')?.line)
  }
  return {
    title: (title ?? '').slice(0, 500),
    topics: list('topics').map(({ text: topic }) => topic),
    questions: list('questions'),
    notFor: list('not_for'),
    symptoms: list('symptoms').map(({ text: symptom }) => symptom),
    versions,
    language,
  }
}

function listOf(
  name: string,
  node: { value: unknown; line: number } | undefined,
  lineOf: (node: unknown) => number,
  wrong: Fail,
): Array<{ text: string; line: number }> {
  if (!node || (isScalar(node.value) && node.value.value === null)) return []
  const items = isSeq(node.value) ? node.value.items : [node.value]
  if (items.length > MAX_ENTRIES) wrong(`"${name}" has more than ${MAX_ENTRIES} entries.`, node.line)
  const found: Array<{ text: string; line: number }> = []
  for (const item of items.slice(0, MAX_ENTRIES)) {
    if (!isScalar(item) || item.value === null) {
      wrong(
        `"${name}" must be a list of texts; put an entry that holds ": " or starts with a sign in quotes.`,
        lineOf(item),
      )
      continue
    }
    const text = scalarText(item).trim()
    if (text.length > MAX_ENTRY)
      wrong(`An entry of "${name}" is longer than ${MAX_ENTRY} characters.`, lineOf(item))
    else if (text !== '') found.push({ text, line: lineOf(item) })
  }
  return found
}

/** As written: a version `1.10` must not become the number 1.1. */
function scalarText(node: { value: unknown; source?: string }): string {
  return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value))
}

function nearest(name: string): string {
  const close = KEYS.find((key) => distance(key, name.toLowerCase().replace(/-/g, '_')) <= 2)
  return close ? ` Did you mean "${close}"?` : ''
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
  }
  return row[b.length]!
}
