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
