// What the demo proposes to try by hand has to show something.
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { kbCommand } from '../../src/cli/kb.ts'
import { QUESTION } from '../../src/demo/control.ts'

test('the question that is proposed is answered by an article of the demo', async () => {
  let out = ''
  const io = {
    out: (text: string) => {
      out += text
    },
    err: () => {},
    interactive: false,
    cwd: resolve(import.meta.dirname, '../../src/demo/project'),
    env: {},
  }
  expect(await kbCommand.run(['ask', QUESTION, '--kb', 'knowledge', '--json'], io)).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ answered: true, ranked: [{ slug: 'proxy' }, {}, {}] })
})
