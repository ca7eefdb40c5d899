import { createSign } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { EmbeddedGitHub } from '../../src/embedded-github/embedded-github.ts'

const REPO = 'acme/widget'
let github: EmbeddedGitHub
let installationId: number
let token: string

beforeAll(async () => {
  github = await EmbeddedGitHub.start({ webhookUrl: 'http://127.0.0.1:1', webhookSecret: 'secret' })
  github.pauseWebhooks('drop')
  github.acts.addOrganization('acme')
  github.acts.addRepository(REPO)
  installationId = github.acts.install('acme', [REPO])
  token = await installationToken()
})
afterAll(() => github.close())

/** A JWT as the App would sign it. */
function jwt(claims: Record<string, unknown> = {}): string {
  const seconds = Math.floor(Date.now() / 1000)
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const head = part({ alg: 'RS256', typ: 'JWT' })
  const signed = `${head}.${part({ iss: github.appId, iat: seconds, exp: seconds + 300, ...claims })}`
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(github.privateKey, 'base64url')}`
}

async function ask(method: string, path: string, credential?: string, body?: object) {
  const headers: Record<string, string> = credential ? { authorization: `Bearer ${credential}` } : {}
  const text = body ? JSON.stringify(body) : undefined
  const answer = await fetch(`${github.url}${path}`, { method, headers, body: text, redirect: 'manual' })
  const data = (answer.status === 204 ? {} : await answer.json()) as { message: string; token: string }
  return { status: answer.status, data, headers: answer.headers }
}

async function installationToken(): Promise<string> {
  const { data } = await ask('POST', `/app/installations/${installationId}/access_tokens`, jwt())
  return data.token
}

test('the App is known by a good JWT only', async () => {
  const seconds = Math.floor(Date.now() / 1000)
  expect((await ask('GET', '/app', jwt())).status).toBe(200)
  expect((await ask('GET', '/app')).status).toBe(401)
  expect((await ask('GET', '/app', `${jwt()}x`)).status).toBe(401)
  expect((await ask('GET', '/app', jwt({ iss: 1 }))).status).toBe(401)
  expect((await ask('GET', '/app', jwt({ exp: seconds - 1 }))).status).toBe(401)
  expect((await ask('GET', '/app', jwt({ exp: seconds + 3600 }))).data.message).toContain(
    'too far in the future',
  )
  expect((await ask('GET', '/app', token)).status).toBe(401)
  expect((await ask('GET', `/repos/${REPO}`, jwt())).status).toBe(401)
  expect((await ask('GET', `/repos/${REPO}`, 'nonsense')).status).toBe(401)
})

test('installation tokens are long, and cover only their repositories and permissions', async () => {
  expect(token.length).toBeGreaterThan(500)
  github.acts.addRepository('acme/secret', { private: true })
  github.acts.addRepository('acme/open')
  expect((await ask('GET', '/repos/acme/secret', token)).status).toBe(404)
  expect((await ask('GET', '/repos/acme/open', token)).status).toBe(200)
  expect((await ask('POST', '/repos/acme/open/labels', token, { name: 'x' })).status).toBe(403)
  expect((await ask('GET', '/repos/acme/nothing', token)).status).toBe(404)
})

test('an archived repository is read-only', async () => {
  github.acts.addRepository('acme/old')
  github.acts.installRepositories(installationId, ['acme/old'])
  github.acts.archive('acme/old')
  const refused = await ask('POST', '/repos/acme/old/labels', token, { name: 'x' })
  expect(refused).toMatchObject({
    status: 403,
    data: { message: 'Repository was archived so is read-only.' },
  })
})

test('texts, labels and reasons are refused as GitHub refuses them', async () => {
  const { number } = github.acts.openIssue(REPO, 'alice', { title: 'It fails' })
  const issue = `/repos/${REPO}/issues/${number}`
  expect((await ask('POST', `${issue}/comments`, token, { body: 'x'.repeat(65_537) })).status).toBe(422)
  expect((await ask('POST', `${issue}/comments`, token, { body: 'x'.repeat(65_536) })).status).toBe(201)
  expect((await ask('POST', `${issue}/comments`, token, { body: '' })).status).toBe(422)
  expect((await ask('POST', `${issue}/labels`, token, { labels: ['x'.repeat(51)] })).status).toBe(422)
  expect((await ask('DELETE', `${issue}/labels/never`, token)).data.message).toBe('Label does not exist')
  const kept = await ask('PATCH', issue, token, { body: 'x'.repeat(65_537) })
  expect(kept).toMatchObject({ status: 200, data: { body: '' } })
})

test('deleted issues answer 410, moved ones 301, unknown ones 404', async () => {
  github.acts.addRepository('acme/new-home')
  const deleted = github.acts.openIssue(REPO, 'alice', { title: 'Deleted' })
  const moved = github.acts.openIssue(REPO, 'alice', { title: 'Moved' })
  github.acts.deleteIssue(REPO, deleted.number, 'alice')
  const { number } = github.acts.transfer(REPO, moved.number, 'alice', 'acme/new-home')
  expect((await ask('GET', `/repos/${REPO}/issues/${deleted.number}`, token)).status).toBe(410)
  const answer = await ask('GET', `/repos/${REPO}/issues/${moved.number}`, token)
  expect(answer.status).toBe(301)
  expect(answer.headers.get('location')).toBe(`/repos/acme/new-home/issues/${number}`)
  expect((await ask('GET', `/repos/${REPO}/issues/9999`, token)).status).toBe(404)
})

test('labelling with an unknown name creates a grey label', async () => {
  const { number } = github.acts.openIssue(REPO, 'alice', { title: 'Grey' })
  await ask('POST', `/repos/${REPO}/issues/${number}/labels`, token, { labels: ['brand new'] })
  expect(github.labels(REPO).find((label) => label.name === 'brand new')?.color).toBe('ededed')
})

test('a reply to a reply is refused, for threads have one level', () => {
  const { number } = github.acts.createDiscussion(REPO, 'alice', { title: 'How?' })
  const top = github.acts.discussionComment(REPO, number, 'alice', 'Top')
  const reply = github.acts.discussionComment(REPO, number, 'alice', 'Reply', top.id)
  expect(() => github.acts.discussionComment(REPO, number, 'bob', 'Deeper', reply.id)).toThrow(
    'already in a thread',
  )
})

test('an injected fault hits as often as it was told, and every call is logged', async () => {
  github.calls.length = 0
  github.fail({ method: 'GET', path: /^\/app$/, status: 500, times: 2 })
  const statuses = []
  for (let n = 0; n < 3; n++) statuses.push((await ask('GET', '/app', jwt())).status)
  expect(statuses).toEqual([500, 500, 200])
  expect(github.calls.map((call) => [call.method, call.path, call.status])).toEqual([
    ['GET', '/app', 500],
    ['GET', '/app', 500],
    ['GET', '/app', 200],
  ])
})
