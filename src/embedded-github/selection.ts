// Reads a GraphQL document far enough to check its variables and to answer exactly the fields it asks for.

export interface Operation {
  name: string
  /** Variables that must be given, by name. */
  required: string[]
  selections: Selection[]
  fragments: Map<string, Selection>
}

interface Selection {
  /** A field under its alias; a fragment spread by name; or an inline fragment on a type. */
  kind: 'field' | 'spread' | 'on'
  name: string
  alias: string
  children: Selection[]
}

type Json = Record<string, unknown>

/** Interfaces and unions that the documents ask on; every object here that is asked belongs to them. */
const INTERFACES = [
  'Actor',
  'Reactable',
  'Sponsorable',
  'IssueTimelineItemsConnection',
  'DiscussionCommentConnection',
]

/** Throws an error with GitHub's words where the document cannot be read. */
export function readOperation(document: string): Operation {
  const tokens = document.match(/\.\.\.|\w+|[{}()[\]:$!=]/g) ?? []
  const operation: Operation = { name: '', required: [], selections: [], fragments: new Map() }
  while (tokens.length > 0) {
    const word = tokens.shift()
    const name = tokens.shift() ?? ''
    if (word === 'fragment') {
      const type = tokens.splice(0, 2)[1] ?? ''
      operation.fragments.set(name, { kind: 'on', name: type, alias: '', children: readSelections(tokens) })
    } else if (word === 'query' || word === 'mutation') {
      operation.name = name
      operation.required = readVariables(tokens)
      operation.selections = readSelections(tokens)
    } else {
      throw new Error(`Expected one of SCHEMA, SCALAR, TYPE, …, actual: ${word}`)
    }
  }
  return operation
}

/** Keeps of `value` what the operation selects. A field that is not there is an error, as on GitHub. */
export function select(operation: Operation, value: Json): Json {
  return project(operation, value, operation.selections) as Json
}

function readVariables(tokens: string[]): string[] {
  if (tokens[0] !== '(') return []
  const declared = skipArguments(tokens).join(' ')
  return [...declared.matchAll(/\$ (\w+) : [^$]*?!(?= \$| \)|$)/g)].map((match) => match[1] ?? '')
}

function readSelections(tokens: string[]): Selection[] {
  if (tokens.shift() !== '{') throw new Error('Parse error: expected {')
  const selections: Selection[] = []
  while (tokens[0] !== '}') {
    if (tokens.length === 0) throw new Error('Parse error: unexpected end of document')
    selections.push(readSelection(tokens))
  }
  tokens.shift()
  return selections
}

function readSelection(tokens: string[]): Selection {
  const first = tokens.shift() ?? ''
  if (first === '...') {
    const name = tokens.shift() ?? ''
    if (name !== 'on') return { kind: 'spread', name, alias: '', children: [] }
    return { kind: 'on', name: tokens.shift() ?? '', alias: '', children: readSelections(tokens) }
  }
  const name = tokens[0] === ':' ? (tokens.splice(0, 2)[1] ?? '') : first
  if (tokens[0] === '(') skipArguments(tokens)
  const children = tokens[0] === '{' ? readSelections(tokens) : []
  return { kind: 'field', name, alias: first, children }
}

/** Takes a balanced pair of parentheses off the tokens and returns what was inside. */
function skipArguments(tokens: string[]): string[] {
  let depth = 0
  const inside: string[] = []
  do {
    const token = tokens.shift()
    if (token === undefined) throw new Error('Parse error: unexpected end of document')
    if (token === '(') depth++
    if (token === ')') depth--
    inside.push(token)
  } while (depth > 0)
  return inside.slice(1, -1)
}

function project(operation: Operation, value: unknown, selections: Selection[]): unknown {
  if (Array.isArray(value)) return value.map((item) => project(operation, item, selections))
  if (value === null || typeof value !== 'object') return value
  const result: Json = {}
  for (const selection of selections) Object.assign(result, pick(operation, value as Json, selection))
  return result
}

function pick(operation: Operation, value: Json, selection: Selection): Json {
  if (selection.kind === 'spread') {
    const fragment = operation.fragments.get(selection.name)
    if (!fragment) throw new Error(`Fragment ${selection.name} was used, but not defined`)
    return pick(operation, value, fragment)
  }
  if (selection.kind === 'on') {
    const type = value.__typename
    const fits = type === undefined || type === selection.name || INTERFACES.includes(selection.name)
    return fits ? (project(operation, value, selection.children) as Json) : {}
  }
  const field = selection.alias in value ? selection.alias : selection.name
  if (!(field in value)) {
    throw new Error(`Field '${selection.name}' doesn't exist on type '${String(value.__typename)}'`)
  }
  const inner = value[field]
  return {
    [selection.alias]: selection.children.length > 0 ? project(operation, inner, selection.children) : inner,
  }
}
