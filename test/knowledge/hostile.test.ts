// Texts made to hold up whoever reads them: a parser that is worse than linear would run into the test's time limit.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { absoluteLinks } from '../../src/knowledge/absolute-links.ts'
import { buildKnowledge, readArticles } from '../../src/knowledge/index.ts'
import { linkTargets } from '../../src/knowledge/links.ts'
import { piecesOf } from '../../src/knowledge/markdown.ts'

const UNITS = [
  ...[
    '](',
    '[x](',
    '![',
    '[',
    ']',
    '[](<',
    '[a](b "',
    '[x]: ',
    '[^1]: x\n',
    '()](',
    '*[',
    '**a ',
    '_a',
    '`',
    '`a``',
  ],
  ...[
    '```\n',
    '~~~',
    '- > ',
    '> ',
    '1. ',
    '* ',
    '|a',
    '<!--',
    '<!-->',
    '<!-- -->',
    '-->',
    '<a ',
    '<a href="',
    '<a href=x>',
  ],
  ...[
    '<img src="a" srcset="b, c">',
    '\\',
    '&amp;',
    '"',
    '\n',
    '\r',
    ' ',
    '\t',
    '    x\n\n',
    '{',
    '- ',
    '? ',
    '&a ',
    '!t ',
    'é',
    '安',
  ],
]
const bases = {
  pages: 'https://github.com/a/b/blob/main/',
  images: 'https://github.com/a/b/raw/main/',
  path: 'kb/a.md',
}
const good = { path: 'kb/good.md', text: '---\ntitle: Good\n---\nAn answer.' }

it.each([
  ['body', (text: string) => `---\ntitle: x\n---\n${text}`],
  ['title', (text: string) => `---\ntitle: ${text}\n---\nBody.`],
  ['questions', (text: string) => `---\ntitle: x\nquestions: [${text}]\n---\nBody.`],
  ['whole file', (text: string) => text],
])(
  'whatever is repeated in the %s is read, or refused, in little time and beside the others',
  (_, wrap) => {
    for (const unit of UNITS) {
      for (const length of [30_000, 300_000]) {
        const text = wrap(unit.repeat(length / unit.length))
        const { articles } = readArticles([{ path: 'kb/a.md', text }, good])
        expect(articles.at(-1)!.slug).toBe('good')
        for (const { body } of articles) absoluteLinks(body, bases)
        buildKnowledge(articles)
      }
    }
  },
  30_000,
)

it('thousands of files and links are compared without trying each with each', () => {
  const links = Array.from({ length: 2_000 }, (_, i) => `[x](img/${i}.png) [y](no/${i}.png)`).join('\n')
  const images = Array.from({ length: 20_000 }, (_, i) => ({ path: `kb/img/${i}.png`, text: '' }))
  const articles = Array.from({ length: 20 }, (_, i) => {
    return { path: `kb/a${i}.md`, text: `---\ntitle: x\n---\n${links.slice(0, 55_000)}` }
  })
  const { problems } = readArticles([...articles, ...images])
  expect(problems).toHaveLength(20 * 21)
})

it('pieces cover the whole text, in order, and targets lie in prose', () => {
  const part = fc.constantFrom(
    '`',
    '``',
    '```\n',
    '<!--',
    '-->',
    '[a](b)',
    '![',
    '](c "d")',
    '\n',
    '\n\n',
    '    ',
    '> ',
    '- ',
    'x',
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
      const text = parts.join('')
      const pieces = piecesOf(text)
      expect(pieces.map(({ from, until }) => text.slice(from, until)).join('')).toBe(text)
      for (const target of linkTargets(text)) {
        const around = pieces.find(({ from, until }) => from <= target.from && target.until <= until)
        expect(around?.kind).toBe('prose')
      }
    }),
  )
})
