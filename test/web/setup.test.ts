// The set-up page from the installer's side, and from that of everybody who would like to be the installer.

import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import nock from 'nock'
import pino from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Io } from '../../src/cli/command.ts'
import { openSetup } from '../../src/cli/setup.ts'
import { EmbeddedGitHub } from '../../src/embedded-github/embedded-github.ts'
import { loadDotEnv, readEnvironment } from '../../src/environment/environment.ts'

const API = 'https://api.github.test'

interface Setup {
  cwd: string
  port: number
  code: string
  said(): string
  ended: Promise<number>
  stop(): void
}

let setup: Setup
let pem: string

beforeEach(async () => {
  const github = await EmbeddedGitHub.start({
    webhookUrl: 'http://127.0.0.1:9/',
    webhookSecret: 'x',
    now: Date.now,
  })
  pem = github.privateKey
  await github.close()
  if (!nock.isActive()) nock.activate()
  nock.disableNetConnect()
  nock.enableNetConnect(/127\.0\.0\.1|localhost/)
  setup = await open()
})
afterEach(async () => {
  setup.stop()
  await setup.ended
  nock.cleanAll()
  nock.enableNetConnect()
  // It stands between every request of this process and the network, also of the test files that follow.
  nock.restore()
  rmSync(setup.cwd, { recursive: true })
})

async function open(before = ''): Promise<Setup> {
  const cwd = mkdtempSync(join(tmpdir(), 'firstline-setup-'))
  if (before !== '') writeFileSync(join(cwd, '.env'), before)
  let out = ''
  const { promise: stopped, resolve: stop } = Promise.withResolvers<void>()
  const { promise: invited, resolve: invite } = Promise.withResolvers<void>()
  const io: Io = {
    out: (text) => {
      out += text
      invite()
    },
    err: () => {},
    interactive: false,
    cwd,
    env: loadDotEnv(cwd, {}),
  }
  const environment = readEnvironment({ PORT: '0', GITHUB_API_URL: API })
  const ended = openSetup(environment, { io, log: pino({ level: 'silent' }), stopped })
  await Promise.race([invited, ended])
  const [, port = ''] = /http:\/\/127\.0\.0\.1:(\d+)/.exec(out) ?? []
  const [, code = ''] = /code\n\n +(\S+)\n/.exec(out) ?? []
  return { cwd, port: Number(port), code, said: () => out, ended, stop: () => stop() }
}

interface Answer {
  status: number
  body: string
  headers: Record<string, unknown>
}

function ask(method: string, path: string, headers: Record<string, string> = {}, form = ''): Promise<Answer> {
  const host = headers.host ?? `127.0.0.1:${setup.port}`
  const type =
    form === '' ? {} : { 'content-type': 'application/x-www-form-urlencoded', 'content-length': form.length }
  return new Promise((resolve, reject) => {
    const options = {
      port: setup.port,
      host: '127.0.0.1',
      method,
      path,
      headers: { ...headers, ...type, host },
      agent: false as const,
    }
    const sent = httpRequest(options, (response) => {
      let body = ''
      response.on('data', (chunk) => {
        body += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body, headers: response.headers }))
    })
    sent.on('error', reject)
    sent.end(form)
  })
}

function formOf(change: Record<string, string> = {}): string {
  const form = {
    code: setup.code,
    name: 'acme-desk',
    organization: 'acme',
    public_url: 'https://desk.example.com/',
  }
  return new URLSearchParams({ ...form, ...change }).toString()
}

/** What the page would send to GitHub. */
function handedOver(body: string): { action: string; manifest: Record<string, unknown> } {
  const plain = body.replaceAll('&quot;', '"').replaceAll('&amp;', '&')
  const [, action = ''] = /action="(https[^"]+)"/.exec(plain) ?? []
  const [, manifest = '{}'] = /name="manifest" value="(\{.*\})">/.exec(plain) ?? []
  return { action, manifest: JSON.parse(manifest) as Record<string, unknown> }
}

function willConvert(code: string): void {
  nock(API).post(`/app-manifests/${code}/conversions`).reply(201, {
    id: 77,
    slug: 'acme-desk',
    html_url: 'https://github.com/apps/acme-desk',
    client_id: 'Iv1.x',
    client_secret: 'client secret',
    webhook_secret: 'hook secret',
    pem,
  })
}

const envFile = () => join(setup.cwd, '.env')

