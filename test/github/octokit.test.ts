import { Probot } from 'probot'
import { expect, test } from 'vitest'
import { EmbeddedGitHub } from '../../src/embedded-github/embedded-github.ts'
import { createGitHub } from '../../src/github/client.ts'
import { FirstlineOctokit, type Octokit } from '../../src/github/octokit.ts'
import { always } from '../../src/github/sending.ts'

type Fetch = typeof globalThis.fetch
type Requests = Array<{ url: string; headers: Record<string, string>; signal: unknown; redirect: unknown }>

/** An installation's client whose requests are noted, and answered by `fetch`. */
function watched(github: { url: string; privateKey: string; appId: number }, fetch: Fetch, log = silent()) {
  const requests: Requests = []
  const noting: Fetch = (url, init = {}) => {
    const headers = init.headers as Record<string, string>
    requests.push({ url: String(url), headers, signal: init.signal, redirect: init.redirect })
    return fetch(url, init)
  }
  const probot = new Probot({
    appId: github.appId,
    privateKey: github.privateKey,
    secret: 'secret',
    baseUrl: github.url,
    Octokit: FirstlineOctokit,
    request: { fetch: noting },
    log: log as never,
  })
  const client = createGitHub({
    appId: github.appId,
    auth: (id) => probot.auth(id) as Promise<Octokit>,
    pacing: { take: async (_id, _budget, _urgency, now) => now },
  })
  return { requests, client }
}

interface Log {
  lines: unknown[]
  child: () => Log
  [level: string]: unknown
}

function silent(): Log {
  const lines: unknown[] = []
  const note = (...args: unknown[]) => lines.push(args)
  const log: Log = { lines, child: () => log }
  for (const level of ['trace', 'debug', 'info', 'warn', 'error', 'fatal']) log[level] = note
  return log
}

async function started() {
  const github = await EmbeddedGitHub.start({ webhookUrl: 'http://127.0.0.1:1', webhookSecret: 'secret' })
  github.pauseWebhooks('drop')
  github.acts.addOrganization('acme')
  github.acts.addRepository('acme/widget')
  return { github, installationId: github.acts.install('acme', 'all') }
}

const repo = { owner: 'acme', name: 'widget' }

test('every request, also the one for a token, has a timeout, the pinned version and our name', async () => {
  const { github, installationId } = await started()
  const { requests, client } = watched(github, fetch)
  await client
    .forInstallation(installationId, always)
    .createLabel(repo, { name: 'x', color: 'ff0000', description: '' })
  expect(requests.map((request) => new URL(request.url).pathname)).toEqual([
    `/app/installations/${installationId}/access_tokens`,
    '/repos/acme/widget/labels',
  ])
  for (const request of requests) {
    expect(request.signal).toBeInstanceOf(AbortSignal)
    expect(request.headers['x-github-api-version']).toBe('2022-11-28')
    expect(request.headers['user-agent']).toContain('firstline')
    expect(request.redirect).toBe('manual')
  }
  await github.close()
})

test('what people wrote never reaches the log', async () => {
  const { github, installationId } = await started()
  const log = silent()
  const { client } = watched(github, fetch, log)
  const { number, nodeId } = github.acts.openIssue('acme/widget', 'alice', {})
  const thread = { kind: 'issue' as const, ...repo, number, nodeId }
  await client.forInstallation(installationId, always).createComment(thread, 'my secret words')
  expect(log.lines.length).toBeGreaterThan(0)
  expect(JSON.stringify(log.lines)).not.toContain('secret words')
  await github.close()
})

test('a body that is cut off is no answer, and leaves a write in doubt', async () => {
  const { github, installationId } = await started()
  const cutting: Fetch = async (url, init) => {
    const answer = await fetch(url, init)
    if (String(url).includes('/access_tokens')) return answer
    const { status, headers } = answer
    return new Response((await answer.text()).slice(0, 40), {
      status,
      headers: { 'content-type': headers.get('content-type') ?? '' },
    })
  }
  const acme = watched(github, cutting).client.forInstallation(installationId, always)
  const label = { name: 'x', color: 'ff0000', description: '' }
  await expect(acme.createLabel(repo, label)).rejects.toMatchObject({ kind: 'unavailable', inDoubt: true })
  await expect(acme.getRepository(repo)).rejects.toMatchObject({ kind: 'unavailable', inDoubt: false })
  await expect(acme.readIssueThread(repo, 1)).rejects.toMatchObject({ kind: 'unavailable' })
  await github.close()
})

test('a request that never ends is given up, in doubt', async () => {
  const { github, installationId } = await started()
  const timedOut = new DOMException('The operation was aborted due to timeout', 'TimeoutError')
  const hanging: Fetch = async (url, init) => {
    if (String(url).includes('/access_tokens')) return fetch(url, init)
    throw timedOut
  }
  const acme = watched(github, hanging).client.forInstallation(installationId, always)
  const label = { name: 'x', color: 'ff0000', description: '' }
  await expect(acme.createLabel(repo, label)).rejects.toMatchObject({ kind: 'unavailable', inDoubt: true })
  await github.close()
})

test('a write whose token could not be had is not in doubt', async () => {
  const { github, installationId } = await started()
  const failing: Fetch = async () => new Response('{}', { status: 502 })
  const acme = watched(github, failing).client.forInstallation(installationId, always)
  const label = { name: 'x', color: 'ff0000', description: '' }
  await expect(acme.createLabel(repo, label)).rejects.toMatchObject({ kind: 'unavailable', inDoubt: false })
  await github.close()
})

test('on GitHub Enterprise Server GraphQL is asked beside REST', async () => {
  const { github } = await started()
  const answer: Fetch = async (url) =>
    String(url).includes('/access_tokens')
      ? Response.json(
          { token: 'ghs_x', expires_at: '2099-01-01T00:00:00Z', permissions: {} },
          { status: 201 },
        )
      : Response.json({ data: { repository: null } })
  const server = { url: 'https://github.example/api/v3', privateKey: github.privateKey, appId: 1 }
  const { requests, client } = watched(server, answer)
  await expect(client.forInstallation(1).readIssueThread(repo, 1)).rejects.toMatchObject({
    kind: 'not_found',
  })
  expect(requests.map((request) => request.url)).toEqual([
    'https://github.example/api/v3/app/installations/1/access_tokens',
    'https://github.example/api/graphql',
  ])
  await github.close()
})
