// Globs: what they find, as picomatch has it.
import picomatch from 'picomatch'
import { expect, test } from 'vitest'
import { globMatcher } from '../../../src/knowledge/docs/glob.ts'

const PATHS = [
  'README.md',
  'a.md',
  '.hidden.md',
  '.github/a.md',
  'docs/a.md',
  'docs/.a.md',
  'docs/b.rst',
  'docs/deep/a.md',
  'docs/deep/deeper/ab.md',
  'docs/.deep/a.md',
  'docs/a b.md',
  'packages/one/docs/a.md',
  'packages/two/docs/en/guide.adoc',
  'other/docs/a.md',
]

test.each([
  '**',
  '**/*.md',
  '*.md',
  'docs/**',
  'docs/*',
  'docs/*.md',
  'docs/**/*.md',
  'docs/**/a*.md',
  'docs/**/deeper/**',
  'docs/a.md',
  'docs/?.md',
  'docs/[ab].*',
  'docs/[^a].*',
  'docs/[a-z].md',
  'docs/*.{md,rst}',
  '{docs,packages/*/docs}/**/*.{md,adoc}',
  'docs/{a,{b,deep/a}}.{md,rst}',
  '**/docs/**',
  '.github/**',
  '.github/*.md',
  'docs/.*',
  'docs/.deep/*',
  '*/*/*/*.md',
  'docs/* *.md',
  '**/**/a.md',
  'nothing/**',
])('%s finds what picomatch finds', (glob) => {
  const known = picomatch(glob, { dot: false })
  expect(PATHS.filter(globMatcher(glob))).toEqual(PATHS.filter((path) => known(path)))
})

// With backtracking it is minutes.
test('a glob and a path that are made to take long do not', () => {
  const deep = `${'aaaaaaaa/'.repeat(400)}z.md`
  expect(globMatcher('**/*a*a*/**/*a*a*/**/*a*b.md')(deep)).toBe(false)
  expect(globMatcher('*a*a*b.md')(`${'a'.repeat(4_000)}.md`)).toBe(false)
  expect(globMatcher(`docs/${`{${'a,'.repeat(1_000)}b}`.repeat(3)}`)('docs/aaa')).toBe(true)
})

test('what picomatch has otherwise', () => {
  expect(globMatcher('docs/[!a].md')('docs/b.md')).toBe(true)
  expect(globMatcher('docs/[!a].md')('docs/a.md')).toBe(false)
  expect(globMatcher('docs/?.md')('docs/\u{1f600}.md')).toBe(true)
  expect(globMatcher('docs/{a}.md')('docs/{a}.md')).toBe(true)
})
