// What the demo proposes to try by hand has to show something.
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { kbCommand } from '../../src/cli/kb.ts'
import { QUESTION } from '../../src/demo/control.ts'

const PROJECT = resolve(import.meta.dirname, '../../src/demo/project')

/** `firstline kb …` in the demo's project: its exit code, and what it printed. */
async function kb(...words: string[]): Promise<{ code: number; out: string }> {
  let out = ''
  const io = {
    out: (text: string) => {
      out += text
    },
    err: () => {},
    interactive: false,
    cwd: PROJECT,
    env: {},
  }
  return { code: await kbCommand.run(words, io), out }
}

test('the question that is proposed is answered by an article of the demo', async () => {
  const { code, out } = await kb('ask', QUESTION, '--kb', 'knowledge', '--json')
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ answered: true, ranked: [{ slug: 'proxy' }, {}, {}] })
})

test('the articles of the demo pass the check that theirs are held to', async () => {
  const { code, out } = await kb('check', 'knowledge')
  expect(out).toContain('0 failures')
  expect(code).toBe(0)
})
