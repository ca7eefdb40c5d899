// Ranges of versions an article is for, and the versions that people name.

/** Whether the text is a range that `versionAllowed` understands: `>=2 <4`, `^1.2`, `~1.2.3`, `2.x`, `1 || 2`. */
export function isVersionRange(range: string): boolean {
  return range.split('||').every((part) =>
    part
      .trim()
      .split(/\s+/)
      .every((one) => COMPARATOR.test(one)),
  )
}

/**
 * Whether a version lies in a range. Missing parts of the version count as zero, except that a bare `2` also fits
 * anything that starts with 2.
 */
export function versionAllowed(range: string, version: string): boolean {
  const parts = parse(version)
  if (!parts) return true
  return range.split('||').some((alternative) =>
    alternative
      .trim()
      .split(/\s+/)
      .every((comparator) => fits(comparator, parts)),
  )
}

/** Versions of the product named in a text: `v1.2.3`, `version 2.1`, `NAME 2.1.0`; at most ten. */
export function versionsIn(text: string): string[] {
  const found = new Set<string>()
  for (const match of text.slice(0, 20_000).matchAll(NAMED)) found.add((match[1] ?? match[2])!)
  return [...found].slice(0, 10)
}

const COMPARATOR = /^(>=|<=|>|<|=|\^|~)?v?\d+(\.(\d+|x|\*)){0,3}(-[\w.]+)?$|^\*$/i
const NAMED = /\bv(\d+(?:\.\d+){1,3})\b|\bversions?[ :=]{1,3}v?(\d+(?:\.\d+){0,3})\b/gi

function parse(version: string): number[] | null {
  const match = /^v?(\d+(?:\.\d+){0,3})/i.exec(version.trim())
  return match ? match[1]!.split('.').map(Number) : null
}

function fits(comparator: string, version: number[]): boolean {
  if (comparator === '*' || comparator === '') return true
  const match = /^(>=|<=|>|<|=|\^|~)?v?([\d.x*]+)/i.exec(comparator)
  if (!match) return true
  const bound = match[2]!
    .split('.')
    .filter((part) => /^\d+$/.test(part))
    .map(Number)
  const order = compare(version, bound)
  switch (match[1]) {
    case '>=':
      return order >= 0
    case '<=':
      return order <= 0 || startsWith(version, bound)
    case '>':
      return order > 0 && !startsWith(version, bound)
    case '<':
      return order < 0
    case '^':
      return order >= 0 && version[0] === bound[0]
    case '~':
      return order >= 0 && startsWith(version, bound.slice(0, 2))
    default:
      return startsWith(version, bound)
  }
}

function compare(left: number[], right: number[]): number {
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

function startsWith(version: number[], prefix: number[]): boolean {
  return prefix.every((part, i) => (version[i] ?? 0) === part)
}
