// One call tells how a repository stands, and whether more has to be read.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { IssueThread } from '../../src/github/types.ts'
import { type Bench, failure, openDiscussion, openIssue, REPO, startBench } from './harness.ts'

let at = Date.parse('2026-11-16T09:00:00Z')
const later = (ms: number) => {
  at += ms
}
const HOUR = 3_600_000

let bench: Bench
beforeAll(async () => {
  bench = await startBench({ now: () => at })
  bench.github.acts.putFile(REPO, 'maintainer', 'README.md', 'Hello')
})
afterAll(() => bench.github.close())

const nothingElse = { others: [], openIssues: 0, openDiscussions: 0 }

test('open threads come whole, with labels, in one call', async () => {
  const { acme, repo, github, operations } = bench
  const issue = openIssue(bench)
  const discussion = openDiscussion(bench)
  github.acts.comment(REPO, issue.number, 'bob', 'Me too.')
  github.acts.label(REPO, issue.number, 'maintainer', 'bug')
  operations.length = 0
  const look = await acme.lookAt(repo, { ...nothingElse, sinceAt: at - HOUR })
  expect(operations).toEqual(['ReadRepositoryLook'])
  expect(look.labels).toEqual([{ name: 'bug', nodeId: expect.any(String) }])
  expect(look.issues).toMatchObject({
    open: [{ issue: { number: issue.number }, comments: [{ body: 'Me too.' }], events: [{ label: 'bug' }] }],
    rest: null,
    othersUpdated: false,
  })
  expect(look.discussions).toMatchObject({
    open: [{ discussion: { number: discussion.number } }],
    othersUpdated: false,
  })
})

test('whether others were updated is told: closed ones, and open ones beyond the first page', async () => {
  const { acme, repo, github } = bench
  const look = () => acme.lookAt(repo, { ...nothingElse, sinceAt: at - HOUR })
  const { number } = openIssue(bench)
  github.acts.close(REPO, number, 'alice')
  expect((await look()).issues).toMatchObject({ rest: null, othersUpdated: true })
  later(2 * HOUR)
  expect((await look()).issues.othersUpdated).toBe(false)
  const many = Array.from({ length: 6 }, () => openIssue(bench))
  const seen = await look()
  expect(seen.issues.othersUpdated).toBe(true)
  const open = { kind: 'issue', order: 'created', sinceAt: null, open: true } as const
  const rest = await acme.readHistoryPage(repo, { ...open, after: seen.issues.rest })
  const threads = [...seen.issues.open, ...(rest.threads as IssueThread[])]
  const numbers = threads.map(({ issue }) => issue.number)
  expect(rest.next).toBeNull()
  expect(new Set(numbers).size).toBe(numbers.length)
  expect(numbers).toEqual(expect.arrayContaining(many.map((one) => one.number)))
  const whole = await acme.lookAt(repo, { ...nothingElse, openIssues: 7, sinceAt: at - HOUR })
  expect(whole.issues).toMatchObject({ rest: null, othersUpdated: false })
})

test('its sources are the same until it, or another that is asked for, is pushed to, hidden or made', async () => {
  const { acme, repo, github } = bench
  github.acts.addRepository('acme/shelf')
  github.acts.installRepositories(bench.installationId, ['acme/shelf'])
  const others = ['shelf', '.github'].map((name) => ({ owner: 'acme', name }))
  const look = async () => (await acme.lookAt(repo, { ...nothingElse, others, sinceAt: at })).sources
  const seen = [await look()]
  const moves = [
    () => github.acts.putFile(REPO, 'maintainer', 'README.md', 'Good day'),
    () => github.acts.putFile('acme/shelf', 'maintainer', 'faq.md', 'Why?'),
    () => github.acts.setVisibility('acme/shelf', 'private'),
    () => github.acts.addRepository('acme/.github'),
  ]
  for (const move of moves) {
    expect(await look()).toBe(seen.at(-1))
    move()
    seen.push(await look())
  }
  expect(new Set(seen).size).toBe(moves.length + 1)
  const many = Array.from({ length: 9 }, () => others[0]!)
  expect((await acme.lookAt(repo, { ...nothingElse, others: many, sinceAt: at })).sources).toBeNull()
})

test('pages that GitHub cannot answer in time are asked for in smaller ones', async () => {
  const { acme, repo, github, operations } = bench
  github.fail({ operation: 'ReadRepositoryLook' })
  operations.length = 0
  const look = await acme.lookAt(repo, { ...nothingElse, openIssues: 90, sinceAt: at })
  expect(operations).toEqual(['ReadRepositoryLook', 'ReadRepositoryLook'])
  expect(look.issues.open.length).toBeGreaterThan(0)
})

test('what may not be seen whole is refused', async () => {
  const { client, github, repo } = bench
  github.acts.addOrganization('umbrella')
  github.acts.addRepository('umbrella/tool')
  const few = github.acts.install('umbrella', 'all', { metadata: 'read', issues: 'write', contents: 'read' })
  const tool = { owner: 'umbrella', name: 'tool' }
  const refused = client.forInstallation(few).lookAt(tool, { ...nothingElse, sinceAt: at })
  expect((await failure(refused)).kind).toBe('forbidden')
  const gone = bench.acme.lookAt({ ...repo, name: 'nothing' }, { ...nothingElse, sinceAt: at })
  expect((await failure(gone)).kind).toBe('not_found')
})
