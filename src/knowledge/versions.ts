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

/**
 * Versions of the project named in a text, at most ten: the number beside its name (`widget 2.1.0`, `widget@2.1`), and
 * `v1.2.3` or `version 2.1` where no other name stands before it.
 */
export function versionsIn(text: string, project?: string): string[] {
  const found = new Set<string>()
  const name = project?.toLowerCase()
  for (const match of text.slice(0, 20_000).matchAll(NAMED)) {
    const { before, prefixed, version } = match.groups!
    const word = before?.toLowerCase() ?? ''
    const isCalled = prefixed !== undefined || /^versions?$/.test(word)
    const isOwn = word !== '' && (word === name || word.split('/').at(-1) === name)
    if (isOwn || (isCalled && (word === '' || BESIDE.has(word)))) found.add(version!)
  }
  return [...found].slice(0, 10)
}

/** Whether a heading of a form asks for the version of the project: "Version", "widget version", not "Node version". */
export function isOwnVersion(heading: string, project?: string): boolean {
  if (!/version|版本/i.test(heading)) return false
  const lower = heading.toLowerCase()
  if (project && lower.includes(project.toLowerCase())) return true
  return !(lower.match(/[a-z.]+/g) ?? []).some((word) => OTHERS.has(word))
}

const PARTS = /^v?(\d{1,9})(?:\.(\d{1,9})(?:\.(\d{1,9})(?:\.\d{1,9})?(-[\w.-]{1,60})?)?)?/i
/** A word, then perhaps `version` or `v`, then the number. */
const NAMED =
  /(?:(?<![\p{L}\p{N}@/._-])(?<before>@?[\p{L}][\p{L}\p{N}@/._-]{0,60}?)[,:(=]{0,2}[ @(]{1,2})?(?<prefixed>\b(?:versions?[ :=]{1,3}v?|v(?=\d+\.)))?(?<version>(?<![\p{L}\p{N}.])\d{1,9}(?:\.\d{1,9}){0,3}|(?<=\bv)\d{1,9}(?:\.\d{1,9}){1,3})(?![\p{L}\p{N}]|\.\d)/giu
/** Words before a version that name nothing else. */
const BESIDE: ReadonlySet<string> = new Set(
  `a and after an app at before both current for from have i in installed is it latest library my new newest of old older on or our
  package project release since than that the this to tool under until up update updated upgrade upgraded upgrading use used using via was
  we with your version versions`.split(/\s+/),
)
/** What forms ask for the version of beside the project. */
const OTHERS: ReadonlySet<string> = new Set(
  `node nodejs node.js npm pnpm yarn bun deno python pip conda ruby gem java jdk jvm kotlin scala go golang rust rustc cargo
  php composer perl .net dotnet typescript javascript react vue angular svelte next nuxt webpack vite babel eslint os
  operating system platform windows macos mac linux ubuntu debian android ios kernel distro browser chrome firefox safari
  edge docker kubernetes helm gcc clang cmake compiler database postgres postgresql mysql mariadb sqlite redis mongodb
  elasticsearch gpu cuda driver pytorch torch tensorflow numpy editor vscode ide terminal shell git server host runtime
  engine environment`.split(/\s+/),
)
