// Where the command line keeps what it can make again: the user's cache folder.
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Io } from './command.ts'

/** Not made here: whoever writes there makes it. */
export function cacheFolder({ env }: Pick<Io, 'env'>, platform: NodeJS.Platform = process.platform): string {
  const home = env.HOME || homedir()
  const usual = platform === 'darwin' ? join(home, 'Library/Caches') : join(home, '.cache')
  const base = env.XDG_CACHE_HOME || (platform === 'win32' && env.LOCALAPPDATA) || usual
  return join(base, 'firstline')
}
