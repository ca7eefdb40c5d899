// The demo is told to its end, and says so when something does not come.
import { expect, test } from 'vitest'
import { runDemo } from '../../src/demo/run.ts'
import { textWidth } from '../../src/words/terminal/text-width.ts'

const AT_ONCE = { take: async (_installation: number, _budget: string, _urgency: string, now: number) => now }

function listen(interactive: boolean, env: Record<string, string> = {}) {
  const heard = { out: '', err: '' }
  const out = (text: string) => {
    heard.out += text
  }
  const err = (text: string) => {
    heard.err += text
  }
  return { heard, io: { out, err, interactive, cwd: '.', env } }
}

test('the story of a sponsor, two newcomers, a wish and a maintainer', async () => {
  const { heard, io } = listen(false)
  const stopped = new AbortController().signal
  expect(await runDemo({ keep: false, io, stopped, pacing: AT_ONCE })).toBe(0)
  expect(heard.err).toBe('')
  for (const seen of [
    '[support: pro]',
    '运行 npm install -g widget',
    'Die Dokumentation behandelt das unter Drawing charts › Connect to a',
    'says nothing',
    'first response: responded',
    'This ticket has the tier pro.',
    'Response times',
    '1 h 37 min',
  ]) {
    expect(heard.out).toContain(seen)
  }
  expect(heard.out).not.toContain('firstline:')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
  expect(heard.out).not.toMatch(/\u001b/)
  const boxes = heard.out.split('\n').filter((line) => /^[╭│├╰]/.test(line))
  expect(new Set(boxes.map(textWidth))).toEqual(new Set([80]))
})

test('who ends the demo in the middle is not kept waiting', async () => {
  const { heard, io } = listen(false)
  const stop = new AbortController()
  stop.abort()
  expect(await runDemo({ keep: false, io, stopped: stop.signal, pacing: AT_ONCE })).toBe(130)
  expect(heard.err).toBe('')
})
