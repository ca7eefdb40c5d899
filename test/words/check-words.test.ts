// What the check run says.
import { expect, test } from 'vitest'
import type { Problem } from '../../src/domain/problem.ts'
import { checkWords } from '../../src/words/check-words.ts'

function problem(level: Problem['level'], line: number, message = 'Wrong.'): Problem {
  return { file: '.github/firstline.yml', line, column: 1, level, message }
}

test('a file without problems passes', () => {
  expect(checkWords([])).toEqual({
    name: 'firstline / settings',
    conclusion: 'success',
    title: 'Everything is fine',
    summary: 'These settings can be used.',
    annotations: [],
  })
})

test('keys that are not built yet make it neutral', () => {
  const { conclusion, title } = checkWords([
    problem('notice', 3),
    problem('warning', 4),
    problem('notice', 5),
  ])
  expect(conclusion).toBe('neutral')
  expect(title).toBe('Fine, with 1 warning and 2 keys not yet in force')
})

test('mistakes come first, with their lines', () => {
  const elsewhere = { ...problem('failure', 9, 'Bad base.'), file: 'acme/base:.github/firstline.yml' }
  const output = checkWords([problem('notice', 1, 'Later @octocat.'), problem('failure', 4), elsewhere])
  expect(output).toMatchObject({ conclusion: 'failure', title: '2 mistakes' })
  expect(output.annotations).toEqual([
    { path: '.github/firstline.yml', line: 4, message: 'Wrong.', level: 'failure' },
    { path: '.github/firstline.yml', line: 1, message: 'Later @octocat.', level: 'notice' },
  ])
  expect(output.summary).toMatchInlineSnapshot(`
    "This file is not used: the last good settings stay in force until it is corrected.

    - Line 4: Wrong.
    - \`acme/base:.github/firstline.yml\`, line 9: Bad base.
    - **notice** Line 1: Later @​octocat."
  `)
})

test('it says where only a part of the file is left out', () => {
  const refused: Problem = { ...problem('failure', 7, 'Not for you.'), leavesRest: true }
  expect(checkWords([refused, problem('warning', 2)])).toMatchObject({
    conclusion: 'failure',
    summary: expect.stringMatching(/^This file is used, but for what is wrong in it\.\n/),
  })
  expect(checkWords([refused, problem('failure', 2)]).summary).toMatch(/^This file is not used/)
})

test('of many mistakes fifty are shown and the rest counted', () => {
  const many = Array.from({ length: 73 }, (_, n) => problem('failure', n + 1))
  const output = checkWords(many)
  expect(output.title).toBe('73 mistakes')
  expect(output.annotations).toHaveLength(50)
  expect(output.summary).toMatch(/- and 23 more$/)
})

test('of articles each file is named', () => {
  const article = { ...problem('failure', 5, 'The link leads nowhere.'), file: '.github/knowledge/a.md' }
  expect(checkWords([article], 'articles').summary).toMatchInlineSnapshot(`
    "Articles that cannot be read are left out until they are corrected; the others are used.

    - \`.github/knowledge/a.md\`, line 5: The link leads nowhere."
  `)
})
