// The settings' own small languages: durations, logins, mentions, repositories, paths and dates.
import { DateTime } from 'luxon'
import { z } from 'zod'
import type { PromiseDuration } from '../domain/settings.ts'
import { must, text } from './kinds.ts'

const MS = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }
const LOGIN = '[A-Za-z0-9](?:[A-Za-z0-9_-]{0,98})'
const REPOSITORY = new RegExp(`^(${LOGIN})/([A-Za-z0-9._-]{1,100})$`)

/** `90m`, `4h`, `5d`, `2w`: a whole number above nought, at most two years. */
export function duration(): z.ZodType<string> {
  return text('a duration such as `90m`, `4h`, `5d` or `2w`', {
    pattern: /^[1-9]\d{0,6}[mhdw]$/,
    test: (value) => durationMs(value) <= 104 * MS.w,
  })
}

/** Milliseconds of a valid duration outside of promises, where a day is 24 hours. */
export function durationMs(value: string): number {
  const { amount, unit } = promiseDuration(value)
  return amount * MS[unit]
}

export function promiseDuration(value: string): PromiseDuration {
  return { amount: Number.parseInt(value, 10), unit: value.slice(-1) as PromiseDuration['unit'] }
}

/** A GitHub login; a leading `@` is allowed. Underscores occur in the logins of managed users. */
export function login(what = 'a GitHub login'): z.ZodType<string> {
  return text(`${what} such as \`octocat\``, { pattern: new RegExp(`^@?${LOGIN}(\\[bot\\])?$`) })
}

/** `@login` or `@org/team`. */
export function mention(): z.ZodType<string> {
  const expected =
    'a mention such as `"@octocat"` or `"@org/team"` (in quotes: YAML keeps a bare @ for itself)'
  return text(expected, { pattern: new RegExp(`^@${LOGIN}(/[A-Za-z0-9_.-]{1,100})?$`) })
}

/** `login` or `@org/team`. */
export function loginOrTeam(): z.ZodType<string> {
  return text('a login such as `octocat` or a team such as `"@org/team"`', {
    pattern: new RegExp(`^(@?${LOGIN}|@${LOGIN}/[A-Za-z0-9_.-]{1,100})$`),
  })
}

/** `@octocat` → `octocat`; a team keeps its `@`. */
export function plainLogin(value: string): string {
  return value.includes('/') ? value : value.replace(/^@/, '')
}

/** `owner/name`; where `owner` is known, of that owner only, because credentials belong to accounts. */
export function repository(owner: string | null): z.ZodType<string> {
  return z
    .string({ error: (issue) => must('a repository such as `owner/name`', issue.input) })
    .check((check) => {
      const match = REPOSITORY.exec(check.value)
      const foreign = match !== null && isForeign(match[1]!, owner)
      if (match && !foreign) return
      const message = foreign ? foreignOwner(owner) : must('a repository such as `owner/name`', check.value)
      check.issues.push({ code: 'custom', message, input: check.value })
    })
}

/** `path` or `OWNER/REPO:path`, a place in a repository of the same owner. */
export function repositoryPath(owner: string | null): z.ZodType<string> {
  const expected = 'a path such as `.github/knowledge` or `OWNER/REPO:path`, without `..`'
  return z.string({ error: (issue) => must(expected, issue.input) }).check((check) => {
    const place = splitRepositoryPath(check.value)
    const whole = place.repository === null || REPOSITORY.test(place.repository)
    const foreign = whole && place.repository !== null && isForeign(place.repository.split('/')[0]!, owner)
    if (whole && !foreign && isPath(place.path)) return
    const message = foreign ? foreignOwner(owner) : must(expected, check.value)
    check.issues.push({ code: 'custom', message, input: check.value })
  })
}

/** `acme/docs:kb` → repository `acme/docs` and path `kb`; without a repository it is null: this one. */
export function splitRepositoryPath(value: string): { repository: string | null; path: string } {
  const colon = value.indexOf(':')
  const path = value
    .slice(colon + 1)
    .replace(/^(\.\/)+/, '')
    .replace(/\/+$/, '')
  return { repository: colon === -1 ? null : value.slice(0, colon), path }
}

/** A file inside the repository. */
export function filePath(): z.ZodType<string> {
  return text('a path inside the repository, without `..`', { test: (value) => isPath(value) })
}

/** True for a relative path that stays inside its repository. */
export function isPath(value: string): boolean {
  if (value === '' || value.length > 500 || value.startsWith('/') || /[\p{Cc}\\:]/u.test(value)) return false
  return !value.split('/').includes('..')
}

export function isForeign(other: string, owner: string | null): boolean {
  return owner !== null && other.toLowerCase() !== owner.toLowerCase()
}

export function foreignOwner(owner: string | null): string {
  return `must name a repository of the same owner (\`${owner}\`): settings cannot reach another owner's repositories`
}

/** `YYYY-MM-DD`, a day that exists. */
export function date(): z.ZodType<string> {
  return text('a date such as `2026-12-24`', {
    pattern: /^\d{4}-\d{2}-\d{2}$/,
    test: (value) => DateTime.fromISO(value, { zone: 'utc' }).isValid,
  })
}

/** A date, or a time with its offset such as `2026-12-24T09:00:00+01:00`. */
export function dateOrTime(): z.ZodType<string> {
  return text('a date such as `2026-12-24` or a time such as `2026-12-24T09:00:00Z`', {
    pattern: /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2}))?$/,
    test: (value) => DateTime.fromISO(value, { zone: 'utc' }).isValid,
  })
}

/** The instant in ms; a date is the beginning of that day in `zone`. */
export function instantOf(value: string, zone: string): number {
  return DateTime.fromISO(value, { zone }).toMillis()
}

const EXTENSION = new RegExp(
  `^(?:(${LOGIN})/)?([A-Za-z0-9._-]{1,100})(?::([A-Za-z0-9._/-]{1,300}\\.ya?ml))?$`,
)

/** `REPO`, `OWNER/REPO`, `REPO:path.yml`: the forms of `_extends`, as Probot has them. */
export function repositoryExtension(owner: string | null): z.ZodType<string> {
  const expected = 'a repository such as `REPO`, `OWNER/REPO` or `REPO:path.yml`'
  return z.string({ error: (issue) => must(expected, issue.input) }).check((check) => {
    const place = splitExtension(check.value)
    const foreign = place?.owner != null && isForeign(place.owner, owner)
    if (place && !foreign && (place.path === null || isPath(place.path))) return
    const message = foreign ? foreignOwner(owner) : must(expected, check.value)
    check.issues.push({ code: 'custom', message, input: check.value })
  })
}

/** Null for what is no form of `_extends`; null parts were not said. */
export function splitExtension(
  value: string,
): { owner: string | null; name: string; path: string | null } | null {
  const match = EXTENSION.exec(value)
  return match ? { owner: match[1] ?? null, name: match[2]!, path: match[3] ?? null } : null
}
