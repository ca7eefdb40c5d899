import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { GitHubLimit, OwnPace } from '../../src/domain/retry-later.ts'
import type { Fault } from '../../src/embedded-github/server.ts'
import { fromGraphql, toGitHubError } from '../../src/github/errors.ts'
import { always } from '../../src/github/sending.ts'
import type { ThreadRef } from '../../src/github/types.ts'
import { type Bench, failure, openDiscussion, openIssue, REPO, startBench } from './harness.ts'

let bench: Bench
let issue: ThreadRef
let discussion: ThreadRef
beforeAll(async () => {
  bench = await startBench()
  issue = openIssue(bench)
  discussion = openDiscussion(bench)
})
afterEach(() => {
  vi.useRealTimers()
  bench.pace.waitMs = 0
})
afterAll(() => bench.github.close())

const comments = /\/comments$/

test.each([
  { name: 'a 502 after a comment was applied', fault: { status: 502, applied: true }, status: 502 },
  { name: 'a connection cut after a comment was applied', fault: { drop: true, applied: true }, status: 0 },
  { name: 'a connection cut before anything was done', fault: { drop: true }, status: 0 },
])('$name leaves the write in doubt, and it is never sent twice', async ({ fault, status }) => {
  for (const thread of [issue, discussion]) {
    const before = bench.github.thread(REPO, thread.number).comments.length
    const where = thread.kind === 'issue' ? { path: comments } : { operation: 'AddDiscussionComment' }
    bench.github.fail({ ...where, ...fault })

    const error = await failure(bench.acme.createComment(thread, 'Once'))

    expect(error).toMatchObject({ name: 'GitHubError', kind: 'unavailable', status, inDoubt: true })
    const after = bench.github.thread(REPO, thread.number).comments.length
    expect(after - before).toBe(fault.applied ? 1 : 0)
  }
})

test('a GraphQL answer that says something went wrong leaves the write in doubt', async () => {
  const message = 'Something went wrong while executing your query.'
  bench.github.fail({ operation: 'AddDiscussionComment', graphqlError: '', message, applied: true })
  const error = await failure(bench.acme.createComment(discussion, 'Once'))
  expect(error).toMatchObject({ kind: 'unavailable', inDoubt: true })
})

test('a GraphQL answer without any data leaves the write in doubt', async () => {
  bench.github.fail({ operation: 'AddDiscussionComment', status: 200, applied: true })
  const error = await failure(bench.acme.createComment(discussion, 'Once'))
  expect(error).toMatchObject({ kind: 'unavailable', inDoubt: true })
})

test.each([
  ['a year', { 'retry-after': '31536000' }],
  ['for ever', { 'retry-after': 'Infinity' }],
  ['until a far day', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '9999999999' }],
])('a limit that says to wait %s holds nothing back for longer than GitHub has any', async (_, headers) => {
  bench.github.fail({ path: comments, status: 403, headers })
  const error = await failure(bench.acme.createComment(issue, 'Later'))
  expect(error).toBeInstanceOf(GitHubLimit)
  expect((error.retryAt ?? 0) - Date.now()).toBeLessThanOrEqual(65 * 60_000)
})

test('a read that fails is never in doubt', async () => {
  bench.github.fail({ path: /labels$/, drop: true })
  expect(await failure(bench.acme.listLabels(bench.repo))).toMatchObject({
    kind: 'unavailable',
    inDoubt: false,
  })
})

test('a GitHub that cannot be reached leaves no write in doubt', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
  const cause = new TypeError('fetch failed', { cause: refused })
  const error = Object.assign(new Error('fetch failed', { cause }), { status: 500, request: { url: '/x' } })
  const context = { operation: 'x', write: true, now: 0 }
  expect(toGitHubError(error, context)).toMatchObject({ kind: 'unavailable', status: 0, inDoubt: false })
})

test('a limit says when to come back: Retry-After, else the reset, else in a minute', async () => {
  const now = Date.now()
  const reset = Math.floor(now / 1000) + 600
  const cases: Array<{ fault: Fault; retryAt: number }> = [
    { fault: { status: 403, headers: { 'retry-after': '30' } }, retryAt: now + 30_000 },
    {
      fault: { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) } },
      retryAt: reset * 1000,
    },
    { fault: { status: 429 }, retryAt: now + 60_000 },
    {
      fault: { status: 403, message: 'You have exceeded a secondary rate limit' },
      retryAt: now + 60_000,
    },
  ]
  for (const { fault, retryAt } of cases) {
    bench.github.fail({ path: comments, ...fault })
    const error = await failure(bench.acme.createComment(issue, 'Later'))
    expect(error).toBeInstanceOf(GitHubLimit)
    expect(Math.abs((error.retryAt ?? 0) - retryAt)).toBeLessThan(5000)
  }
})

