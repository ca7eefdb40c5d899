import fc from 'fast-check'
import { expect, it } from 'vitest'
import { checkKnowledge } from '../../src/knowledge/check.ts'
import { draftArticle } from '../../src/knowledge/draft.ts'
import { readArticles } from '../../src/knowledge/index.ts'
import { knowledgeOf } from './build.ts'

it('a question is asked as if it were not known, and said to be lost when nothing else leads to its article', () => {
  const knowledge = knowledgeOf({
    'a.md':
      '---\ntitle: Proxy settings\nquestions:\n  - configure the proxy settings\n  - weird gibberish words\n---\nX.',
    'b.md': '---\ntitle: Database backup\nquestions:\n  - how to restore a backup\n---\nY.',
  })
  const { problems, questions } = checkKnowledge(knowledge, { precision: 0.95 })
  expect(questions).toBe(3)
  expect(problems).toMatchObject([{ file: 'a.md', line: 5, level: 'warning' }])
})

it('an article that would answer what it is not for fails', () => {
  const knowledge = knowledgeOf({
    'a.md': `---
title: npm install fails with permission denied
questions:
  - permission denied while npm install runs
  - npm install stops because permission is denied
not_for:
  - npm install fails with permission denied
---
X.`,
  })
  expect(checkKnowledge(knowledge, { precision: 0.95 })).toMatchObject({
    refusals: 1,
    problems: [{ file: 'a.md', line: 7, level: 'failure' }],
  })
})

it('a draft from any ticket is an article in order', () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ unit: 'binary' }), fc.string(), (title, question, closingAnswer) => {
      const { name, text } = draftArticle({
        title,
        question,
        symptom: null,
        solution: `A ${closingAnswer.replace(/[[\]()]/g, '')}`,
      })
      expect(name).toMatch(/^[^/\\]+\.md$/)
      const { articles } = readArticles([{ path: name, text }])
      expect(articles).toHaveLength(1)
    }),
  )
})

it('a draft holds title, first sentence, error line and solution', () => {
  const { name, text } = draftArticle({
    title: 'Install fails: EACCES!',
    question: 'I get an error when I install. It is long.',
    symptom: 'npm ERR! EACCES: permission denied, mkdir',
    solution: 'Use a version manager.',
  })
  expect(name).toBe('install-fails-eacces.md')
  expect(text).toMatchInlineSnapshot(`
    "---
    title: "Install fails: EACCES!"
    topics: []
    questions:
      - "Install fails: EACCES!"
      - I get an error when I install.
    not_for: []
    symptoms:
      - "npm ERR! EACCES: permission denied, mkdir"
    ---
    Use a version manager.
    "
  `)
})
