// What is said of a text in one line.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gistOf } from '../../src/knowledge/gist.ts'

test.each([
  ['Sets the **proxy** of [the client](x.md). More follows.', 'Sets the proxy of the client.'],
  [
    '# Proxy\n\n<!-- hidden -->\n\n```sh\nexport X=1\n```\n\nwidget reads `HTTPS_PROXY`, as curl does.',
    'widget reads HTTPS_PROXY, as curl does.',
  ],
  [
    '| a | b |\n|---|---|\n\n- Install the package first\n- Then start it',
    'Install the package first Then start it',
  ],
  ['设置代理服务器。然后重启。', '设置代理服务器。'],
  ['```\nonly code\n```', ''],
  ['Yes.', ''],
  ['', ''],
])('of %j it says %j', (markdown, gist) => {
  expect(gistOf(markdown)).toBe(gist)
})

test('it is one short line, whatever the text', () => {
  const piece = fc.oneof(
    fc.constantFrom('\n', '\n\n', '```', '# ', '- ', '| ', '<!--', '-->', '<b>', '`', '**'),
    fc.string(),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const gist = gistOf(pieces.join(''))
      expect([...gist].length).toBeLessThanOrEqual(120)
      expect(gist).not.toMatch(/\n/)
    }),
  )
})
