// The kinds of values that settings are made of; each says in words what it allows.
import { z } from 'zod'
import { nearest } from '../domain/nearest.ts'

/** "must be …; it is …", the tail of a message that begins with the key's name. */
export function must(expected: string, input: unknown, suggestion: string | null = null): string {
  const guess = suggestion === null ? spaceAfterColon(expected, input) : `: did you mean \`${suggestion}\`?`
  if (input === undefined) return `is missing: it must be ${expected}`
  return `must be ${expected}; it is ${show(input)}${guess}`
}

/** `mode:live` is one word to YAML. */
function spaceAfterColon(expected: string, input: unknown): string {
  const isOneWord = typeof input === 'string' && /^[\w-]+:\S/.test(input) && expected.startsWith('a map')
  return isOneWord ? ': a space must follow the colon' : ''
}

/** Two classes of signs for such patterns: all that is no letter or digit among the first 128, and what controls. */
export const NO_WORD = '\\u0000-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u00a9'
export const CONTROL = '\\u0000-\\u001f\\u007f-\\u009f'

/** A name as tiers and calendars have it: a letter, then letters, digits and a few signs. */
export const NAME_SHAPE = `[^0-9${NO_WORD}](?:[^${NO_WORD}]|[._-]){0,38}`

/** A text that matches `pattern` and passes `test`. */
export function text(expected: string, options: TextOptions = {}): z.ZodType<string> {
  const error = (issue: { input?: unknown }) => must(expected, issue.input)
  let schema = z.string({ error })
  if (options.max !== undefined) schema = schema.max(options.max, { error })
  if (options.pattern) schema = schema.regex(options.pattern, { error })
  const shape = options.shape === undefined ? {} : { pattern: options.shape.source }
  const made = (options.test ? schema.refine(options.test, { error }) : schema).meta({
    title: expected,
    ...shape,
  })
  return options.notation ? made : asName(made)
}

interface TextOptions {
  max?: number
  pattern?: RegExp
  test?: (value: string) => boolean
  /** For the JSON Schema: as much as a pattern can say whose reader may not know `\p{…}`, nor signs beyond 16 bits. */
  shape?: RegExp
  /** Has a form of its own that no number has, such as a duration: then what is no text is told by that form. */
  notation?: true
}

const names = z.registry<{ isName: true }>()

/** A text that anybody may have chosen, a number too: without quotes YAML would read it as something else. */
function asName<T extends z.ZodType>(schema: T): T {
  names.add(schema, { isName: true })
  return schema
}

/** Dotted paths; `*` stands for any key, `#` for any place in a list. `key`: the last part is itself the name. */
export interface NamePattern {
  path: string
  at: 'key' | 'value'
}

/** Where names stand in what a schema allows at `path`. */
export function namesBelow(schema: z.ZodType, path: string): NamePattern[] {
  if (names.get(schema)?.isName) return [{ path, at: 'value' }]
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    return namesBelow(schema.unwrap() as z.ZodType, path)
  }
  if (schema instanceof z.ZodUnion) {
    return schema.options.flatMap((option) => namesBelow(option as z.ZodType, path))
  }
  if (schema instanceof z.ZodArray) return namesBelow(schema.element as z.ZodType, `${path}.#`)
  if (schema instanceof z.ZodRecord) {
    const keys = names.get(schema.keyType as z.ZodType)?.isName
      ? [{ path: `${path}.*`, at: 'key' as const }]
      : []
    return [...keys, ...namesBelow(schema.valueType as z.ZodType, `${path}.*`)]
  }
  if (!(schema instanceof z.ZodObject)) return []
  return Object.entries(schema.shape).flatMap(([key, inner]) =>
    namesBelow(inner as z.ZodType, `${path}.${key}`),
  )
}

/** One of some fixed words. */
export function choice<const T extends readonly [string, ...string[]]>(...values: T): z.ZodType<T[number]> {
  return z.enum(values, {
    error: (issue) => {
      const guess = typeof issue.input === 'string' ? nearest(issue.input, values) : null
      return must(oneOf(values), issue.input, guess)
    },
  })
}

