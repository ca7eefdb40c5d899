// Writes what is generated from the code, of settings and of commands: `npm run generate`.
import { readFileSync, writeFileSync } from 'node:fs'
import { COMMANDS } from './plan/ticket/commands/all-commands.ts'
import { settingsJsonSchema } from './settings/json-schema.ts'
import { settingsReference } from './settings/reference.ts'

const ROOT = new URL('..', import.meta.url)

/** The generated files by path, as they should be. */
export function generatedFiles(): Record<string, string> {
  const read = (path: string) => readFileSync(new URL(path, ROOT), 'utf8')
  return {
    'schema/firstline.schema.json': `${JSON.stringify(settingsJsonSchema(), null, 2)}\n`,
    'docs/settings.md': settingsReference(read('src/settings/example.yml')),
    'README.md': withCommands(read('README.md')),
  }
}

/** The table of commands stands between two marks. */
function withCommands(readme: string): string {
  const uses = COMMANDS.flatMap(({ usage, who, help, maintainersToo }) => [
    { usage, who, help },
    ...(maintainersToo ? [{ ...maintainersToo, who: 'maintainers' }] : []),
  ])
  const rows = uses.map(
    ({ usage, who, help }) => `| \`/${usage.replaceAll('|', '\\|')}\` | ${who} | ${help} |\n`,
  )
  const table = `| command | who | what it does |\n|---|---|---|\n${rows.join('')}`
  if (!COMMAND_TABLE.test(readme)) throw new Error('README.md has no place for the commands')
  return readme.replace(COMMAND_TABLE, (_, start: string, end: string) => `${start}${table}${end}`)
}

const COMMAND_TABLE = /(<!-- The commands, by "npm run generate". -->\n)[\s\S]*?(<!-- End. -->\n)/

if (import.meta.main) {
  for (const [path, text] of Object.entries(generatedFiles())) writeFileSync(new URL(path, ROOT), text)
}
