// Reads a file that the command line names.
import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Io, MissingFileError } from './command.ts'

/** The text; a file above `mostBytes` is not read, and gives null. @throws MissingFileError */
export async function readInputFile(io: Io, file: string, mostBytes: number): Promise<string | null> {
  const path = resolve(io.cwd, file)
  try {
    const { size } = await stat(path)
    return size > mostBytes ? null : await readFile(path, 'utf8')
  } catch (error) {
    throw new MissingFileError(`${file} cannot be read: ${reasonOf(error as NodeJS.ErrnoException)}.`)
  }
}

function reasonOf({ code }: NodeJS.ErrnoException): string {
  switch (code) {
    case 'ENOENT':
      return 'there is no such file'
    case 'EISDIR':
      return 'it is a folder'
    case 'EACCES':
      return 'this user may not read it'
    default:
      return code ?? 'unknown error'
  }
}