/** The name of something that the same settings define; `names` null: not known, so every text will do. */
export function reference(what: string, names: readonly string[] | null): z.ZodType<string> {
  const guess = guesses((value) => nearest(value, names ?? []))
  const list = names && names.length > 0 ? ` (${oneOf(names)})` : ''
  const expected =
    names?.length === 0 ? `the name of ${what}, and none is defined` : `the name of ${what}${list}`
  const schema = z
    .string({ error: (issue) => must(expected, issue.input) })
    .refine((value) => names === null || names.includes(value), {
      error: (issue) => must(expected, issue.input, guess(String(issue.input))),
    })
    .meta({ title: expected })
  return asName(schema)
}

/** Guessing what was meant takes time, and nobody reads more than some: a schema is made anew for each file. */
export function guesses(guess: (value: string) => string | null): typeof guess {
  let left = 100
  return (value) => (left-- > 0 ? guess(value) : null)
}

export function flag(): z.ZodType<boolean> {
  return z
    .boolean({ error: (issue) => must('`true` or `false`', issue.input) })
    .meta({ title: '`true` or `false`' })
}

/** A number from `min` to `max`. */
export function number(expected: string, min: number, max: number): z.ZodType<number> {
  const error = (issue: { input?: unknown }) => must(expected, issue.input)
  return z.number({ error }).min(min, { error }).max(max, { error }).meta({ title: expected })
}

/** A list; a single item may stand for a list of one, so read it with `asList`. */
export function listOf<T>(item: z.ZodType<T>, expected: string, most = 500): z.ZodType<T | T[]> {
  const error = (issue: { input?: unknown }) => must(expected, issue.input)
  const list = z.array(item, { error }).max(most, { error: () => `must have at most ${most} entries` })
  return z.union([list, item], { error }).meta({ title: expected })
}

export function asList<T>(value: T | T[] | null | undefined): T[] {
  if (value === null || value === undefined) return []
  return Array.isArray(value) ? value : [value]
}

/** A map with exactly these keys, each of which may be left out unless its schema says otherwise. */
export function map<T extends z.ZodRawShape>(shape: T): z.ZodObject<T, z.core.$strict> {
  const keys = Object.keys(shape)
  const expected = `a map with the ${keys.length === 1 ? 'key' : 'keys'} ${all(keys)}`
  return z.strictObject(shape, { error: (issue) => must(expected, issue.input) })
}

/** A map from names, each of kind `key`, to values. */
export function mapOf<T>(
  key: z.ZodType<string>,
  value: z.ZodType<T>,
  expected: string,
  most?: number,
): z.ZodType<Record<string, T>> {
  const record = z.record(key as z.ZodType<string, string>, value, {
    error: (issue) => must(expected, issue.input),
  })
  const bound = most === undefined ? record : record.meta({ maxProperties: most })
  return bound as z.ZodType<Record<string, T>>
}

/** An optional key: left out or left empty (`~`) it takes its default. The texts go into the JSON Schema and the reference. */
export function optional<T, I>(schema: z.ZodType<T, I>, about: { description: string; default?: unknown }) {
  return schema.nullish().meta(about)
}

export function oneOf(values: readonly string[]): string {
  const shown = values.slice(0, 20).map((value) => `\`${value}\``)
  if (values.length > 20) shown.push('…')
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`
}

function all(values: readonly string[]): string {
  return values.map((value) => `\`${value}\``).join(', ')
}

/** A short rendering of a wrong value. Never more than a few words of it, and always on one line. */
export function show(value: unknown): string {
  if (value === null) return 'empty'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a map'
  const words = String(value).replace(/[\s\p{Cc}`]+/gu, ' ')
  const short = words.length > 60 ? `${words.slice(0, 60)}…` : words
  if (typeof value === 'string') return short.trim() === '' ? 'an empty text' : `\`${short.trim()}\``
  return typeof value === 'number' ? `the number ${short}` : `\`${short}\``
}
