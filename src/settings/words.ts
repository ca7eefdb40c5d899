// The settings' own small languages: durations, logins, mentions and dates.
import { DateTime } from 'luxon'
import type { z } from 'zod'
import type { PromiseDuration } from '../domain/settings.ts'
import { listOf, text } from './kinds.ts'

const MS = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }
const LOGIN = '[A-Za-z0-9](?:[A-Za-z0-9_-]{0,98})'
const CHANNEL = '[A-Za-z0-9][A-Za-z0-9_.-]{0,38}'

/** `90m`, `4h`, `5d`, `2w`, in either case: a whole number above nought (or nought, where that means something), at most ten years. */
export function duration(least: 'none' | 'some' = 'some'): z.ZodType<string> {
  const none = least === 'none' ? ', or `0m` for none' : ''
  return text(`a duration such as \`90m\`, \`4h\`, \`5d\` or \`2w\`${none}`, {
    pattern: least === 'none' ? /^(0|[1-9]\d{0,6})[mhdwMHDW]$/ : /^[1-9]\d{0,6}[mhdwMHDW]$/,
    test: (value) => durationMs(value) <= 3_650 * MS.d,
    notation: true,
  })
}

/** Milliseconds of a valid duration outside of promises, where a day is 24 hours. */
export function durationMs(value: string): number {
  const { amount, unit } = promiseDuration(value)
  return amount * MS[unit]
}

export function promiseDuration(value: string): PromiseDuration {
  return {
    amount: Number.parseInt(value, 10),
    unit: value.slice(-1).toLowerCase() as PromiseDuration['unit'],
  }
}

/** A GitHub login; a leading `@` is allowed. Underscores occur in the logins of managed users. */
export function login(what = 'a GitHub login'): z.ZodType<string> {
  return text(`${what} such as \`octocat\``, { pattern: new RegExp(`^@?${LOGIN}(\\[bot\\])?$`) })
}

/** What a notice may go to: a mention, or a channel of the server. */
export function notified(): z.ZodType<string> {
  const expected =
    'a mention such as `"@octocat"` or `"@org/team"`, or a channel such as `"channel:oncall"` (in quotes: YAML keeps a bare @ for itself)'
  return text(expected, { pattern: new RegExp(`^(@${LOGIN}(/[A-Za-z0-9_.-]{1,100})?|channel:${CHANNEL})$`) })
}

/** True for `channel:NAME`. */
export function isChannel(value: string): boolean {
  return value.startsWith('channel:')
}

/** A few words each, in whatever language. */
export function phrases(expected: string): z.ZodType<string | string[]> {
  return listOf(text('a text of 1 to 100 characters', { max: 100, pattern: /\S/ }), expected)
}

/** `en`, `zh`, `pt-BR`. */
export function language(): z.ZodType<string> {
  return text('a language such as `en` or `pt-BR`', { pattern: /^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$/ })
}

/** The name that the operator gave a channel. */
export function channelName(): z.ZodType<string> {
  return text('the name of a channel such as `oncall`', { pattern: new RegExp(`^${CHANNEL}$`) })
}

/** A map by login, its keys without the `@` that they may be written with. */
export function byPlainLogin<T>(map: Record<string, T> | null | undefined): Record<string, T> {
  return Object.fromEntries(Object.entries(map ?? {}).map(([login, value]) => [plainLogin(login), value]))
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

/** `YYYY-MM-DD`, a day that exists. */
export function date(): z.ZodType<string> {
  return text('a date such as `2026-12-24`', {
    pattern: /^\d{4}-\d{2}-\d{2}$/,
    test: (value) => DateTime.fromISO(value, { zone: 'utc' }).isValid,
    notation: true,
  })
}

/** A date, or a time with its offset such as `2026-12-24T09:00:00+01:00`. */
export function dateOrTime(): z.ZodType<string> {
  return text('a date such as `2026-12-24` or a time such as `2026-12-24T09:00:00Z`', {
    pattern: /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2}))?$/,
    test: (value) => DateTime.fromISO(value, { zone: 'utc' }).isValid,
    notation: true,
  })
}

/** The instant in ms; a date is the beginning of that day in `zone`. */
export function instantOf(value: string, zone: string): number {
  return DateTime.fromISO(value, { zone }).toMillis()
}
