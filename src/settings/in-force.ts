// Which keys are known but do nothing yet.
import type { Path } from '../yaml/tree.ts'

/** Dotted paths; `*` stands for any one name. Setting one of them gives a notice, never a failure. */
export const NOT_YET_IN_FORCE: readonly string[] = ['retention.bodies', 'retention.set_aside']

/** What is said of them. */
export const NOT_YET = 'is known, but not yet in force: it does nothing for now'

/** True for a key that is built. */
export function isInForce(path: Path): boolean {
  return !PATTERNS.some(
    (names) =>
      names.length === path.length && names.every((name, index) => name === '*' || name === path[index]),
  )
}

const PATTERNS = NOT_YET_IN_FORCE.map((pattern) => pattern.split('.'))
