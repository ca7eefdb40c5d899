// Writes variables into `.env`, readable by its owner alone, and leaves everything else in it as it is.
import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { UserError } from '../domain/problem.ts'

/** @throws UserError where the file could not be written */
export function checkWritable(file: string): void {
  try {
    accessSync(dirname(targetOf(file)), constants.W_OK)
  } catch (cause) {
    throw new UserError(
      `${file} cannot be written: run the set-up as a user that may, in a folder of its own.`,
      {
        cause,
      },
    )
  }
}

/** Whole or not at all: a copy beside it takes its place. */
export function writeEnv(file: string, values: Readonly<Record<string, string>>): void {
  const target = targetOf(file)
  const text = withValues(textOf(target), values)
  const beside = `${target}.new`
  rmSync(beside, { force: true })
  const handle = openSync(beside, 'wx', 0o600)
  try {
    writeSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(beside, target)
}

/** A value stands between double quotes, in which `\n` is the end of a line. */
function withValues(text: string, values: Readonly<Record<string, string>>): string {
  const names = Object.keys(values).join('|')
  // An older value may go over several lines between quotes.
  const older = new RegExp(
    `^[ \\t]*(?:export[ \\t]+)?(?:${names})[ \\t]*=[ \\t]*(?:"[^"]*"|'[^']*'|[^\\n]*)[^\\n]*\\n?`,
    'gm',
  )
  const kept = text.replace(older, '')
  const lines = Object.entries(values).map(
    ([name, value]) => `${name}="${value.trim().replaceAll('\n', '\\n')}"\n`,
  )
  return `${kept}${kept === '' || kept.endsWith('\n') ? '' : '\n'}${lines.join('')}`
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}

/** Where a link leads. */
function targetOf(file: string): string {
  try {
    return realpathSync(file)
  } catch {
    return file
  }
}
