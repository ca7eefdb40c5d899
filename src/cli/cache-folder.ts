// Where the command line keeps what it can make again: the user's cache folder.
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Io } from './command.ts'

/** Not made here: whoever writes there makes it. */
export function cacheFolder({ env }: Pick<Io, 'env'>): string {
  const base = env.XDG_CACHE_HOME || env.LOCALAPPDATA || join(env.HOME || homedir(), '.cache')
  return join(base, 'firstline')
}
