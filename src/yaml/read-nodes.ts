// Makes plain values of parsed YAML and keeps the places: no key twice, no merge keys, a bounded number of values.
import type { Alias, LineCounter, Pair, ParsedNode, Scalar } from 'yaml'
import { isAlias, isMap, isScalar, isSeq } from 'yaml'
import type { Problem } from '../domain/problem.ts'
import { invisibleSign, MAX_DEPTH, position, readAs } from './mistakes.ts'
import { type Doubtful, type Path, type Place, pathKey, type Tree } from './tree.ts'

const MAX_NODES = 30_000

interface Source {
  file: string
  lines: LineCounter
  linesAbove: number
  /** Those of the parser; what is found here is added. */
  problems: Problem[]
}

interface Reading extends Source {
  /** Lines with a mistake of the parser. */
  broken: ReadonlySet<number | undefined>
  anchors: Map<string, ParsedNode>
  nodes: number
  full: boolean
  places: Tree['places']
  doubtful: Tree['doubtful']
  cut: Map<string, string>
}

/** The value with its places, and where a `#` cuts a text off; `tree` is null where there are too many values. */
export function readNodes(root: MaybeNode, source: Source): { tree: Tree | null; cut: Map<string, string> } {
  const reading: Reading = {
    ...source,
    broken: new Set(source.problems.map(({ line }) => line)),
    anchors: new Map(),
    nodes: 0,
    full: false,
    places: new Map(),
    doubtful: new Map(),
    cut: new Map(),
  }
  const { places, doubtful, cut } = reading
  const start = placeOf(reading, null)
  places.set('', { key: start, value: start })
  const value = readNode(reading, root, [])
  return { tree: reading.full ? null : { value, places, doubtful }, cut }
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
  noteCut(reading, node, path)
  return isPlain(node.value) ? node.value : (node.source ?? String(node.value))
}

function readAlias(reading: Reading, node: Alias.Parsed, path: Path): unknown {
  const target = reading.anchors.get(node.source)
  if (target) return readNode(reading, target, path)
  fail(
    reading,
    node,
    `\`*${node.source}\` names nothing: there is no \`&${node.source}\` above it. If it is a text, put it in quotes.`,
  )
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

/** YAML takes ` #` for the start of a comment: `title: Error #2 at start` is "Error". */
function noteCut(reading: Reading, { type, comment }: Scalar.Parsed, path: Path): void {
  if (type !== 'PLAIN' || !comment || !/^[^\s#]/.test(comment)) return
  reading.cut.set(pathKey(path), comment.split('\n', 1)[0]!)
}

function wrongKey(key: string, value: unknown, isAlone: boolean): string | null {
  // Assigning to this name would change the object instead of adding a key to it.
  if (key === '' || key === '__proto__') return 'A key must be a word or a text.'
  if (key === '<<')
    return '`<<` (a merge key) is not read here. Write out what it stands for, or, in settings, use `_extends`.'
  // `{ quantity: 1,000 }` is the number 1 and a key 000 without a value.
  if (isAlone && /^\d{3}$/.test(key)) return 'A comma ends a number here: write `1000`, without it.'
  if (typeof value !== 'string') {
    return `YAML reads the key \`${key.slice(0, 60)}\` as ${readAs(key) ?? 'something else'}. Put it in quotes, or the whole text where no key is meant.`
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

/** On the line of a mistake of YAML, what follows from it is no second one. */
function fail(reading: Reading, node: MaybeNode, message: string): void {
  const place = placeOf(reading, node)
  if (!reading.broken.has(place.line)) reading.problems.push({ ...place, level: 'failure', message })
}

function placeOf({ file, lines, linesAbove }: Reading, node: MaybeNode): Place {
  const { line, column } = position(lines, node?.range?.[0] ?? 0)
  return { file, line: line + linesAbove, column }
}
