// GitHub by a person's token: what it sees, what it never sends, and how it waits.
import nock from 'nock'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { EmbeddedGitHub } from '../../src/embedded-github/embedded-github.ts'
import { connectWithToken, octokitFor, WouldWrite } from '../../src/github/token-client.ts'

const REPO = 'acme/widget'
const NAME = { owner: 'acme', name: 'widget' }

let github: EmbeddedGitHub

beforeEach(async () => {
  if (!nock.isActive()) nock.activate()
  github = await EmbeddedGitHub.start({ webhookUrl: 'http://127.0.0.1:9/nobody', webhookSecret: 'secret' })
  github.acts.addOrganization('acme')
  github.acts.addRepository(REPO)
  github.acts.setPermission(REPO, 'maya', 'triage')
})

afterEach(async () => {
  nock.cleanAll()
  nock.restore()
  await github.close()
})

function client(options: { token?: string; onWait?: (untilAt: number) => void; apiUrl?: string } = {}) {
  const operations: string[] = []
  const waits: number[] = []
  const reads = connectWithToken({
    token: options.token ?? github.acts.createToken('looker'),
    apiUrl: options.apiUrl ?? github.url,
    onCall: (operation) => operations.push(operation),
    onWait: options.onWait ?? (() => {}),
    wait: async (ms) => void waits.push(ms),
  }).forInstallation(0)
  return { reads, operations, waits }
}

test('a token reads a public repository, its files and its threads', async () => {
  github.acts.putFile(REPO, 'maya', 'README.md', 'Widget')
  const { number } = github.acts.openIssue(REPO, 'alice', { title: 'It fails' })
  const { reads, operations } = client()
  expect(await reads.getRepository(NAME)).toMatchObject({ owner: 'acme', name: 'widget', private: false })
  expect((await reads.readFile(NAME, 'README.md'))?.text).toBe('Widget')
  const page = await reads.readHistoryPage(NAME, {
    kind: 'issue',
    order: 'created',
    sinceAt: null,
    after: null,
  })
  expect(page.threads).toMatchObject([{ issue: { number } }])
  expect(operations).toEqual(['repositories.get', 'contents.readFile', 'IssueHistory'])
})

test('whoever may not push may not ask who has the right to triage', async () => {
  await expect(client().reads.listTriagers(NAME)).rejects.toMatchObject({ kind: 'forbidden' })
})

test('a private repository is not there for a stranger, and a wrong token is told', async () => {
  github.acts.setVisibility(REPO, 'private')
  await expect(client().reads.getRepository(NAME)).rejects.toMatchObject({ kind: 'not_found' })
  await expect(client({ token: 'ghp_wrong' }).reads.getRepository(NAME)).rejects.toMatchObject({
    kind: 'unauthorized',
  })
})

test.each([
  ['a write by REST', 'POST', '/repos/acme/widget/issues', {}],
  ['a label taken off', 'DELETE', '/repos/acme/widget/issues/1/labels/bug', {}],
  ['a mutation', 'POST', '/graphql', { query: 'mutation M { closeIssue { clientMutationId } }' }],
  ['a mutation behind a query', 'POST', '/graphql', { query: 'query Q { a }\nmutation M { b }' }],
  ['a query posted elsewhere', 'POST', '/elsewhere', { query: 'query Q { a }' }],
])('%s does not leave', async (_, method, path, body) => {
  const token = github.acts.createToken('maya')
  const octokit = octokitFor({ token, apiUrl: github.url })
  const url = `${github.url}${path}`
  await expect(octokit.request({ method, url, ...body })).rejects.toMatchObject({
    cause: expect.any(WouldWrite),
  })
  expect(github.calls).toEqual([])
})

test("GitHub's limit is told and waited for, and the reading goes on", async () => {
  const resetsAt = Math.ceil(Date.now() / 1000) * 1000 + 90_000
  github.fail({
    path: /^\/repos/,
    status: 403,
    headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(resetsAt / 1000) },
    message: 'API rate limit exceeded',
  })
  const told: number[] = []
  const { reads, waits } = client({ onWait: (untilAt) => told.push(untilAt) })
  expect(await reads.getRepository(NAME)).toMatchObject({ name: 'widget' })
  expect(told).toEqual([resetsAt])
  expect(waits).toHaveLength(1)
})

test('what fails otherwise is not tried twice', async () => {
  github.fail({ path: /^\/repos/, status: 502 })
  const { reads, operations } = client()
  await expect(reads.getRepository(NAME)).rejects.toMatchObject({ kind: 'unavailable' })
  expect(operations).toEqual(['repositories.get'])
})

test('on a server of their own GraphQL is beside REST', async () => {
  nock('https://github.example.com')
    .post('/api/graphql')
    .matchHeader('x-github-api-version', '2022-11-28')
    .matchHeader('authorization', 'token ghp_own')
    .reply(200, { data: { repositoryOwner: null } })
  const { reads } = client({ token: 'ghp_own', apiUrl: 'https://github.example.com/api/v3' })
  expect(await reads.readSponsorsTiers('acme')).toEqual([])
})
