// Settings from the text of a file: strict, with every mistake at its line.
import type { Problem } from '../domain/problem.ts'
import type { Settings } from '../domain/settings.ts'
import { readTree } from '../yaml/read.ts'
import type { Tree } from '../yaml/tree.ts'
import { sections } from './all-sections.ts'
import { explainFindings, explainIssues, findNotInForce, notAMap } from './mistakes.ts'
import { doubtfulNames, SETTINGS_NAMES } from './names.ts'
import { settingsSchema } from './schema.ts'
import { entriesOf, MAX_NAMES, type Names, valueAt } from './section.ts'
import { DEFAULT_TIER } from './sections/tiers.ts'

export interface ParseOptions {
  /** As it shall stand in problems. */
  file: string
  /** Null: not known, so references to another owner's repositories cannot be told and are not checked. */
  owner: string | null
}

export interface Parsed {
  /** Null where there is a failure among the problems. */
  settings: Settings | null
  /** By line; at most 200, the last of which then says how many more there are. */
  problems: Problem[]
}

const MAX_PROBLEMS = 200

/** Never throws. `_extends` is checked for its form and not followed: `loadSettings` does that. */
export function parseSettings(text: string, options: ParseOptions): Parsed {
  const { tree, problems } = readTree(text, options.file)
  if (!tree) return { settings: null, problems: inOrder(problems) }
  const parsed = settingsFromTree(tree, options.owner)
  const all = inOrder([...problems, ...parsed.problems])
  return { settings: problems.length > 0 ? null : parsed.settings, problems: all }
}

/** Settings from values that have been read, and perhaps merged, already. */
export function settingsFromTree(tree: Tree, owner: string | null): Parsed {
  const value = tree.value ?? {}
  if (typeof value !== 'object' || Array.isArray(value)) return { settings: null, problems: [notAMap(tree)] }
  const known = namesOf(value, owner)
  const schema = settingsSchema(known)
  const result = schema.safeParse(value)
  const names = doubtfulNames(tree, SETTINGS_NAMES)
  const problems = [
    ...names,
    ...(result.success ? [] : explainIssues(schema, tree, result.error.issues)).filter(elsewhereThan(names)),
    ...sections.flatMap((section) =>
      explainFindings(tree, section.key, section.check(valueAt(value, section.key), known)),
    ),
    ...findNotInForce(tree),
  ]
  const usable = result.success && problems.every((problem) => problem.level !== 'failure')
  return { settings: usable ? build(result.data, owner ?? '') : null, problems: inOrder(problems) }
}

/** One mistake is told once: what is wrong with a name in other ways shows when it is a text. */
export function elsewhereThan(told: readonly Problem[]): (problem: Problem) => boolean {
  const places = new Set(told.map(({ file, line, column }) => `${file}:${line}:${column}`))
  return ({ file, line, column }) => !places.has(`${file}:${line}:${column}`)
}

/** What is in force where there is no file. */
export function defaultSettings(owner: string): Settings {
  return build({}, owner)
}

function build(all: Record<string, unknown>, owner: string): Settings {
  const settings = {}
  for (const section of sections) Object.assign(settings, section.read(all[section.key], { owner, all }))
  // Complete, because every section of the register has added its part: a test compares the keys.
  return settings as Settings
}

function namesOf(value: unknown, owner: string | null): Names {
  // What `_extends` names has not been read, so its tiers and calendars are not known here.
  const unread = valueAt(value, '_extends') !== undefined
  const tiers = valueAt(value, 'tiers')
  const isSet = tiers !== undefined && tiers !== null
  return {
    owner,
    tiers: unread ? null : isSet ? keysOf(tiers) : [DEFAULT_TIER],
    calendars: unread ? null : ['always', ...keysOf(valueAt(value, 'calendars'))],
  }
}

/** As many as a map of names may have: every wrong reference is compared with all of them. */
function keysOf(raw: unknown): string[] {
  return entriesOf(raw)
    .slice(0, MAX_NAMES)
    .map(([name]) => name)
}

/** By file, line and column, without repetitions, bounded. */
export function inOrder(problems: readonly Problem[]): Problem[] {
  const sorted = [...new Map(problems.map((one) => [JSON.stringify(one), one])).values()].sort(
    (a, b) => byFile(a, b) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
  )
  if (sorted.length <= MAX_PROBLEMS) return sorted
  const rest = sorted.length - (MAX_PROBLEMS - 1)
  const last = sorted[MAX_PROBLEMS - 1]!
  return [...sorted.slice(0, MAX_PROBLEMS - 1), { ...last, message: `There are ${rest} more problems.` }]
}

function byFile(a: Problem, b: Problem): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : 0
}
