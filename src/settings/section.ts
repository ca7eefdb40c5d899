// What one top-level key of the settings (or one source of entitlements) brings along.
import type { z } from 'zod'
import type { Settings } from '../domain/settings.ts'
import type { Path } from '../yaml/tree.ts'

/** What a schema has to know of the rest of the file. Null: not known, so it is not checked. */
export interface Names {
  owner: string | null
  /** The names of the tiers, highest first. */
  tiers: readonly string[] | null
  /** The names of the calendars, with `always`. */
  calendars: readonly string[] | null
}

/** What a section may need beside its own value. */
export interface SectionContext {
  owner: string
  /** The validated value of every top-level key that is set. */
  all: Readonly<Record<string, unknown>>
}

/** A mistake that no single value shows, found in the raw value: `path` begins at the section's own key. */
export interface Finding {
  path: Path
  message: string
  level?: 'failure' | 'warning' | 'notice'
}

interface Definition<S extends z.ZodType, R> {
  key: string
  /** Markdown for the reference: what the key is for and whatever the table of keys cannot say. */
  about: string
  schema(names: Names): S
  /** Turns the validated value (undefined: not set) into its part of the settings, with defaults. */
  read(value: z.output<S> | undefined, context: SectionContext): R
  /** Checks over several values; `raw` is what the file says and may be anything. */
  check?(raw: unknown, names: Names): Finding[]
}

/** A section whose value type has been forgotten, so that sections fit in one list. */
export interface Section<R = Partial<Settings>> {
  key: string
  about: string
  schema(names: Names): z.ZodType
  read(value: unknown, context: SectionContext): R
  check(raw: unknown, names: Names): Finding[]
}

export function section<S extends z.ZodType, R>(definition: Definition<S, R>): Section<R> {
  return {
    key: definition.key,
    about: definition.about,
    schema: definition.schema,
    // `parse` hands over only what this section's own schema has accepted.
    read: (value, context) => definition.read(value as z.output<S> | undefined, context),
    check: definition.check ?? (() => []),
  }
}

/** How many tiers, and how many calendars, one file may define. */
export const MAX_NAMES = 50

/** What to say of a raw map with more entries than that. */
export function tooMany(raw: unknown): Finding[] {
  const amount = entriesOf(raw).length
  if (amount <= MAX_NAMES) return []
  return [{ path: [], message: `may have at most ${MAX_NAMES} entries; there are ${amount}` }]
}

/** The entries of a raw map; nothing for anything else. */
export function entriesOf(raw: unknown): Array<[string, unknown]> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? Object.entries(raw) : []
}

/** A key of a raw map; undefined for anything else. */
export function valueAt(raw: unknown, key: string): unknown {
  return entriesOf(raw).find(([name]) => name === key)?.[1]
}

/** The keys of a record, with their type. */
export function keysOf<T extends object>(record: T): Array<keyof T> {
  return Object.keys(record) as Array<keyof T>
}
