// The schema of a whole settings file, put together from its sections.
import { z } from 'zod'
import { sections } from './all-sections.ts'
import { map } from './kinds.ts'
import { extension } from './places.ts'
import type { Names } from './section.ts'

/** Built anew for each file, because allowed names and owner come from it. */
export function settingsSchema(names: Names): z.ZodType<Record<string, unknown>> {
  const shape: Record<string, z.ZodType> = {
    _extends: extension(names.owner).optional().meta({
      description:
        'Settings of the same owner to build on: `REPO`, `OWNER/REPO` or `REPO:path.yml`. Maps are merged, lists replaced.',
    }),
  }
  for (const section of sections) shape[section.key] = section.schema(names)
  return map(shape)
}

/** The keys that a map allows, by its path; null where any name will do or no map stands. */
export function keysAt(schema: z.ZodType, path: ReadonlyArray<PropertyKey>): string[] | null {
  const inner = unwrap(schema)
  const [first, ...rest] = path
  if (first === undefined) return inner instanceof z.ZodObject ? Object.keys(inner.shape) : null
  const next =
    inner instanceof z.ZodObject
      ? (inner.shape[String(first)] as z.ZodType | undefined)
      : inner instanceof z.ZodRecord
        ? (inner.valueType as z.ZodType)
        : undefined
  if (typeof first === 'number') return keysAt(inner, rest)
  return next ? keysAt(next, rest) : null
}

/** Every place where a key of this name is allowed, `NAME` standing for free names. */
export function placesOf(schema: z.ZodType, key: string, at: readonly string[] = []): string[][] {
  const inner = unwrap(schema)
  if (inner instanceof z.ZodRecord) return placesOf(inner.valueType as z.ZodType, key, [...at, 'NAME'])
  if (!(inner instanceof z.ZodObject)) return []
  const here = Object.hasOwn(inner.shape, key) ? [[...at, key]] : []
  const below = Object.entries(inner.shape).map(([name, value]) =>
    placesOf(value as z.ZodType, key, [...at, name]),
  )
  return [...here, ...below.flat()]
}

function unwrap(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return unwrap(schema.unwrap() as z.ZodType)
  // Of "a list or one item", the item: lists are no maps of keys.
  if (schema instanceof z.ZodUnion) return unwrap(schema.options.at(-1) as z.ZodType)
  if (schema instanceof z.ZodArray) return unwrap(schema.element as z.ZodType)
  return schema
}
