// The JSON Schema of a settings file, for editors and for the reference.
import { z } from 'zod'
import { settingsSchema } from './schema.ts'

/** A piece of JSON Schema, as far as the reference reads it. */
export interface JsonSchema {
  title?: string
  description?: string
  default?: unknown
  type?: string | string[]
  enum?: unknown[]
  anyOf?: JsonSchema[]
  items?: JsonSchema
  properties?: Record<string, JsonSchema>
  additionalProperties?: JsonSchema | boolean
  required?: string[]
}

/** Shape and kinds of values. What only the whole file can tell (names, owners) is for `parseSettings`. */
export function settingsJsonSchema(): JsonSchema {
  const schema = settingsSchema({ owner: null, tiers: null, calendars: null })
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    override: ({ jsonSchema }) => flatten(jsonSchema as JsonSchema),
  })
  const title = { title: 'Firstline settings', description: 'The file .github/firstline.yml.' }
  return { $schema, ...title, ...(rest as JsonSchema) } as JsonSchema
}

/** "(this or that) or empty" → "this or that or empty": one list of choices makes better messages in editors. */
function flatten(schema: JsonSchema): void {
  if (!schema.anyOf) return
  const nested = schema.anyOf.find((one) => one.anyOf)
  schema.title ??= nested?.title
  if (schema.title === undefined) delete schema.title
  schema.anyOf = schema.anyOf.flatMap((one) => one.anyOf ?? [one])
}
