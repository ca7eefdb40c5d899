// Reads YAML into a plain value that remembers where everything stood; bounded in size, depth and aliases.
import type { Alias, Pair, ParsedNode, Scalar } from 'yaml'
import { isAlias, isMap, isScalar, isSeq, Lexer, LineCounter, Parser, parseDocument } from 'yaml'
import type { Problem } from '../domain/problem.ts'
import {
  encodingMistake,
  firstYamlError,
  invisibleSign,
  mergeMistake,
  readAs,
  yamlMistake,
} from '../domain/yaml-mistake.ts'

/** Where a key or value stands. Lines and columns count from 1. */
export interface Place {
  file: string
  line: number
  column: number
}

/** A value made of maps, lists, texts, numbers, truth values and null, and the places of its parts by path. */
export interface Tree {
  value: unknown
  /** By `pathKey`; the root has the empty path. */
  places: Map<string, { key: Place; value: Place }>
  /** Words without quotes that YAML may read as something else than a text, by path and where they stand. */
  doubtful: Map<string, Doubtful>
}

export interface Doubtful {
  path: Path
  at: 'key' | 'value'
  word: string
  as: 'a number' | 'a date' | 'a truth value' | 'nothing'
}

export type Path = ReadonlyArray<string | number>

/** Of a settings file: the parser takes a millisecond or more for each KiB of what is made to be slow. */
export const MAX_BYTES = 128 * 1024
const MAX_DEPTH = 32
const MAX_NODES = 30_000

export function pathKey(path: Path): string {
  return path.join('\u0000')
}

/** Never throws: what cannot be read is a problem with its line, and then `tree` is null. */
export function readTree(
  text: string,
  file: string,
  maxBytes = MAX_BYTES,
): { tree: Tree | null; problems: Problem[] } {
  const start: Place = { file, line: 1, column: 1 }
  const size = text.length > maxBytes ? text.length : Buffer.byteLength(text)
  if (size > maxBytes) {
    const message = `This file is too large: at most ${maxBytes / 1024} KiB are read.`
    return { tree: null, problems: [{ ...start, level: 'failure', message }] }
  }
  const unreadable = encodingMistake(text) ?? mergeMistake(text) ?? depthMistake(text)
  if (unreadable) {
    const place = { file, ...position(lineCounterOf(text), unreadable.offset) }
    return { tree: null, problems: [{ ...place, level: 'failure', message: unreadable.message }] }
  }
  const lines = new LineCounter()
  const document = documentOf(text, lines)
  const error = firstYamlError([...document.errors, ...document.warnings])
  if (error) {
    const place = { file, ...position(lines, error.pos[0]) }
    return { tree: null, problems: [{ ...place, level: 'failure', message: yamlMistake(error) }] }
  }
  const reading: Reading = newReading(file, lines)
  reading.places.set('', { key: start, value: start })
  const value = readNode(reading, document.contents, [])
  return {
    tree: reading.full ? null : { value, places: reading.places, doubtful: reading.doubtful },
    problems: reading.problems,
  }
}

