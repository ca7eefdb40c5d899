// Which GitHub accounts a profile elsewhere declares.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { declaredLogins } from '../../src/entitlements/github-handle.ts'

const github = (url: string) => ({ type: 'GITHUB', url })

test.each([
  'https://github.com/Ada',
  'http://www.github.com/ada/',
  'https://github.com/ada?tab=repositories',
  'https://github.com/ada#top',
  'github.com/ada/',
  'https://github.com/orgs/ada',
  'https://github.com/sponsors/ada',
  ' @Ada ',
  'ada',
])('%j declares ada', (url) => {
  expect(declaredLogins([github(url)])).toEqual(['ada'])
})

test.each([
  'https://github.com/ada/widget',
  'https://gist.github.com/ada',
  'https://github.com.evil.example/ada',
  'https://evil.example/github.com/ada',
  'https://github.com',
  'https://github.com//',
  'https://user@github.com/ada',
  'a b',
  '',
])('%j declares nobody', (url) => {
  expect(declaredLogins([github(url)])).toEqual([])
})

test('only links to GitHub count, each login once', () => {
  const links = [
    github('ada'),
    { type: 'WEBSITE', url: 'https://github.com/mallory' },
    { type: null, url: 'https://github.com/mallory' },
    github('https://github.com/ADA'),
    github('bert'),
  ]
  expect(declaredLogins(links)).toEqual(['ada', 'bert'])
})

test('whatever is written there is a login or nothing', () => {
  fc.assert(
    fc.property(fc.string(), (url) => {
      for (const login of declaredLogins([github(url)])) expect(login).toMatch(/^[a-z\d][a-z\d_-]*$/)
    }),
  )
})
