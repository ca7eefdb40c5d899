// History is read a page at a time, newest first: what cannot be told in time is asked for in smaller pieces.

import { expect, test } from 'vitest'
import type { HistoryPage, HistoryQuery } from '../../src/github/types.ts'
import { type Bench, REPO, startBench } from './harness.ts'

const DAY = 24 * 60 * 60_000

/** All pages of a query, one after the other. */
async function walk({ acme, repo }: Bench, query: Omit<HistoryQuery, 'after'>): Promise<HistoryPage[]> {
  const pages: HistoryPage[] = []
  let after: string | null = null
  let size = query.size
  do {
    const page: HistoryPage = await acme.readHistoryPage(repo, { ...query, ...(size && { size }), after })
    pages.push(page)
    after = page.next
    size = page.size
  } while (after !== null)
  return pages
}

function timesOf(pages: HistoryPage[], of: 'updatedAt' | 'createdAt'): number[] {
  return pages.flatMap((page) =>
    page.kind === 'issue'
      ? page.threads.map(({ issue }) => issue[of])
      : page.threads.map(({ discussion }) => discussion[of]),
  )
}

function numbersOf(pages: HistoryPage[]): number[] {
  return pages.flatMap((page) =>
    page.kind === 'issue'
      ? page.threads.map(({ issue }) => issue.number)
      : page.threads.map(({ discussion }) => discussion.number),
  )
}

test('history is walked in pages, newest first, and ends where it is too old', async () => {
  let now = Date.parse('2026-08-01T09:00:00Z')
  const past = await startBench({ now: () => now })
  for (let n = 0; n < 130; n++) {
    past.github.acts.openIssue(REPO, 'alice', { title: `Issue ${n}` })
    if (n % 2 === 0) past.github.acts.createDiscussion(REPO, 'alice', { title: `Discussion ${n}` })
    now += DAY / 2
  }
  past.github.acts.comment(REPO, 1, 'bob', 'The oldest was updated last.')
  const sinceAt = Date.parse('2026-08-06T00:00:00Z')

  const expected = {
    issue: { updated: [121, 2, [1]], created: [120, 2, []] },
    discussion: { updated: [60, 3, []], created: [60, 3, []] },
  } as const
  for (const kind of ['issue', 'discussion'] as const) {
    for (const order of ['updated', 'created'] as const) {
      const pages = await walk(past, { kind, order, sinceAt })
      const times = timesOf(pages, `${order}At`)
      const [threads, calls, old] = expected[kind][order]
      expect(times).toHaveLength(threads)
      expect(pages).toHaveLength(calls)
      expect(times).toEqual([...times].sort((a, b) => b - a))
      expect(times.every((at) => at >= sinceAt)).toBe(true)
      expect(numbersOf(pages).filter((number) => number === 1)).toEqual(old)
    }
  }
  const all = await walk(past, { kind: 'issue', order: 'created', sinceAt: null })
  expect(all.map(({ total, next, calls }) => [total, next !== null, calls])).toEqual([
    [130, true, 1],
    [130, false, 1],
  ])
  await past.github.close()
})

test('only open ones are read where only those are asked for', async () => {
  const bench = await startBench()
  const { acts } = bench.github
  const open = acts.openIssue(REPO, 'alice', { title: 'It fails' })
  acts.close(REPO, acts.openIssue(REPO, 'alice', { title: 'It failed' }).number, 'alice')
  const pages = await walk(bench, { kind: 'issue', order: 'created', sinceAt: null, open: true })
  expect(numbersOf(pages)).toEqual([open.number])
  await bench.github.close()
})

test('a page that GitHub is too slow for is asked for in smaller ones, which grow again', async () => {
  const slow = await startBench()
  for (let n = 0; n < 60; n++) slow.github.acts.openIssue(REPO, 'alice', { title: `Issue ${n}` })
  slow.github.fail({ operation: 'IssueHistory', status: 502 })
  const pages = await walk(slow, { kind: 'issue', order: 'updated', sinceAt: null })
  expect(pages.map(({ threads, size, calls }) => [threads.length, size, calls])).toEqual([
    [25, 25, 2],
    [25, 30, 1],
    [10, 35, 1],
  ])
  await slow.github.close()
})

test('a thread that GitHub cannot tell at all is named, and reading goes on after it', async () => {
  const slow = await startBench()
  for (let n = 0; n < 3; n++) slow.github.acts.openIssue(REPO, 'alice', { title: `Issue ${n}` })
  slow.github.fail({ operation: 'IssueHistory', status: 502, times: 5 })
  const pages = await walk(slow, { kind: 'issue', order: 'updated', sinceAt: null })
  expect(pages.flatMap(({ unread }) => unread)).toMatchObject([{ kind: 'issue', number: 3 }])
  expect(numbersOf(pages)).toEqual([2, 1])
  await slow.github.close()
})

