// Where sections are read, and which files are documentation.
import { describe, expect, test } from 'vitest'
import type { DocsSettings } from '../../../src/domain/settings.ts'
import { docsGlobs } from '../../../src/knowledge/docs/globs.ts'
import type { DocsPlace } from '../../../src/knowledge/docs/page.ts'
import { readPageOf } from './build.ts'

const TEXT = 'Words that are enough for a section.'

function urlOf(path: string, place: Partial<DocsPlace> = {}, front = '') {
  return readPageOf(`${front}# Guide\n\n${TEXT}\n`, place, path).sections[0]?.section?.url
}

describe('addresses', () => {
  const PRETTY = { site: 'https://docs.example.org/en/{path}/' }
  const PAGES = { site: 'https://docs.example.org/{page}.html' }

  test.each([
    ['docs/install.md', 'https://docs.example.org/en/install/'],
    ['docs/guide/index.md', 'https://docs.example.org/en/guide/'],
    ['docs/guide/README.md', 'https://docs.example.org/en/guide/'],
    ['docs/index.md', 'https://docs.example.org/en/'],
    ['docs/安装 指南.md', 'https://docs.example.org/en/%E5%AE%89%E8%A3%85%20%E6%8C%87%E5%8D%97/'],
    ['docs/v1.2.notes.md', 'https://docs.example.org/en/v1.2.notes/'],
  ])('{path} of %s is its place on the site', (path, url) => {
    expect(urlOf(path, PRETTY)).toBe(url)
  })

  test.each([
    ['docs/install.rst', 'https://docs.example.org/install.html'],
    ['docs/guide/index.md', 'https://docs.example.org/guide/index.html'],
  ])('{page} of %s keeps its name', (path, url) => {
    expect(urlOf(path, PAGES)).toBe(url)
  })

  test('an anchor is written as addresses are', () => {
    const { sections } = readPageOf(`# Guide\n\n## 安装 (v2)\n\n${TEXT}\n`, PRETTY)
    expect(sections[0]?.section?.url).toBe('https://docs.example.org/en/guide/#%E5%AE%89%E8%A3%85-v2')
  })

  test('a page that stands behind a # itself is linked as a page', () => {
    const { sections } = readPageOf(`# Guide\n\n## Install\n\n${TEXT}\n`, {
      site: 'https://docs.example.org/#/{path}',
    })
    expect(sections[0]?.section?.url).toBe('https://docs.example.org/#/guide')
  })

  test('the front matter may name another place below the folder', () => {
    expect(urlOf('docs/a/b.md', PRETTY, '---\nslug: /start\n---\n')).toBe(
      'https://docs.example.org/en/start/',
    )
    expect(urlOf('docs/a/b.md', PRETTY, '---\nslug: begin\n---\n')).toBe(
      'https://docs.example.org/en/a/begin/',
    )
  })

  test('where the site alone knows the address, the file in the repository is linked', () => {
    expect(urlOf('docs/a.md', PRETTY, '---\npermalink: /x/:title/\n---\n')).toBe(
      'https://github.com/acme/app/blob/abc123/docs/a.md',
    )
  })

  test('a file that readers may not know has no address without a site', () => {
    expect(urlOf('docs/a.md', { link: () => null })).toBeNull()
    expect(urlOf('docs/a.md', { link: () => null, ...PRETTY })).toBe('https://docs.example.org/en/a/')
  })
})

function globs(...files: string[]): DocsSettings[] {
  return files.map((one) => ({ files: one, site: null, anchors: 'github' }))
}

describe('globs', () => {
  test('the first glob that finds a file says where it is published', () => {
    const [found] = docsGlobs([
      { files: 'docs/guide/*.md', site: 'https://a.example/{path}', anchors: 'mkdocs' },
      { files: 'docs/**/*.{md,rst}', site: null, anchors: 'github' },
    ])
    expect(found?.repository).toBeNull()
    expect(found?.bases).toEqual(['docs/guide/', 'docs/'])
    expect(found?.entryOf('docs/guide/a.md')).toEqual({
      site: 'https://a.example/{path}',
      anchors: 'mkdocs',
      base: 'docs/guide/',
    })
    expect(found?.entryOf('docs/x/y/a.rst')).toEqual({ site: null, anchors: 'github', base: 'docs/' })
    for (const path of ['docs/a.txt', 'a.md', 'docs/.hidden/a.md']) expect(found?.entryOf(path)).toBeNull()
  })

  test('what is left out is left out wherever it stands in the list', () => {
    for (const files of [
      ['!docs/old/**', 'docs/**'],
      ['docs/**', '!docs/old/**'],
    ]) {
      const [found] = docsGlobs(globs(...files))
      expect(found?.entryOf('docs/a.md')).not.toBeNull()
      expect(found?.entryOf('docs/old/a.md')).toBeNull()
    }
  })

  test('each repository has its own globs, and its own name means itself', () => {
    const found = docsGlobs(
      globs('docs/**', 'Acme/Docs:src/**', '!acme/docs:src/old/**', 'acme/app:wiki'),
      'acme/app',
    )
    expect(found.map(({ repository, bases }) => [repository, bases])).toEqual([
      [null, ['docs/', 'wiki/']],
      ['acme/docs', ['src/']],
    ])
    expect(found[0]?.entryOf('wiki/a.md')).not.toBeNull()
    expect(found[0]?.entryOf('src/a.md')).toBeNull()
    expect(found[1]?.entryOf('src/a.md')).not.toBeNull()
    expect(found[1]?.entryOf('src/old/a.md')).toBeNull()
  })

  test('a folder means all that is in it, and a file itself', () => {
    const [found] = docsGlobs(globs('docs', 'README.md', './guide/'))
    expect(found?.bases).toEqual(['docs/', '', 'guide/'])
    for (const path of ['docs/a/b.md', 'README.md', 'guide/a.adoc'])
      expect(found?.entryOf(path)).not.toBeNull()
    expect(found?.entryOf('other/README.md')).toBeNull()
  })

  test('a list that only leaves out finds nothing', () => {
    expect(docsGlobs(globs('!docs/**'))).toEqual([])
  })
})
