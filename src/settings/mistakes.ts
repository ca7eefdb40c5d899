// Turns what is wrong with a value into problems with line, key, and what is allowed.
import type { z } from 'zod'
import { nearest } from '../domain/nearest.ts'
import type { Problem } from '../domain/problem.ts'
import { invisibleSign } from '../yaml/mistakes.ts'
import { type Path, pathKey, type Tree } from '../yaml/tree.ts'
import { isInForce, NOT_YET } from './in-force.ts'
import { must, oneOf, show } from './kinds.ts'
import { keysAt, placesOf } from './schema.ts'
import type { Finding } from './section.ts'

/** The problems of a failed parse. `tree` gives the places. */
export function explainIssues(schema: z.ZodType, tree: Tree, issues: readonly z.core.$ZodIssue[]): Problem[] {
  return explainAll(schema, tree, issues, [])
}

function explainAll(
  schema: z.ZodType,
  tree: Tree,
  issues: readonly z.core.$ZodIssue[],
  above: Path,
): Problem[] {
  const misspelt = misspeltKeys(schema, issues, above)
  return issues
    .filter((issue) => !misspelt.has(pathKey(pathOf(issue, above))) || valueIn(tree, pathOf(issue, above)))
    .flatMap((issue) => explainIssue(schema, tree, issue, above))
}

/** Keys that are missing because another word stands in their place: that is said of the other word. */
function misspeltKeys(schema: z.ZodType, issues: readonly z.core.$ZodIssue[], above: Path): Set<string> {
  const keys = issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return []
    const parent = pathOf(issue, above)
    const allowed = keysAt(schema, parent) ?? []
    const meant = issue.keys.slice(0, MAX_HINTS).map((key) => nearest(key, allowed))
    return meant.flatMap((key) => (key === null ? [] : [pathKey([...parent, key])]))
  })
  return new Set(keys)
}

function pathOf(issue: z.core.$ZodIssue, above: Path): Path {
  return [...above, ...(issue.path as Array<string | number>)]
}

function valueIn(tree: Tree, path: Path): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, part)
        ? (value as Record<string | number, unknown>)[part]
        : undefined,
    tree.value,
  )
}

type Issue = z.core.$ZodIssue

/** Guessing what was meant takes time, and nobody reads more. */
const MAX_HINTS = 100

function explainIssue(schema: z.ZodType, tree: Tree, issue: Issue, above: Path): Problem[] {
  const path = pathOf(issue, above)
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key, index) => unknownKey(schema, tree, [...path, key], index < MAX_HINTS))
    case 'invalid_key': {
      const message = issue.issues[0]?.message ?? 'is no allowed key'
      return [problemAt(tree, path, 'key', 'failure', tail(message))]
    }
    case 'invalid_union': {
      // Of "a list or one item", the branch that fits the value's shape has the better message.
      const inner = issue.errors.find(
        (branch) => branch.length > 0 && branch.every((one) => !isWrongShape(one)),
      )
      if (inner) return explainAll(schema, tree, inner, path)
      return [wrongValue(tree, path, issue.message)]
    }
    default:
      return [wrongValue(tree, path, issue.message)]
  }
}

/** What nobody sees is told before what is wrong with it: `must be pro; it is pro` helps nobody. */
function wrongValue(tree: Tree, path: Path, message: string): Problem {
  const value = valueIn(tree, path)
  const text = typeof value === 'string' && value.length <= 200 ? value : ''
  const sign = invisibleSign(text)
  const unseen = sign
    ? `holds ${sign}, which looks like nothing or like a space: type it anew`
    : /\S/.test(text) && text !== text.trim()
      ? 'begins or ends with a space: take it away'
      : null
  return problemAt(tree, path, 'value', 'failure', unseen ?? message)
}

function isWrongShape(issue: Issue): boolean {
  return issue.path.length === 0 && issue.code === 'invalid_type'
}

/** A key's schema says `must be …; it is …`; as a message about a key it reads better without the value. */
function tail(message: string): string {
  return message.startsWith('must be ') ? `as a key ${message}` : message
}

function unknownKey(schema: z.ZodType, tree: Tree, path: Path, withHint: boolean): Problem {
  const key = String(path.at(-1))
  const parent = path.slice(0, -1)
  const allowed = keysAt(schema, parent) ?? []
  const where = parent.length === 0 ? '' : ` in \`${dotted(parent)}\``
  const start = { ...placeAt(tree, path, 'key'), level: 'failure' as const }
  if (!withHint) return { ...start, message: `Unknown key ${show(key)}${where}.` }
  const guess = nearest(key, allowed)
  const elsewhere =
    guess === null
      ? placesOf(schema, key)
          .slice(0, 3)
          .map((place) => place.join('.'))
      : []
  const hint =
    guess !== null
      ? ` Did you mean \`${guess}\`?`
      : elsewhere.length > 0
        ? ` There is ${oneOf(elsewhere)}.`
        : ''
  const message = `Unknown key ${show(key)}${where}.${hint} Allowed here: ${oneOf(allowed)}.`
  return { ...start, message }
}

/** The problems that only several values together show; `key` is the section's. */
export function explainFindings(tree: Tree, key: string, findings: readonly Finding[]): Problem[] {
  return findings.map((finding) =>
    problemAt(tree, [key, ...finding.path], 'value', finding.level ?? 'failure', finding.message),
  )
}

/** A notice for each key that is set, to something other than off, and not yet built. */
export function findNotInForce(tree: Tree): Problem[] {
  const problems: Problem[] = []
  visit(tree.value, [], (path, value) => {
    if (isInForce(path) || isNothing(value)) return
    problems.push(problemAt(tree, path, 'key', 'notice', NOT_YET))
  })
  return problems
}

function isNothing(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0
  return value === null || value === false || value === 'off' || value === ''
}

function visit(value: unknown, path: Path, see: (path: Path, value: unknown) => void): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return
  for (const [key, inner] of Object.entries(value)) {
    see([...path, key], inner)
    visit(inner, [...path, key], see)
  }
}

export function problemAt(
  tree: Tree,
  path: Path,
  at: 'key' | 'value',
  level: Problem['level'],
  message: string,
): Problem {
  const subject = path.length === 0 ? 'The file' : `\`${dotted(path)}\``
  return {
    ...placeAt(tree, path, at),
    level,
    message: `${subject} ${message}${message.endsWith('?') ? '' : '.'}`,
  }
}

/** The place of a path; of what contains it where the path itself is missing. */
function placeAt(tree: Tree, path: Path, at: 'key' | 'value') {
  for (let length = path.length; length > 0; length--) {
    const place = tree.places.get(pathKey(path.slice(0, length)))
    if (place) return { ...place[length === path.length ? at : 'key'] }
  }
  return { ...tree.places.get('')!.value }
}

/** `labels."kb: *".answer`, `notify[1]`; names come from the file and are kept short and on one line. */
function dotted(path: Path): string {
  let text = ''
  for (const part of path) {
    if (typeof part === 'number') text += `[${part + 1}]`
    else text += `${text === '' ? '' : '.'}${/^[\p{L}\p{N}_@/-]{1,60}$/u.test(part) ? part : quoted(part)}`
  }
  return text
}

function quoted(name: string): string {
  const plain = name.replace(/[\s\p{Cc}`]+/gu, ' ')
  return `"${plain.length > 60 ? `${plain.slice(0, 60)}…` : plain}"`
}

/** For a file whose whole content is of the wrong kind. */
export function notAMap(tree: Tree): Problem {
  return problemAt(tree, [], 'value', 'failure', must('a map such as `mode: live`', tree.value))
}
