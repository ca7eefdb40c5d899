import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  errorLineOf,
  errorsOf,
  normaliseSignature,
  signatureContains,
} from '../../src/knowledge/signatures.ts'

const errorSignatures = (log: string) => errorsOf({ logs: [log] }).map(({ text }) => text)

it('the same error on two machines has one signature', () => {
  const here = "Error: EACCES: permission denied, mkdir '/usr/local/lib/node_modules/x'"
  const there =
    "[2026-01-02 03:04:05] Error: EACCES: permission denied, mkdir 'C:\\Program Files\\x' (pid 4711)"
  expect(errorSignatures(here)[0]).toBe('eacces permission denied mkdir')
  expect(errorSignatures(there)[0]).toBe('eacces permission denied mkdir')
})

it('numbers, ids, addresses, times and stack frames are taken out', () => {
  const log = `TypeError: Cannot read properties of undefined (reading 'map') 0xdeadbeef 9f86d081884c7d65
    at Object.<anonymous> (/home/me/app.js:10:5)
all is well here`
  expect(errorSignatures(log)).toEqual(['typeerror cannot read properties undefined reading map'])
})

it('a symptom is found as whole words only', () => {
  const symptom = normaliseSignature('EACCES: permission denied')
  expect(signatureContains('error eacces permission denied mkdir', symptom)).toBe(true)
  expect(signatureContains('error noeacces permission deniedx', symptom)).toBe(false)
  expect(signatureContains('anything', '')).toBe(false)
})

it('no log makes it fail, and there are never more than a dozen', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.constant('Error: something failed badly'))), (lines) => {
      expect(errorSignatures(lines.join('\n')).length).toBeLessThanOrEqual(12)
    }),
  )
})

it('the line that tells an error best is found without the time and level before it', () => {
  const logs = [
    'reading config',
    'Build failed',
    '2026-01-01T10:00:00Z ERROR could not export the ledger',
    "[12:01] ERROR: EXDEV: cross-device link not permitted, rename '/a' -> '/b'",
    '    at rename (fs.js:1:1)',
  ]
  expect(errorLineOf(logs)).toBe("EXDEV: cross-device link not permitted, rename '/a' -> '/b'")
  expect(errorLineOf(logs.slice(0, 3))).toBe('could not export the ledger')
  expect(errorLineOf(logs.slice(0, 2))).toBeNull()
})
