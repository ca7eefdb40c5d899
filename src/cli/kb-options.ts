// What the `kb` commands share: options, folders, and how problems are printed.
import { resolve } from 'node:path'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import type { Problem } from '../domain/problem.ts'
import { type Io, UsageError } from './command.ts'

export const DEFAULT_FOLDER = '.github/knowledge'
export const DEFAULT_PRECISION = 0.95

/** Parses strictly; an unknown option is wrong usage. */
export function optionsOf<T extends NonNullable<ParseArgsConfig['options']>>(args: string[], options: T) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

export function folderOf(io: Io, folder: string | undefined): string {
  return resolve(io.cwd, folder ?? DEFAULT_FOLDER)
}

export function precisionOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_PRECISION
  const precision = Number(text)
  if (!(precision >= 0.5 && precision < 1)) throw new UsageError('--precision is a share from 0.5 to 0.999.')
  return precision
}

/** `file:line:column: level: message`, as editors and CI understand it. */
export function problemLine({ file, line, column, level, message }: Problem): string {
  const place = [file, line, line && column].filter((part) => part !== undefined).join(':')
  return `${place}: ${level}: ${message}\n`
}
