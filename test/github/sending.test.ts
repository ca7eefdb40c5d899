// A write asks in the instant of sending whether it may still go: after its turn came, and after the wait for a token.
import { afterEach, expect, test } from 'vitest'
import { always } from '../../src/github/sending.ts'
import { type Bench, openDiscussion, openIssue, REPO, startBench } from './harness.ts'

let bench: Bench
afterEach(() => bench.github.close())

const lost = new Error('the line went to another worker')

/** Becomes false while the write waits. */
function holdUntil(moment: { over: boolean }) {
  return async () => {
    if (moment.over) throw lost
  }
}

test('a claim that is lost while the write waits for its turn sends nothing, on issues and discussions', async () => {
  const moment = { over: false }
  bench = await startBench({
    onTake: () => {
      moment.over = true
    },
    mayGo: holdUntil(moment),
  })
  for (const thread of [openIssue(bench), openDiscussion(bench)]) {
    const label = { name: 'bug', nodeId: 'LA_1' }
    const comment = { id: 1, nodeId: 'C_1' }
    const writes = [
      () => bench.acme.createComment(thread, 'Hello'),
      () => bench.acme.editComment(thread, comment, 'Hello'),
      () => bench.acme.deleteComment(thread, comment),
      () => bench.acme.react(thread, comment, '+1'),
      () => bench.acme.addLabels(thread, [label]),
      () => bench.acme.removeLabel(thread, label),
      () => bench.acme.close(thread, thread.kind === 'issue' ? 'completed' : 'resolved'),
      () => bench.acme.reopen(thread),
      () => bench.acme.lock(thread),
      () => bench.acme.unlock(thread),
    ]
    for (const write of writes) {
      moment.over = false
      await expect(write()).rejects.toBe(lost)
    }
  }
  const repo = bench.repo
  const issue = openIssue(bench)
  const texts = { name: 'x', title: '', summary: '' }
  const run = { ...texts, conclusion: 'success' as const, annotations: [] }
  const others = [
    () => bench.acme.createLabel(repo, { name: 'x', color: 'ededed', description: '' }),
    () => bench.acme.createIssue(repo, { title: 'Desk', body: '' }),
    () => bench.acme.createCheckRun(repo, 'a'.repeat(40), run, 'x'),
    () => bench.acme.assign(issue, ['maintainer']),
    () => bench.acme.pinIssue(issue),
  ]
  for (const write of others) {
    moment.over = false
    await expect(write()).rejects.toBe(lost)
  }
  const sent = bench.github.calls.filter((one) => one.caller === 'installation' && one.method !== 'GET')
  expect(sent).toEqual([])
})

test('a claim that is lost while a token is fetched sends nothing', async () => {
  const moment = { over: false }
  const hold = holdUntil(moment)
  const mayGo = async () => {
    await hold()
    moment.over = true
  }
  bench = await startBench({ mayGo })
  const thread = openIssue(bench)
  await expect(bench.acme.createComment(thread, 'Hello')).rejects.toBe(lost)
  expect(bench.github.calls.map((one) => one.path)).toContainEqual(expect.stringMatching(/access_tokens$/))
  expect(bench.github.thread(REPO, thread.number).comments).toEqual([])
})

test('a write that may go goes', async () => {
  bench = await startBench({ mayGo: always })
  const thread = openIssue(bench)
  await bench.acme.createComment(thread, 'Hello')
  expect(bench.github.thread(REPO, thread.number).comments).toHaveLength(1)
})
