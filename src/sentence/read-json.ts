// Reads the JSON files of a model's folder, and says what is wrong with them.
import { readFile } from 'node:fs/promises'
import { UserError } from '../domain/problem.ts'

/** @throws UserError */
export async function readJson(path: string): Promise<object> {
  const value = parsed(path, await textOf(path))
  if (typeof value === 'object' && value !== null) return value
  throw new UserError(`${path}: must hold a JSON object.`)
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new UserError(`${path}: cannot be read (${codeOf(cause)}); a model needs this file.`, { cause })
  }
}

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new UserError(`${path}: is not whole, or no JSON.`, { cause })
  }
}

export function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown error'
}
