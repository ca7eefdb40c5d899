#!/usr/bin/env node
// Starts Firstline on the Node that comes with the clone, so that an older Node on the machine does not matter.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('./main.js', import.meta.url))
const bundled = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url))
const node = existsSync(bundled) ? bundled : process.execPath
if (node !== bundled && Number(process.versions.node.split('.')[0]) < 24) {
  console.error(
    `firstline: Node 24 or later is needed, this is ${process.versions.node}. "npm ci" in the clone brings one.`,
  )
  process.exit(1)
}

// Node keeps up to 48 MB for young objects; a desk that mostly waits does well with an eighth of that.
const memory = '--max-semi-space-size=2'
const child = spawn(node, [memory, main, ...process.argv.slice(2)], { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('error', (error) => {
  console.error(`firstline: could not start ${node}: ${error.message}. Run "npm ci" in the clone first.`)
  process.exitCode = 1
})
child.on('exit', (code, signal) => {
  process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0)
})
