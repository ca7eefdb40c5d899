// JSON as text, the same on both engines, and foreign text made safe for a text column.
import type { z } from 'zod'

/** Writes a value as JSON text. `JSON.stringify` escapes \u0000 and lone surrogates, which PostgreSQL's text refuses. */
export function toJson(value: unknown): string {
  return JSON.stringify(value ?? null)
}

/** Reads what `toJson` wrote; null stays null. The caller names the shape that this table holds. */
export function fromJson<T>(text: string): T {
  return JSON.parse(text) as T
}

/** Reads what `toJson` wrote as what `schema` says; null stays null. @throws ZodError where it is anything else */
export function readJson<T>(schema: z.ZodType<T>, text: string): T
export function readJson<T>(schema: z.ZodType<T>, text: string | null): T | null
export function readJson<T>(schema: z.ZodType<T>, text: string | null): T | null {
  return text === null ? null : schema.parse(JSON.parse(text))
}

/** Foreign text for a plain text column: PostgreSQL refuses NUL, and no column needs more than `limit` characters. */
export function plainText(text: string, limit = 2000): string {
  return text.replaceAll('\u0000', '\uFFFD').slice(0, limit)
}

/** Whether the database will never keep what it was given: it is none of its kind, or more than fits. */
export function isUnkeepable(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && /^(22\w{3}|54\w{3}|SQLITE_TOOBIG)$/.test(String(error.code))
  )
}