test('a GraphQL limit comes with status 200', async () => {
  const reset = Math.floor(Date.now() / 1000) + 900
  bench.github.fail({
    operation: 'AddDiscussionComment',
    graphqlError: 'RATE_LIMITED',
    message: 'API rate limit exceeded',
    headers: { 'x-ratelimit-reset': String(reset) },
  })
  const error = await failure(bench.acme.createComment(discussion, 'Later'))
  expect(error).toBeInstanceOf(GitHubLimit)
  expect(error.retryAt).toBe(reset * 1000)
})

test.each([
  ['NOT_FOUND', 'not_found'],
  ['FORBIDDEN', 'forbidden'],
  ['INSUFFICIENT_SCOPES', 'forbidden'],
  ['UNPROCESSABLE', 'invalid'],
  ['SERVICE_UNAVAILABLE', 'unavailable'],
])('the GraphQL error %s is %s', (type, kind) => {
  const context = { operation: 'x', write: false, now: 0 }
  expect(fromGraphql([{ type, message: 'No' }], {}, context)).toMatchObject({ kind })
})

test('a missing permission is named', async () => {
  const { github, client } = bench
  github.acts.addOrganization('careful')
  github.acts.addRepository('careful/repo')
  const id = github.acts.install('careful', ['careful/repo'], { metadata: 'read', issues: 'read' })
  const { number, nodeId } = github.acts.openIssue('careful/repo', 'alice', {})
  const thread = { kind: 'issue' as const, owner: 'careful', name: 'repo', number, nodeId }

  const error = await failure(client.forInstallation(id, always).createComment(thread, 'No'))

  expect(error).toMatchObject({ kind: 'forbidden', status: 403, inDoubt: false })
  expect(error.message).toContain('issues=write')
})

test('what was deleted or moved is gone, and a comment on a moved issue is not written anywhere', async () => {
  const { github, acme, repo } = bench
  github.acts.addRepository('acme/other')
  const deleted = openIssue(bench)
  github.acts.deleteIssue(REPO, deleted.number, 'maintainer')
  const moved = openIssue(bench)
  const there = github.acts.transfer(REPO, moved.number, 'maintainer', 'acme/other')

  expect(await failure(acme.createComment(deleted, 'No'))).toMatchObject({ kind: 'gone', status: 410 })
  expect(await failure(acme.createComment(moved, 'No'))).toMatchObject({ kind: 'gone', inDoubt: false })
  expect(await failure(acme.readIssueThread(repo, moved.number))).toMatchObject({ kind: 'not_found' })
  expect(github.thread('acme/other', there.number).comments).toEqual([])
})

test('a revoked token is renewed once for a read, and by the next attempt for a write', async () => {
  // Octokit itself waits where a token is younger than five seconds, for GitHub's replicas to learn of it.
  await bench.acme.listLabels(bench.repo)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10_000 })
  bench.github.revokeTokens()
  expect(await bench.acme.listLabels(bench.repo)).toEqual([])

  vi.setSystemTime(Date.now() + 10_000)
  bench.github.revokeTokens()
  const error = await failure(bench.acme.createComment(issue, 'Refused'))
  expect(error).toMatchObject({ kind: 'unauthorized', inDoubt: false })
  expect((await bench.acme.createComment(issue, 'Written')).mine).toBe(true)
})

test('a suspended installation is told apart from a missing permission', async () => {
  const { github, client } = bench
  github.acts.addOrganization('paused')
  github.acts.addRepository('paused/repo')
  const id = github.acts.install('paused', 'all')
  github.acts.suspend(id)
  const repo = { owner: 'paused', name: 'repo' }
  expect(await failure(client.forInstallation(id).listLabels(repo))).toMatchObject({ kind: 'suspended' })
  expect(await failure(client.forInstallation(404).listLabels(repo))).toMatchObject({ kind: 'suspended' })
})

test('writes ask for their turn: at once, after a short wait, or later by the agenda', async () => {
  const { acme, paced, pace, installationId } = bench
  paced.length = 0
  pace.waitMs = 20
  await acme.createComment(issue, 'Soon', { urgency: 'alarm' })
  await acme.lock(issue)
  await acme.unlock(issue)
  expect(paced).toEqual([
    { installationId, budget: 'content', urgency: 'alarm' },
    { installationId, budget: 'write', urgency: 'label' },
    { installationId, budget: 'write', urgency: 'label' },
  ])

  pace.waitMs = 60_000
  const before = bench.github.calls.length
  const error = await failure(acme.createComment(issue, 'Much later'))
  expect(error).toBeInstanceOf(OwnPace)
  expect(error.retryAt).toBeGreaterThan(Date.now() + 50_000)
  expect(bench.github.calls.length).toBe(before)
})

test('installations do not wait for each other, nor do writes of one for Octokit', async () => {
  // Probot's own Octokit spaces comments by three seconds each, in the whole process.
  const before = bench.github.thread(REPO, issue.number).comments.length
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval'] })
  await Promise.all([1, 2, 3, 4].map((n) => bench.acme.createComment(issue, `Comment ${n}`)))
  expect(bench.github.thread(REPO, issue.number).comments.length).toBe(before + 4)
})