/** The library makes an error for each mistake: looking where in the program it did so takes most of the time. */
function documentOf(text: string, lineCounter: LineCounter) {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 0
  try {
    // Repeated keys are found later: the library compares every pair of keys, which takes minutes on a hostile file.
    return parseDocument(text, { lineCounter, prettyErrors: false, uniqueKeys: false })
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
}

function newReading(file: string, lines: LineCounter): Reading {
  return {
    file,
    lines,
    anchors: new Map(),
    nodes: 0,
    full: false,
    places: new Map(),
    doubtful: new Map(),
    problems: [],
  }
}

interface Reading {
  file: string
  lines: LineCounter
  anchors: Map<string, ParsedNode>
  nodes: number
  full: boolean
  places: Tree['places']
  doubtful: Tree['doubtful']
  problems: Problem[]
}

type MaybeNode = ParsedNode | null | undefined

function readNode(reading: Reading, node: MaybeNode, path: Path): unknown {
  reading.nodes++
  if (reading.full) return null
  if (reading.nodes > MAX_NODES || path.length > MAX_DEPTH) {
    reading.full = true
    const most = `at most ${MAX_NODES} in ${MAX_DEPTH} levels`
    fail(reading, node, `This holds too many values (${most}, and what an alias repeats counts again).`)
    return null
  }
  if (isAlias(node)) return readAlias(reading, node, path)
  // The library's own `resolve` searches the whole document for every alias.
  if (node?.anchor) reading.anchors.set(node.anchor, node)
  if (isMap(node)) return readMap(reading, node.items as Array<Pair<ParsedNode, MaybeNode>>, path)
  if (isSeq(node)) return readList(reading, node.items as MaybeNode[], path)
  if (!isScalar(node)) return null
  noteDoubt(reading, node, path, 'value')
  return isPlain(node.value) ? node.value : (node.source ?? String(node.value))
}

function readAlias(reading: Reading, node: Alias.Parsed, path: Path): unknown {
  const target = reading.anchors.get(node.source)
  if (target) return readNode(reading, target, path)
  fail(reading, node, `\`*${node.source}\` names nothing: there is no \`&${node.source}\` above it.`)
  return null
}

function readList(reading: Reading, items: MaybeNode[], path: Path): unknown[] {
  return items.map((item, index) => {
    const at = placeOf(reading, item)
    const inner = [...path, index]
    if (!reading.full) reading.places.set(pathKey(inner), { key: at, value: at })
    return readNode(reading, item, inner)
  })
}

function readMap(reading: Reading, items: Array<Pair<ParsedNode, MaybeNode>>, path: Path): unknown {
  const map: Record<string, unknown> = {}
  for (const { key: keyNode, value: valueNode } of items) {
    if (reading.full) break
    const key = readKey(reading, keyNode, isNothing(valueNode))
    if (key === null) continue
    if (Object.hasOwn(map, key)) {
      fail(reading, keyNode, `The key \`${key}\` stands here twice. Keep one of them.`)
      continue
    }
    const inner = [...path, key]
    const place = placeOf(reading, keyNode)
    const scalar = isScalar(valueNode) && valueNode.value !== null
    reading.places.set(pathKey(inner), { key: place, value: scalar ? placeOf(reading, valueNode) : place })
    if (isScalar(keyNode)) noteDoubt(reading, keyNode, inner, 'key')
    map[key] = readNode(reading, valueNode, inner)
  }
  return map
}

function readKey(reading: Reading, node: MaybeNode, isAlone: boolean): string | null {
  const resolved = isAlias(node) ? reading.anchors.get(node.source) : node
  if (!isScalar(resolved)) {
    fail(reading, node, 'A key must be a word or a text.')
    return null
  }
  const key = resolved.source ?? String(resolved.value)
  const message = wrongKey(key, resolved.value, isAlone)
  if (message === null) return key
  fail(reading, node, message)
  return null
}

/** `doubtfulName` tells where a key and where a value stood. */
function noteDoubt(reading: Reading, node: Scalar.Parsed, path: Path, at: Doubtful['at']): void {
  if (node.type !== 'PLAIN') return
  const word = node.source
  const as = readAs(word)
  if (as !== null) reading.doubtful.set(`${at} ${pathKey(path)}`, { path, at, word, as })
}

function wrongKey(key: string, value: unknown, isAlone: boolean): string | null {
  // Assigning to this name would change the object instead of adding a key to it.
  if (key === '' || key === '__proto__') return 'A key must be a word or a text.'
  if (key === '<<')
    return '`<<` (a merge key) is not read here. Write out what it stands for, or use `_extends`.'
  // `{ quantity: 1,000 }` is the number 1 and a key 000 without a value.
  if (isAlone && /^\d{3}$/.test(key)) return 'A comma ends a number here: write `1000`, without it.'
  if (typeof value !== 'string') {
    return `YAML reads the key \`${key.slice(0, 60)}\` as ${readAs(key) ?? 'something else'}. Put it in quotes.`
  }
  const sign = invisibleSign(key)
  return sign && `This key holds ${sign}, which looks like nothing or like a space. Type the line anew.`
}

function isNothing(node: MaybeNode): boolean {
  return !node || (isScalar(node) && node.value === null)
}

function isPlain(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value)
}

function fail(reading: Reading, node: MaybeNode, message: string): void {
  reading.problems.push({ ...placeOf(reading, node), level: 'failure', message })
}

function placeOf(reading: Reading, node: MaybeNode): Place {
  return { file: reading.file, ...position(reading.lines, node?.range?.[0] ?? 0) }
}

function position(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset)
  return { line: Math.max(1, line), column: Math.max(1, col) }
}

function lineCounterOf(text: string): LineCounter {
  const lines = new LineCounter()
  lines.addNewLine(0)
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1)
  return lines
}

/** Where nesting passes the limit: the library's composer calls itself for each level. */
function depthMistake(text: string): { offset: number; message: string } | null {
  const parser = new Parser()
  const message = `This is nested too deeply: at most ${MAX_DEPTH} levels are read.`
  // A level of YAML takes up to two tokens on the parser's stack.
  for (const lexeme of new Lexer().lex(text)) {
    for (const _token of parser.next(lexeme));
    if (parser.stack.length > MAX_DEPTH * 2) return { offset: parser.offset, message }
  }
  return null
}
