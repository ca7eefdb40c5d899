import { expect, it } from 'vitest'
import { loadArticles, MAX_ARTICLES } from '../../src/knowledge/load.ts'

function reader(listed: Array<{ path: string; sha: string; size: number }>) {
  const read: string[] = []
  return {
    read,
    reader: {
      list: async () => listed,
      read: async (sha: string) => {
        read.push(sha)
        return `text of ${sha}`
      },
    },
  }
}

it('what the cache has is not read again, and what was read is kept', async () => {
  const cache = new Map([['1', 'known']])
  const { reader: source, read } = reader([
    { path: 'a.md', sha: '1', size: 5 },
    { path: 'b.md', sha: '2', size: 5 },
    { path: 'image.png', sha: '3', size: 5 },
  ])
  const { files, problems } = await loadArticles(source, {
    get: (sha) => cache.get(sha) ?? null,
    put: (sha, text) => void cache.set(sha, text),
  })
  expect(read).toEqual(['2'])
  expect(cache.get('2')).toBe('text of 2')
  expect(problems).toEqual([])
  expect(files).toContainEqual({ path: 'a.md', text: 'known' })
  expect(files).toContainEqual({ path: 'image.png', text: '' })
})

it('one file that is too big is left out by name, the others are read', async () => {
  const { reader: source } = reader([
    { path: 'big.md', sha: '1', size: 2_000_000 },
    { path: 'small.md', sha: '2', size: 5 },
  ])
  const { files, problems } = await loadArticles(source, { get: () => null, put: () => {} })
  expect(files.map(({ path }) => path)).toEqual(['small.md'])
  expect(problems).toMatchObject([{ file: 'big.md', level: 'failure' }])
})

it('articles beyond the most that are kept are named', async () => {
  const listed = Array.from({ length: MAX_ARTICLES + 2 }, (_, i) => ({
    path: `${String(i).padStart(6, '0')}.md`,
    sha: 'same',
    size: 1,
  }))
  const { files, problems } = await loadArticles(reader(listed).reader, { get: () => 'x', put: () => {} })
  expect(files).toHaveLength(MAX_ARTICLES)
  expect(problems).toMatchObject([{ file: '010000.md', level: 'failure' }])
})

it('a folder of too many bytes is cut with a problem', async () => {
  const listed = Array.from({ length: 70 }, (_, i) => ({
    path: `${i + 100}.md`,
    sha: `${i}`,
    size: 1_000_000,
  }))
  const { files, problems } = await loadArticles(reader(listed).reader, { get: () => 'x', put: () => {} })
  expect(files).toHaveLength(64)
  expect(problems[0]?.message).toContain('64 MB')
})
