// What a report tells of its case.
import { expect, it } from 'vitest'
import { diagnose } from '../../../src/knowledge/index.ts'

it('an install that failed: its error, the versions and the system', () => {
  const body = `When I run \`npm i -g widget\` I get:
\`\`\`
npm ERR! code EACCES
npm ERR! syscall mkdir
npm ERR! path /usr/local/lib/node_modules/widget
npm ERR! errno -13
npm ERR! Error: EACCES: permission denied, mkdir '/usr/local/lib/node_modules/widget'
\`\`\`
Node v18.17.0, npm 9.6, Ubuntu 22.04`
  expect(diagnose({ title: 'npm install fails', body })).toEqual({
    signatures: [{ text: 'eacces permission denied mkdir', isTelling: true }],
    versions: { node: '18.17.0', npm: '9.6' },
    platforms: ['linux', 'ubuntu 22.04'],
    hasLog: true,
  })
})

it('a text that says nothing of its error', () => {
  const { signatures, hasLog } = diagnose({ title: 'Error: failed', body: 'It says Error: failed. Help' })
  expect(signatures.filter(({ isTelling }) => isTelling)).toEqual([])
  expect(hasLog).toBe(false)
})

it('a command or a setting in code is no log, an error line in a sentence is one', () => {
  const told = (body: string) => diagnose({ title: 'TypeError: x is not a function', body }).hasLog
  expect(told('I ran `npm install widget` and\n\n```yaml\nmode: fast\ncolours: [red]\n```')).toBe(false)
  expect(told('```\n2026-01-01T10:00:00Z INFO started\n```')).toBe(true)
  expect(told("It says ENOENT: no such file or directory, open 'a.json'.")).toBe(true)
})

it('an issue form: its fields are read as its text is', () => {
  const fields = {
    Version: '2.1.0',
    'Node.js version': 'v22.3',
    OS: 'Windows 11',
    Log: 'Error: EPERM: operation not permitted, open',
  }
  expect(diagnose({ title: 'It stops', body: '', fields })).toEqual({
    signatures: [{ text: 'eperm operation not permitted open', isTelling: true }],
    versions: { '': '2.1.0', node: '22.3' },
    platforms: ['windows 11'],
    hasLog: true,
  })
})
