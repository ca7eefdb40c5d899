// `NAME_FILE`: a secret that stands in a file, as containers are given theirs.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { SECRETS } from './variables.ts'

type Raw = Readonly<Record<string, string | undefined>>

/** The environment with what the files of secrets hold. A variable itself wins over its file. */
export function withSecretFiles(
  env: Raw,
  cwd: string,
  say: (variable: string, message: string) => void,
): Record<string, string | undefined> {
  const read = { ...env }
  for (const name of SECRETS) {
    const file = env[`${name}_FILE`]
    if (!file || env[name]) continue
    try {
      read[name] = readFileSync(resolve(cwd, file), 'utf8').trim() || undefined
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'unknown error'
      say(`${name}_FILE`, `names a file that cannot be read (${code}): correct it, or set ${name}`)
    }
  }
  return read
}