test('where GitHub answers nothing, nothing is set aside', async () => {
  const down = await startBench()
  down.github.acts.openIssue(REPO, 'alice', { title: 'It fails' })
  down.github.fail({ operation: 'IssueHistory', status: 502, times: 9 })
  down.github.fail({ operation: 'IssueAt', status: 502 })
  const page = down.acme.readHistoryPage(down.repo, {
    kind: 'issue',
    order: 'updated',
    sinceAt: null,
    after: null,
  })
  await expect(page).rejects.toMatchObject({ kind: 'unavailable' })
  await down.github.close()
})

test('long threads come whole, and where they take many calls the page ends early', async () => {
  const bench = await startBench()
  const { acts } = bench.github
  for (let n = 0; n < 3; n++) {
    const { number } = acts.openIssue(REPO, 'alice', { title: `Long ${n}` })
    for (let m = 0; m < 1_550; m++) acts.comment(REPO, number, 'bob', `${m}`)
  }
  const pages = await walk(bench, { kind: 'issue', order: 'created', sinceAt: null })
  expect(pages.map(({ threads, calls }) => [threads.length, calls])).toEqual([
    [2, 31],
    [1, 16],
  ])
  expect(numbersOf(pages)).toEqual([3, 2, 1])
  for (const { threads } of pages) for (const { comments } of threads) expect(comments).toHaveLength(1_550)
  await bench.github.close()
})

test('where much was written fewer are asked for at once', async () => {
  const bench = await startBench()
  const { acts } = bench.github
  const much = 'x'.repeat(65_000)
  for (let n = 0; n < 230; n++) {
    const { number } = acts.openIssue(REPO, 'alice', { title: `${n}`, body: much })
    acts.comment(REPO, number, 'bob', much)
  }
  const pages = await walk(bench, { kind: 'issue', order: 'created', sinceAt: null })
  expect(pages.map(({ threads }) => threads.length)).toEqual([100, 61, 61, 8])
  await bench.github.close()
})

test('a thread that goes away while it is read is left out', async () => {
  const bench = await startBench({
    onCall: (operation) => {
      if (operation === 'ReadIssueThread') acts.deleteIssue(REPO, 2, 'maintainer')
    },
  })
  const { acts } = bench.github
  acts.openIssue(REPO, 'alice', { title: 'Short' })
  const { number } = acts.openIssue(REPO, 'alice', { title: 'Long' })
  for (let n = 0; n < 150; n++) acts.comment(REPO, number, 'bob', `${n}`)
  const [page] = await walk(bench, { kind: 'issue', order: 'created', sinceAt: null })
  expect(numbersOf([page!])).toEqual([1])
  expect(page!.unread).toEqual([])
  await bench.github.close()
})

test('an issue that is transferred away between two pages takes none of the others with it', async () => {
  const bench = await startBench()
  const { acts } = bench.github
  acts.addRepository('acme/other')
  for (let n = 0; n < 20; n++) acts.openIssue(REPO, 'alice', { title: `Issue ${n}` })
  const query = { kind: 'issue', order: 'created', sinceAt: null, size: 5 } as const
  const read: HistoryPage[] = []
  let after: string | null = null
  do {
    const page: HistoryPage = await bench.acme.readHistoryPage(bench.repo, { ...query, after })
    read.push(page)
    after = page.next
    // One of those that were read, or the very one at which the page ended.
    const gone = numbersOf([page])[read.length % 2 === 0 ? 1 : 4]!
    acts.transfer(REPO, gone, 'maintainer', 'acme/other')
  } while (after !== null)
  expect(numbersOf(read).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1))
  await bench.github.close()
})

test('who is shown as owner, member or collaborator, and what is left of the hour, is told beside', async () => {
  const bench = await startBench()
  const { acts } = bench.github
  const { number } = acts.openIssue(REPO, 'alice', { title: 'It fails' })
  acts.comment(REPO, number, 'maintainer', 'Which version?')
  acts.comment(REPO, number, 'bob', 'Here too.')
  const page = await bench.acme.readHistoryPage(bench.repo, {
    kind: 'issue',
    order: 'created',
    sinceAt: null,
    after: null,
  })
  expect(page.associates.map(({ login }) => login)).toEqual(['maintainer'])
  expect(page.budget).toMatchObject({ limit: 5_000, left: 5_000 })
  await bench.github.close()
})
