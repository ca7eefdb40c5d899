// Repositories and paths in settings: of the same owner only, and never out of their repository.
import { z } from 'zod'
import { CONTROL, must, text } from './kinds.ts'

const OWNER = '[A-Za-z0-9][A-Za-z0-9_-]{0,98}'
const NAME = '(?!\\.{1,2}(?:$|:))[A-Za-z0-9._-]{1,100}'
const REPOSITORY = new RegExp(`^(${OWNER})/(${NAME})$`)
const PATH = new RegExp(`^(?!/)(?!(?:.*/)?\\.\\.(?:/|$))[^${CONTROL}\\\\:]{1,500}$`)
const EXTENSION = new RegExp(`^(?:(${OWNER})/)?(${NAME})(?::([A-Za-z0-9._/-]{1,300}\\.ya?ml))?$`)

/** `owner/name`; where `owner` is known, of that owner only, because credentials belong to accounts. */
export function repository(owner: string | null): z.ZodType<string> {
  return ownPlace(
    'a repository such as `owner/name`',
    owner,
    REPOSITORY,
    (value) => REPOSITORY.exec(value)?.[1],
  )
}

/** `path` or `OWNER/REPO:path`. */
export function repositoryPath(owner: string | null): z.ZodType<string> {
  return ownPlace(
    'a path such as `.github/knowledge` or `OWNER/REPO:path`, without `..`',
    owner,
    null,
    (value) => {
      const place = splitRepositoryPath(value)
      if (!isPath(place.path)) return undefined
      return place.repository === null ? null : REPOSITORY.exec(place.repository)?.[1]
    },
  )
}

/** `glob` or `OWNER/REPO:glob`; after `!` what it matches is left out. */
export function repositoryGlob(owner: string | null): z.ZodType<string> {
  return ownPlace(
    'a glob such as `docs/**/*.md`, `!docs/old/**` or `OWNER/REPO:docs/**`, of `*`, `?`, `[ab]` and `{a,b}`, with no `/` in front and without `..`, `(`, `)` and `+`',
    owner,
    null,
    (value) => {
      const place = splitRepositoryPath(value.replace(/^!/, ''))
      if (!isPath(place.path) || !isGlob(place.path)) return undefined
      return place.repository === null ? null : REPOSITORY.exec(place.repository)?.[1]
    },
  )
}

/** What takes long to match is refused: groups, repetitions, and many parts that stand for anything. */
function isGlob(path: string): boolean {
  if (path.startsWith('!') || /[()+|]/.test(path) || !isClosed(path)) return false
  const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0
  if (count(path, /\{/g) > 3 || count(path, /\*\*/g) > 3) return false
  return path.split('/').every((name) => count(name, /\*+/g) <= 3)
}

/** What is open would be a letter like others, and find nothing. */
function isClosed(glob: string): boolean {
  const open: string[] = []
  for (const sign of glob.match(/[[\]{}]/g) ?? []) {
    if (sign === '[' || sign === '{') open.push(sign)
    else if (open.pop() !== (sign === ']' ? '[' : '{')) return false
  }
  return open.length === 0
}

/** `REPO`, `OWNER/REPO`, `REPO:path.yml`: the forms of `_extends`, as Probot has them. */
export function extension(owner: string | null): z.ZodType<string> {
  return ownPlace(
    'a repository such as `REPO`, `OWNER/REPO` or `REPO:path.yml`',
    owner,
    EXTENSION,
    (value) => {
      const place = splitExtension(value)
      return place === null || (place.path !== null && !isPath(place.path)) ? undefined : place.owner
    },
  )
}

/** `ownerOf` gives the owner that is named, null where none is, undefined where the value has the wrong form. */
function ownPlace(
  expected: string,
  owner: string | null,
  shape: RegExp | null,
  ownerOf: (value: string) => string | null | undefined,
): z.ZodType<string> {
  return z
    .string({ error: (issue) => must(expected, issue.input) })
    .check((check) => {
      const named = ownerOf(check.value)
      if (named === null || (named !== undefined && !isForeign(named, owner))) return
      const message = named === undefined ? must(expected, check.value) : foreign(owner)
      check.issues.push({ code: 'custom', message, input: check.value })
    })
    .meta({ title: expected, ...(shape ? { pattern: shape.source } : {}) })
}

function foreign(owner: string | null): string {
  return `must name a repository of the same owner (\`${owner}\`): settings cannot reach another owner's repositories`
}

/** True for an account that is not `owner`; logins do not tell upper from lower case. */
export function isForeign(other: string, owner: string | null): boolean {
  return owner !== null && other.toLowerCase() !== owner.toLowerCase()
}

/** `acme/docs:kb` → repository `acme/docs` and path `kb`; without a repository it is null: this one. */
function splitRepositoryPath(value: string): { repository: string | null; path: string } {
  const colon = value.indexOf(':')
  const path = value
    .slice(colon + 1)
    .replace(/^(\.\/)+/, '')
    .replace(/\/+$/, '')
  return { repository: colon === -1 ? null : value.slice(0, colon), path }
}

/** Null for what is no form of `_extends`; null parts were not said. */
export function splitExtension(
  value: string,
): { owner: string | null; name: string; path: string | null } | null {
  const match = EXTENSION.exec(value)
  return match ? { owner: match[1] ?? null, name: match[2]!, path: match[3] ?? null } : null
}

/** A file inside the repository. */
export function filePath(): z.ZodType<string> {
  return text('a path inside the repository, without `..`', { test: isPath, shape: PATH, notation: true })
}

/** True for a relative path that stays inside its repository. */
export function isPath(value: string): boolean {
  if (value === '' || value.length > 500 || value.startsWith('/') || /[\p{Cc}\\:]/u.test(value)) return false
  return !value.split('/').includes('..')
}
