// Writes what is generated from the settings' code: `npm run generate`.
import { readFileSync, writeFileSync } from 'node:fs'
import { settingsJsonSchema } from './json-schema.ts'
import { settingsReference } from './reference.ts'

const ROOT = new URL('../../', import.meta.url)

/** The generated files by path, as they should be. */
export function generatedFiles(): Record<string, string> {
  const example = readFileSync(new URL('src/settings/example.yml', ROOT), 'utf8')
  return {
    'schema/firstline.schema.json': `${JSON.stringify(settingsJsonSchema(), null, 2)}\n`,
    'docs/settings.md': settingsReference(example),
  }
}

if (import.meta.main) {
  for (const [path, text] of Object.entries(generatedFiles())) writeFileSync(new URL(path, ROOT), text)
}
