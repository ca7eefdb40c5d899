// The JSON Schema of a settings file, for editors and for the reference.
import { z } from 'zod'
import { settingsSchema } from './schema.ts'

/** A piece of JSON Schema, as far as the reference reads it. */
export interface JsonSchema {
  type?: string
  description?: string
  default?: unknown
  enum?: unknown[]
  pattern?: string
  minimum?: number
  maximum?: number
  maxLength?: number
  anyOf?: JsonSchema[]
  items?: JsonSchema
  prefixItems?: JsonSchema[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  additionalProperties?: JsonSchema | boolean
  propertyNames?: JsonSchema
}

/** Shape and kinds of values. What only the whole file can tell (names, owners) is for `parseSettings`. */
export function settingsJsonSchema(): JsonSchema & Record<string, unknown> {
  const schema = settingsSchema({ owner: null, tiers: null, calendars: null })
  return {
    $id: 'https://raw.githubusercontent.com/firstline/firstline/main/schema/firstline.schema.json',
    title: 'Firstline settings',
    description: '.github/firstline.yml',
    ...(z.toJSONSchema(schema, { io: 'input' }) as JsonSchema),
  }
}
