// Which keys are known but do nothing yet.
import type { Path } from './tree.ts'

/** Dotted paths; `*` stands for any one name. Setting one of them gives a notice, never a failure. */
export const NOT_YET_IN_FORCE: readonly string[] = [
  'entitlements.open_collective',
  'entitlements.polar',
  'needs',
  'labels.*.template',
  'feedback.ask',
  'desk.report',
  'economics',
  'retention.bodies',
  'retention.set_aside',
]

/** True for a key that is built. */
export function isInForce(path: Path): boolean {
  return !PATTERNS.some(
    (names) =>
      names.length === path.length && names.every((name, index) => name === '*' || name === path[index]),
  )
}

const PATTERNS = NOT_YET_IN_FORCE.map((pattern) => pattern.split('.'))
