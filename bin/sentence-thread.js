// The thread of the sentence model, with the same cache of compiled TypeScript as `main.js`: without it Node's stripper
// takes 18 MB in the thread too.
import { enableCompileCache } from 'node:module'
import { homedir } from 'node:os'
import { join } from 'node:path'

enableCompileCache(join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'firstline'))
await import('../src/sentence/thread.ts')
