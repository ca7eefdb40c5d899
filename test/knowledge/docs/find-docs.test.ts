// The documentation that is there is named by globs that the settings take.
import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { findDocs } from '../../../src/knowledge/docs/find-docs.ts'
import { docsGlobs } from '../../../src/knowledge/docs/globs.ts'
import { choosePages } from '../../../src/knowledge/docs/page-choice.ts'

it.each<[string, string[], string[]]>([
  ['nothing but code has none', ['src/index.ts', 'package.json'], []],
  ['a README and a folder', ['README.md', 'docs/a.md', 'docs/more/b.md'], ['README.md', 'docs/**/*.md']],
  ['several endings', ['docs/a.md', 'docs/b.mdx', 'docs/logo.png'], ['docs/**/*.{md,mdx}']],
  ['lists of changes and licences alone', ['CHANGELOG.md', 'LICENSE.md', 'docs/CHANGELOG.md'], []],
  [
    'the site of a project, and what belongs to its parts',
    ['website/docs/a.md', 'packages/core/docs/b.md', 'packages/core/docs/c.md', 'packages/ui/docs/d.md'],
    ['website/docs/**/*.md', 'packages/core/docs/**/*.md', 'packages/ui/docs/**/*.md'],
  ],
  ['what nobody is to read', ['test/docs/a.md', '.github/docs/b.md', 'vendor/x/docs/c.md'], []],
  ['reStructuredText in a folder of another case', ['Doc/index.rst', 'Doc/usage.rst'], ['Doc/**/*.rst']],
  [
    'pages at the root that answer',
    ['FAQ.md', 'CONTRIBUTING.md', 'INSTALL.adoc'],
    ['FAQ.md', 'INSTALL.adoc'],
  ],
])('%s', (_, paths, expected) => {
  expect(findDocs(paths)).toEqual(expected)
})

test('every glob finds a page that is read, whatever the files are called', () => {
  const name = fc.constantFrom(
    'docs',
    'doc',
    'src',
    'a b',
    '[x]',
    '{y}',
    '*',
    '.hidden',
    'README',
    'wiki',
    '!no',
  )
  const ending = fc.constantFrom('.md', '.mdx', '.rst', '.adoc', '.ts', '.MD', '')
  const path = fc
    .tuple(fc.array(name, { maxLength: 4 }), name, ending)
    .map(([folders, file, end]) => [...folders, file + end].join('/'))
  fc.assert(
    fc.property(fc.array(path, { maxLength: 12 }), (paths) => {
      const pages = choosePages(paths).paths
      for (const files of findDocs(paths)) {
        const [globs] = docsGlobs([{ files, site: null, anchors: 'github' }])
        expect(pages.some((page) => globs?.entryOf(page))).toBe(true)
      }
    }),
  )
})
