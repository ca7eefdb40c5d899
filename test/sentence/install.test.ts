// How the model's runtime is installed: without its script, which fetches hundreds of megabytes that nobody needs.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const RUNTIME = 'onnxruntime-node'

function json(name: string) {
  return JSON.parse(readFileSync(join(ROOT, name), 'utf8'))
}

test('no npm runs the script of the runtime: 11 is told so, older ones do not learn of it', () => {
  expect(json('package.json').allowScripts[RUNTIME]).toBe(false)
  // `npm install` writes "hasInstallScript" there again: take the line out.
  expect(json('package-lock.json').packages[`node_modules/${RUNTIME}`]).not.toHaveProperty('hasInstallScript')
  expect(existsSync(join(ROOT, '.npmrc'))).toBe(false)
})

test('the runtime may be missing', () => {
  const { optionalDependencies, dependencies } = json('package.json')
  expect(optionalDependencies).toHaveProperty(RUNTIME)
  expect(dependencies).not.toHaveProperty(RUNTIME)
})
