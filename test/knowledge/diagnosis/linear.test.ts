// Twice the report is twice the work, whatever it repeats, and no report makes it fail.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diagnose } from '../../../src/knowledge/index.ts'
import { FLOODS, flood } from '../../domain/floods.ts'

const LINES = [
  "Error: EACCES: permission denied, mkdir '/a/b'\n",
  'Caused by:\n    0: a\n',
  'npm ERR! code ERESOLVE\n',
  "thread 'main' panicked at a.rs:1:1:\n",
  '  File "/a.py", line 1, in x\n',
  '    at x (/a.js:1:1)\n',
  'error TS1000: a\n',
  'CMake Error at a:1 (message):\n',
  'Node 20.1.0 npm 9 windows 11 ubuntu 22.04\n',
]
const PIECES = [
  ...FLOODS,
  ...LINES,
  ...[
    'error: ',
    "'/",
    'C:\\a\\',
    'a@b.',
    '1.1.',
    'a/b/',
    'E: ',
    '[a] ',
    '12:34:56 ',
    'a.b(',
    '\\n    at a (b)',
    '`x',
    ': ',
    'A_B',
    'Error: ',
  ],
]

describe('work', () => {
  it.each(PIECES)('grows with the report: %j', (piece) => {
    const [small, large] = [workOn(flood(piece, 20_000)), workOn(flood(piece, 40_000))]
    expect(large).toBeLessThanOrEqual(2.2 * small + 2_000)
  })

  it.each(PIECES)('ends for a megabyte of %j', (piece) => {
    expect(workOn(flood(piece, 1_000_000))).toBeLessThanOrEqual(100_000 * 30)
  })
})

it('any report has at most a dozen signatures of bounded length, and the same ones twice', () => {
  const line = fc.oneof(fc.string(), fc.constantFrom(...LINES), fc.string({ unit: 'grapheme' }))
  fc.assert(
    fc.property(line, fc.array(line), (title, lines) => {
      const report = { title, body: lines.join('\n') }
      const { signatures } = diagnose(report)
      expect(signatures.length).toBeLessThanOrEqual(12)
      for (const { text } of signatures) expect(text.length).toBeLessThan(2_000)
      expect(diagnose(report).signatures).toEqual(signatures)
    }),
  )
})

function workOn(body: string): number {
  const work = { steps: 0 }
  diagnose({ title: 'x', body }, work)
  return work.steps
}
