// Phrasings and articles that are suggested: written in place, and only what the check passes with.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addQuestions } from '../../src/knowledge/add-questions.ts'
import { checkKnowledge } from '../../src/knowledge/check.ts'
import { buildKnowledge, readArticles } from '../../src/knowledge/index.ts'
import { chooseSuggestions, type NewArticle } from '../../src/knowledge/suggest.ts'

const file = (path: string, front: string, body = 'Do this.') => ({
  path,
  text: `---\n${front}\n---\n${body}\n`,
})
const added = (front: string, ...texts: string[]) =>
  addQuestions(file('a.md', front), texts)?.text.split('---')[1]
const check = async (knowledge: Parameters<typeof checkKnowledge>[0]) =>
  checkKnowledge(knowledge, { precision: 0.95 })

describe('a question is added to front matter', () => {
  it('below those that are there, comments and order kept', () => {
    const front = [
      '# Who may change this: everybody.',
      'title:   "Install"  # short',
      'questions:   # as people ask',
      '    - how to install   # the usual one',
      '    - >-',
      '      what is',
      '      needed',
      'topics: [install]',
    ]
    const expected = [...front]
    expected.splice(6, 0, '    - "Fails: why?"')
    expect(added(front.join('\n'), 'Fails: why?')).toBe(
      `\n${[...front.slice(0, 7), '    - "Fails: why?"', ...front.slice(7)].join('\n')}\n`,
    )
  })

  it('to a list on one line, an empty one, and one that is not there', () => {
    expect(added('title: A\nquestions: [one, "two"] # few\n', 'three, four')).toContain(
      'questions: [one, "two", "three, four"] # few\n',
    )
    expect(added('title: A\nquestions: []', 'one')).toContain('questions: ["one"]\n')
    expect(added('title: A\nquestions:\ntopics: []', 'one')).toBe(
      '\ntitle: A\nquestions:\n  - one\ntopics: []\n',
    )
    expect(added('title: A', 'one', '#2')).toBe('\ntitle: A\nquestions:\n  - one\n  - "#2"\n')
  })

  it('where the lines end as on Windows, and below `questions` that are not set in', () => {
    const text = '---\r\ntitle: A\r\nquestions:\r\n- one\r\nlanguage: en\r\n---\r\nBody.\r\n'
    expect(addQuestions({ path: 'a.md', text }, ['two'])!.text).toBe(
      '---\r\ntitle: A\r\nquestions:\r\n- one\r\n- two\r\nlanguage: en\r\n---\r\nBody.\r\n',
    )
  })

  it('not where that would touch what stands there', () => {
    for (const front of [
      '{title: A}',
      'title: A\nquestions: one',
      'title: [',
      'title: A\nquestions: &x [a]\ntopics: *x',
    ])
      expect([front, added(front, 'two')]).toEqual([front, undefined])
    expect(addQuestions({ path: 'a.md', text: 'No front matter.' }, ['two'])).toBeNull()
  })

  it('whatever it says, and is read as it was written', () => {
    const text = fc
      .string({ minLength: 1, maxLength: 80 })
      .map((one) => `q ${one.replace(/[\s\p{C}]+/gu, ' ').trim()}`)
    const styles = ['questions: [a b, c d]', 'questions:\n  - a b\n  - c d', 'questions:\n- a b\n- c d']
    fc.assert(
      fc.property(
        fc.constantFrom(...styles),
        fc.uniqueArray(text, { minLength: 1, maxLength: 3 }),
        (style, texts) => {
          const next = addQuestions(file('a.md', `title: A\n${style}\n# end`), texts)
          if (next === null) return
          const { articles } = readArticles([next])
          expect(articles[0]!.questions).toEqual(['a b', 'c d', ...texts])
          expect(next.text).toContain('# end')
        },
      ),
    )
  })
})

describe('what is suggested', () => {
  const install = file('install.md', 'title: Install widget\nquestions:\n  - how do I install widget')
  const proxy = file(
    'proxy.md',
    'title: Use widget behind a proxy\nquestions:\n  - widget hangs behind a proxy',
  )
  const nothing = { phrasings: new Map<string, string[]>(), drafts: [] as NewArticle[] }

  it('is what was learnt, unless it is known in other words', async () => {
    const phrasings = new Map([['install.md', ['How to install widget?', 'Setting widget up on a mac']]])
    const {
      files,
      added: written,
      leftOut,
    } = await chooseSuggestions([install, proxy], { ...nothing, phrasings }, check)
    expect([...written]).toEqual([['install.md', ['Setting widget up on a mac']]])
    expect(leftOut).toEqual(['How to install widget?'])
    expect(files.map(({ path }) => path)).toEqual(['install.md'])
  })

  it('never makes the check fail', async () => {
    // The very words of the other article: it would be posted for them.
    const phrasings = new Map([
      ['install.md', ['Widget always hangs behind a proxy', 'Setting widget up on a mac']],
    ])
    const { files, leftOut } = await chooseSuggestions([install, proxy], { ...nothing, phrasings }, check)
    const all = [...files, ...[install, proxy].filter(({ path }) => files.every((one) => one.path !== path))]
    const { articles, problems } = readArticles(all)
    const { mistaken } = await check(buildKnowledge(articles))
    expect([problems.filter(({ level }) => level === 'failure'), mistaken]).toEqual([[], []])
    expect(leftOut).not.toContain('Setting widget up on a mac')
  })

  it('is a new article too, without what another would win', async () => {
    const draft: NewArticle = {
      path: 'export.md',
      questions: ['Export the ledger as PDF', 'how do I install widget'],
      write: (questions) =>
        file('', `title: Export\nquestions: ${JSON.stringify(questions)}`, 'Use `export`.').text,
    }
    const { drafted, files } = await chooseSuggestions(
      [install, proxy],
      { ...nothing, drafts: [draft] },
      check,
    )
    expect(drafted).toEqual(['export.md'])
    const { problems } = readArticles([install, proxy, ...files])
    expect(problems.filter(({ level }) => level === 'failure')).toEqual([])
  })
})
