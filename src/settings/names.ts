// Where settings hold names: a word there has to be a text, whatever YAML makes of it without quotes.
import type { Problem } from '../domain/problem.ts'
import type { Path, Tree } from '../yaml/tree.ts'
import { type NamePattern, namesBelow } from './kinds.ts'
import { problemAt } from './mistakes.ts'
import { entitlementsSection } from './sections/entitlements.ts'

/** Each `PATH` whose value is a name or a list of names, and each map whose keys are names (`PATH.*`). Sources tell their own. */
const NAMED = [
  'maintainers',
  'bots',
  'tiers.*.formerly',
  'tiers.*.label.name',
  'tiers.*.promise.calendar',
  'tiers.*.assign',
  'tiers.*.notify',
  'community.promise.calendar',
  'community.notify',
  'labels.*.add',
  'labels.*.remove',
  'labels.*.assign',
  'labels.*.answer',
  'discussions.leave_out',
]
const KEYED = [
  'tiers.*',
  'labels.*',
  'calendars.*',
  'desk.channels.*',
  'needs_information.*',
  'knowledge_base.words.*',
  'economics.monthly.*',
]

export const SETTINGS_NAMES: readonly NamePattern[] = [
  ...NAMED.flatMap((path) => [path, `${path}.#`]).map((path) => ({ path, at: 'value' as const })),
  ...KEYED.map((path) => ({ path, at: 'key' as const })),
  ...namesBelow(entitlementsSection.schema({ owner: null, tiers: null, calendars: null }), 'entitlements'),
]

/** A failure for each name that YAML would read as a number, a date, a truth value or nothing. */
export function doubtfulNames(tree: Tree, patterns: readonly NamePattern[]): Problem[] {
  const wanted = patterns.map(({ path, at }) => ({ at, parts: path.split('.') }))
  const problems: Problem[] = []
  for (const { path, at, word, as } of tree.doubtful.values()) {
    // An empty value is no name that was written wrongly: what is missing is told by the schema.
    if (word === '') continue
    if (!wanted.some((one) => one.at === at && fits(one.parts, path))) continue
    const message = `must be a text, and without quotes YAML reads \`${word.slice(0, 60)}\` as ${as}: put it in quotes`
    problems.push(problemAt(tree, path, at, 'failure', message))
  }
  return problems
}

function fits(parts: readonly string[], path: Path): boolean {
  return (
    parts.length === path.length &&
    parts.every(
      (part, index) => part === path[index] || part === (typeof path[index] === 'number' ? '#' : '*'),
    )
  )
}
