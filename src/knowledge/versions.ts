// Ranges of versions an article is for, and the versions that people name.
import semver from 'semver'

/** Nothing longer is a range or a version that somebody wrote by hand. */
const LONGEST = 200

/** Whether the text is a range as npm reads it: `>=2 <4`, `^1.2`, `~1.2.3`, `2.x`, `1 || 2`. */
export function isVersionRange(range: string): boolean {
  return range.length <= LONGEST && range.trim() !== '' && semver.validRange(range) !== null
}

/**
 * Whether a version lies in a range, as npm reads it. Of a version with fewer than three parts some release has to:
 * a bare `2` fits `^2.4`. What is no version is not judged.
 */
export function versionAllowed(range: string, version: string): boolean {
  const named = PARTS.exec(version.trim())
  if (!named || !isVersionRange(range)) return true
  const [, major, minor, patch, suffix] = named
  if (patch === undefined) {
    const releases = minor === undefined ? `${Number(major)}.x` : `${Number(major)}.${Number(minor)}.x`
    return semver.intersects(range, releases)
  }
  const numbers = [major, minor, patch].map(Number).join('.')
  const whole = semver.valid(`${numbers}${suffix ?? ''}`) ?? numbers
  // `4.0.0-rc.1` comes before 4.0.0; a range that names no release of its kind still speaks of it.
  return semver.satisfies(whole, range, { includePrerelease: true })
}

/** Versions of the product named in a text: `v1.2.3`, `version 2.1`, `NAME 2.1.0`; at most ten. */
export function versionsIn(text: string): string[] {
  const found = new Set<string>()
  for (const match of text.slice(0, 20_000).matchAll(NAMED)) found.add((match[1] ?? match[2])!)
  return [...found].slice(0, 10)
}

const PARTS = /^v?(\d{1,9})(?:\.(\d{1,9})(?:\.(\d{1,9})(?:\.\d{1,9})?(-[\w.-]{1,60})?)?)?/i
const NAMED = /\bv(\d+(?:\.\d+){1,3})\b|\bversions?[ :=]{1,3}v?(\d+(?:\.\d+){0,3})\b/gi