describe('the installer', () => {
  test('creates the App of an organisation under a name of their own, and the page closes', async () => {
    expect(setup.said()).toContain(`ssh -L ${setup.port}:127.0.0.1:${setup.port} `)
    const page = await ask('GET', '/')
    expect(page.status).toBe(200)
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    const { action, manifest } = handedOver((await ask('POST', '/setup', {}, formOf())).body)
    expect(action).toMatch(
      /^https:\/\/github\.com\/organizations\/acme\/settings\/apps\/new\?state=[\w-]{43}$/,
    )
    expect(manifest).toMatchObject({
      name: 'acme-desk',
      url: 'https://desk.example.com',
      public: false,
      redirect_url: `http://127.0.0.1:${setup.port}/setup/created`,
      hook_attributes: { url: 'https://desk.example.com/api/github/webhooks' },
      default_permissions: { issues: 'write' },
    })
    willConvert('abc123')
    const state = new URL(action).searchParams.get('state') ?? ''
    const done = await ask('GET', `/setup/created?code=abc123&state=${state}`)
    expect(done.status).toBe(200)
    expect(done.body).toContain('https://github.com/apps/acme-desk/installations/new')
    expect(await setup.ended).toBe(0)
    expect(setup.said()).toContain('NODE_ENV=production npx firstline start')
    expect(setup.said()).not.toMatch(/client secret|hook secret|BEGIN/)
    await expect(ask('GET', '/')).rejects.toThrow(/ECONNREFUSED/)

    expect(statSync(envFile()).mode & 0o777).toBe(0o600)
    const env = loadDotEnv(setup.cwd, {})
    expect(env).toMatchObject({
      CLIENT_ID: 'Iv1.x',
      CLIENT_SECRET: 'client secret',
      PUBLIC_URL: 'https://desk.example.com',
    })
    expect(env.SECRET_KEY).toMatch(/^[\w-]{43}$/)
    expect(readEnvironment(env).credentials).toMatchObject({
      appId: 77,
      webhookSecret: 'hook secret',
      privateKey: pem.trim(),
    })
  })

  test('may come through a tunnel with another port, write the code small, and be corrected', async () => {
    const host = 'localhost:8080'
    const code = setup.code.toLowerCase().replace('-', ' ')
    const mistakes: Array<Record<string, string>> = [
      { public_url: 'desk' },
      { public_url: 'https://desk.example.com\r\nEVIL="1' },
      { public_url: 'https://desk.example.com/"quoted"' },
      { name: '' },
      { name: 'x'.repeat(35) },
      { organization: 'a b' },
    ]
    for (const change of mistakes) {
      const wrong = await ask('POST', '/setup', { host }, formOf({ code, ...change }))
      expect(wrong.status).toBe(400)
      expect(wrong.body).toContain('role="alert"')
    }
    const form = formOf({ code, organization: '', public_url: '' })
    const answer = await ask('POST', '/setup', { host, origin: `http://${host}` }, form)
    const { action, manifest } = handedOver(answer.body)
    expect(action).toMatch(/^https:\/\/github\.com\/settings\/apps\/new\?state=/)
    expect(manifest.redirect_url).toBe('http://localhost:8080/setup/created')
    expect(manifest).not.toHaveProperty('hook_attributes')
  })

  test('finds what else stood in .env, closed to others now, and the key that encrypts unchanged', async () => {
    setup.stop()
    await setup.ended
    rmSync(setup.cwd, { recursive: true })
    setup = await open('# mine\nAPP_ID=\nPRIVATE_KEY="old\nlines"\nPORT=4000\nSECRET_KEY=kept')
    chmodSync(envFile(), 0o644)
    const { action } = handedOver((await ask('POST', '/setup', {}, formOf())).body)
    willConvert('abc123')
    await ask('GET', `/setup/created?code=abc123&state=${new URL(action).searchParams.get('state')}`)
    await setup.ended
    expect(statSync(envFile()).mode & 0o777).toBe(0o600)
    expect(readFileSync(envFile(), 'utf8')).toMatch(
      /^# mine\nPORT=4000\nSECRET_KEY=kept\nAPP_ID="77"\nPRIVATE_KEY=/,
    )
  })
})

describe('everybody else', () => {
  const nothingHappened = () => expect(existsSync(envFile())).toBe(false)
  afterEach(nothingHappened)

  test('has no code, and not many tries', async () => {
    for (const code of ['', 'AAAAA-AAAAA', setup.code.slice(0, 5)]) {
      expect((await ask('POST', '/setup', {}, formOf({ code }))).status).toBe(403)
    }
    for (let tries = 0; tries < 10; tries++) await ask('POST', '/setup', {}, formOf({ code: 'x' }))
    expect((await ask('POST', '/setup', {}, formOf())).status).toBe(403)
  })

  test.each(['evil.example', 'evil.example:3000', '10.0.0.1', 'localhost.evil.example'])(
    'comes by another name: %s',
    async (host) => {
      expect((await ask('GET', '/', { host })).status).toBe(403)
      expect((await ask('POST', '/setup', { host }, formOf())).status).toBe(403)
      expect((await ask('GET', '/setup/created?code=a&state=b', { host })).status).toBe(403)
    },
  )

  test.each(['https://evil.example', 'null', 'http://127.0.0.1:1'])(
    'sends a form from %s',
    async (origin) => {
      expect((await ask('POST', '/setup', { origin }, formOf())).status).toBe(403)
    },
  )

  test('brings an App of their own', async () => {
    willConvert('theirs')
    expect((await ask('GET', '/setup/created?code=theirs&state=')).status).toBe(403)
    await ask('POST', '/setup', {}, formOf())
    expect((await ask('GET', '/setup/created?code=theirs&state=guess')).status).toBe(403)
    expect(nock.isDone()).toBe(false)
  })

  test.each([
    ['GET', '/probot'],
    ['GET', '/probot/setup?code=abc'],
    ['GET', '/probot/import'],
    ['POST', '/probot/import'],
    ['POST', '/api/github/webhooks'],
  ])('finds no other door: %s %s', async (method, path) => {
    const body = method === 'POST' ? '{"appId":1,"pem":"x","webhook_secret":"y"}' : ''
    expect((await ask(method, path, {}, body)).status).toBe(404)
  })
})
