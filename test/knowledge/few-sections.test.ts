// Documentation of few pages: a section is not posted on a doubt, and may be offered all the same.
import { expect, test } from 'vitest'
import { askKnowledge, buildKnowledge } from '../../src/knowledge/index.ts'
import { readPageOf } from './docs/build.ts'

const GUIDE = `# Networking

Widget talks to the registry over HTTPS.

## Behind a proxy

Widget reads HTTPS_PROXY and NO_PROXY, as curl does. Set them before you start it, or put \`proxy:\` into the configuration.

## Timeouts

A request is given up after 30 seconds. \`timeout\` in the configuration says otherwise; 0 waits for ever.
`
const knowledge = buildKnowledge(readPageOf(GUIDE).sections)
const ask = (text: string, options = {}) =>
  askKnowledge(knowledge, { text }, { precision: 0.95, suggest: 0.6, ...options })

test('a question that is near a section of few gets a link to it', () => {
  const { answered, suggested } = ask('How do I use widget behind a company proxy?')
  expect(answered).toBe(false)
  expect(suggested.map(({ slug }) => slug)).toEqual(['docs/guide.md#behind-a-proxy'])
})

test('a doubted section is the answer at no precision, however low', () => {
  for (const precision of [0.5, 0.8, 0.9, 0.95]) {
    const { answered, reasons } = ask('How do I use widget behind a company proxy?', {
      precision,
      suggest: null,
    })
    expect(reasons.join('\n')).toContain('does not know the word')
    expect(answered).toBe(false)
  }
})

test.each(['Everything is broken', 'What is the price of a licence?', 'How do I cook rice?'])(
  '%s is met with silence',
  (text) => {
    expect(ask(text)).toMatchObject({ answered: false, suggested: [] })
  },
)

test.each([
  ['a wish', 'request' as const, 'How about a proxy behind a company for widget?'],
  ['what asks nothing', 'question' as const, 'Widget behind a company proxy. It would be great.'],
])('%s that is near a section of few gets no link', (_, kind, title) => {
  const options = { precision: 0.95, suggest: 0.6 }
  expect(askKnowledge(knowledge, { title, kind }, options).suggested).toEqual([])
  const asked = { title: `How do I use ${title}`, kind: 'question' as const }
  expect(askKnowledge(knowledge, asked, options).suggested).not.toEqual([])
})
