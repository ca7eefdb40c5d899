// What the environment may say, and what is told where it says it wrong.
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { afterAll, describe, expect, test } from 'vitest'
import { UserError } from '../src/domain/problem.ts'
import {
  loadDotEnv,
  type RawEnvironment,
  readDatabaseEnvironment,
  readEnvironment,
} from '../src/environment/environment.ts'
import { SECRETS, variablesSchema } from '../src/environment/variables.ts'

const folder = mkdtempSync(join(tmpdir(), 'firstline-environment-'))
afterAll(() => rmSync(folder, { recursive: true }))

const pkcs1 = { type: 'pkcs1', format: 'pem' } as const
const spki = { type: 'spki', format: 'pem' } as const
const pkcs8 = { type: 'pkcs8', format: 'pem' } as const
const key = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: spki,
  privateKeyEncoding: pkcs1,
})
const curve = generateKeyPairSync('ed25519', { publicKeyEncoding: spki, privateKeyEncoding: pkcs8 })
const whole = { APP_ID: '12', PRIVATE_KEY: key.privateKey, WEBHOOK_SECRET: 'a long one' }

/** The mistakes, `VARIABLE message`. */
function mistakes(env: RawEnvironment, serving = true): string[] {
  try {
    readEnvironment(env, { serving, cwd: folder })
    return []
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    for (const { file } of error.problems) expect(error.message).toContain(file)
    return error.problems.map((problem) => `${problem.file} ${problem.message}`)
  }
}

describe('an empty environment', () => {
  test('is development with the set-up page, SQLite and this machine only', () => {
    expect(readEnvironment({})).toEqual({
      production: false,
      credentials: null,
      allowedAccounts: [],
      databaseUrl: null,
      dataDir: './data',
      host: '127.0.0.1',
      publicUrl: null,
      metricsToken: null,
      port: 3000,
      role: 'all',
      logLevel: 'info',
      logFormat: 'pretty',
      githubApiUrl: 'https://api.github.com',
      webUrl: 'https://github.com',
      githubToken: null,
      sources: {},
      supportApiKeys: [],
      supportOrigins: [],
      sentenceFolder: resolve('src/knowledge/sentence'),
      notifyChannels: [],
      notifySecret: null,
    })
  })

  test('is what .env.example says, and that names every variable', () => {
    const example = parseEnv(readFileSync(new URL('../.env.example', import.meta.url), 'utf8'))
    expect(readEnvironment(example)).toEqual(readEnvironment({}))
    expect(Object.keys(example).sort()).toEqual(Object.keys(variablesSchema.shape).sort())
  })
})

describe('secrets in files', () => {
  test('are read, the variable itself wins, and a missing file is told', () => {
    writeFileSync(join(folder, 'token'), 'a-token\n')
    expect(readEnvironment({ METRICS_TOKEN_FILE: 'token' }, { cwd: folder }).metricsToken).toBe('a-token')
    const both = { METRICS_TOKEN: 'own', METRICS_TOKEN_FILE: 'none' }
    expect(readEnvironment(both, { cwd: folder }).metricsToken).toBe('own')
    expect(mistakes({ STRIPE_API_KEY_FILE: 'none' })).toEqual([
      'STRIPE_API_KEY_FILE names a file that cannot be read (ENOENT): correct it, or set STRIPE_API_KEY',
    ])
  })
})

describe('every secret', () => {
  test('whose name says so is one', () => {
    const names = Object.keys(variablesSchema.shape)
    const secret = names.filter((name) =>
      /(TOKEN|SECRET|CHANNELS|KEYS?|SECRET_PREVIOUS|DATABASE_URL|CHANNELS)$/.test(name),
    )
    expect([...SECRETS].sort()).toEqual(secret.sort())
  })

  test.each(SECRETS)('%s may stand in a file', (name) => {
    expect(mistakes({ [`${name}_FILE`]: 'none' })).toEqual(
      expect.arrayContaining([
        expect.stringContaining(`${name}_FILE names a file that cannot be read (ENOENT)`),
      ]),
    )
  })
})

describe('a command beside the server', () => {
  test('needs to know of the database only', () => {
    const env = { DATA_DIR: 'here', PORT: 'x', ROLE: 'web', APP_ID: 'nonsense' }
    expect(readDatabaseEnvironment(env, { cwd: folder })).toEqual({
      databaseUrl: null,
      dataDir: join(folder, 'here'),
    })
  })
})

describe('credentials', () => {
  test('whole are read', () => {
    expect(readEnvironment({ ...whole, WEBHOOK_SECRET_PREVIOUS: 'old' }).credentials).toEqual({
      appId: 12,
      privateKey: key.privateKey.trim(),
      webhookSecret: 'a long one',
      webhookSecretPrevious: 'old',
    })
  })

  test.each([
    ['with \\n for line ends', key.privateKey.replaceAll('\n', '\\n')],
    ['in quotes', `"${key.privateKey.replaceAll('\n', '\\n')}"`],
    ['in base64', Buffer.from(key.privateKey).toString('base64')],
  ])('a key %s is a key', (_, text) => {
    expect(readEnvironment({ ...whole, PRIVATE_KEY: text }).credentials?.privateKey.trim()).toBe(
      key.privateKey.trim(),
    )
  })

  test('a key may stand in a file', () => {
    writeFileSync(join(folder, 'key.pem'), key.privateKey)
    const env = { ...whole, PRIVATE_KEY: '', PRIVATE_KEY_PATH: 'key.pem' }
    expect(readEnvironment(env, { cwd: folder }).credentials?.privateKey).toBe(key.privateKey.trim())
  })

  test.each([
    ['text', { PRIVATE_KEY: 'not a key' }, /^PRIVATE_KEY is no private key: GitHub gives it as a \.pem file/],
    ['half a key', { PRIVATE_KEY: key.privateKey.slice(0, 200) }, /^PRIVATE_KEY is no private key/],
    ['a public key', { PRIVATE_KEY: key.publicKey }, /^PRIVATE_KEY is no private key/],
    [
      'a key of another kind',
      { PRIVATE_KEY: curve.privateKey },
      /^PRIVATE_KEY is a private key, but no RSA key/,
    ],
    [
      'a missing file',
      { PRIVATE_KEY: '', PRIVATE_KEY_PATH: 'none.pem' },
      /^PRIVATE_KEY_PATH .*cannot be read \(ENOENT\)/,
    ],
    ['a folder', { PRIVATE_KEY: '', PRIVATE_KEY_PATH: '.' }, /^PRIVATE_KEY_PATH .*cannot be read \(EISDIR\)/],
    ['a name for a number', { APP_ID: 'my-app' }, /^APP_ID must be the number/],
  ])('%s is refused', (_, change, message) => {
    expect(mistakes({ ...whole, ...change })).toEqual([expect.stringMatching(message)])
  })

  test.each([
    [{ APP_ID: '12' }, ['PRIVATE_KEY', 'WEBHOOK_SECRET']],
    [{ WEBHOOK_SECRET: 'x' }, ['APP_ID', 'PRIVATE_KEY']],
    [{ APP_ID: '12', PRIVATE_KEY: key.privateKey, WEBHOOK_SECRET: ' ' }, ['WEBHOOK_SECRET']],
  ])('given in part name what is missing', (env, missing) => {
    expect(mistakes(env).map((message) => message.split(' ', 3).join(' '))).toEqual(
      missing.map((name) => `${name} is missing:`),
    )
  })

  test('a command beside the server does without', () => {
    expect(
      readEnvironment({ NODE_ENV: 'production', APP_ID: '12' }, { serving: false }).credentials,
    ).toBeNull()
  })
})

describe('production', () => {
  test('needs a webhook secret', () => {
    expect(mistakes({ ...whole, NODE_ENV: 'production', WEBHOOK_SECRET: '' })).toEqual([
      expect.stringMatching(/^WEBHOOK_SECRET is missing: without it anybody could forge deliveries/),
    ])
    expect(mistakes({ NODE_ENV: 'production' }).join()).toMatch(/WEBHOOK_SECRET is missing/)
  })

  test('refuses the secret that everybody knows', () => {
    expect(mistakes({ ...whole, WEBHOOK_SECRET: 'development' })).toEqual([])
    expect(mistakes({ ...whole, NODE_ENV: 'production', WEBHOOK_SECRET: 'development' })).toEqual([
      expect.stringMatching(/^WEBHOOK_SECRET is `development`/),
    ])
  })

  test('listens on all addresses and logs JSON', () => {
    const env = readEnvironment({ ...whole, NODE_ENV: 'production' })
    expect(env).toMatchObject({ production: true, host: '0.0.0.0', logFormat: 'json' })
  })
})

describe('single variables', () => {
  test.each([
    [{ PORT: '70000' }, /^PORT must be a number from 0 to 65535/],
    [{ PORT: 'http' }, /^PORT must/],
    [{ PORT: '-1' }, /^PORT must/],
    [{ ROLE: 'both' }, /^ROLE must be one of all, web, worker/],
    [{ ROLE: 'web' }, /^ROLE .*SQLite serves one process only/],
    [{ DATABASE_URL: 'mysql://host/db' }, /^DATABASE_URL must be a URL such as postgres:/],
    [{ DATABASE_URL: 'host:5432' }, /^DATABASE_URL must/],
    [{ GITHUB_API_URL: 'api.github.com' }, /^GITHUB_API_URL must be a URL/],
    [{ GHE_HOST: 'https://github.example.com' }, /^GHE_HOST .*without https/],
    [{ GHE_PROTOCOL: 'ftp' }, /^GHE_PROTOCOL/],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL must be one of trace/],
    [{ LOG_FORMAT: 'xml' }, /^LOG_FORMAT must be one of pretty, json/],
    [{ STRIPE_URL: 'localhost:1' }, /^STRIPE_URL must/],
    [{ ALLOWED_ACCOUNTS: 'acme;octocat' }, /^ALLOWED_ACCOUNTS .*commas/],
    [{ HOST: 'not a host' }, /^HOST must/],
  ])('%j is refused', (env, message) => {
    expect(mistakes(env)).toEqual([expect.stringMatching(message)])
  })

  test('all mistakes are told at once', () => {
    expect(mistakes({ PORT: 'x', ROLE: 'y', APP_ID: '1', SUPPORT_API_KEYS: 'z' })).toHaveLength(5)
  })

  test('lists, numbers and addresses are read', () => {
    const env = readEnvironment({
      ALLOWED_ACCOUNTS: 'Acme, octo-cat,',
      PORT: '0',
      HOST: '::1',
      ROLE: 'worker',
      DATABASE_URL: 'postgresql://u:p%40@host/db?sslmode=require',
      STRIPE_URL: 'http://127.0.0.1:9',
    })
    expect(env).toMatchObject({ allowedAccounts: ['acme', 'octo-cat'], port: 0, host: '::1', role: 'worker' })
    expect(env.databaseUrl).toBe('postgresql://u:p%40@host/db?sslmode=require')
    expect(env.sources.STRIPE_URL).toBe('http://127.0.0.1:9')
  })

  test.each([
    [{ GITHUB_API_URL: 'http://127.0.0.1:4000/x' }, 'http://127.0.0.1:4000/x'],
    [{ GITHUB_API_URL: 'http://127.0.0.1:4000/' }, 'http://127.0.0.1:4000'],
    [{ GITHUB_API_URL: 'http://a', GHE_HOST: 'b' }, 'http://a'],
    [{ GHE_HOST: 'github.example.com' }, 'https://github.example.com/api/v3'],
    [{ GHE_HOST: 'ghe:8080', GHE_PROTOCOL: 'http' }, 'http://ghe:8080/api/v3'],
  ])('%j is the GitHub at %s', (env, url) => {
    expect(readEnvironment(env).githubApiUrl).toBe(url)
  })
})

describe('SUPPORT_API_KEYS', () => {
  test('gives each key its repositories', () => {
    expect(
      readEnvironment({ SUPPORT_API_KEYS: 'secret-one=Acme/App+acme/x.y, c2VjcmV0dHdv==acme/z' })
        .supportApiKeys,
    ).toEqual([
      { key: 'secret-one', repositories: ['acme/app', 'acme/x.y'] },
      { key: 'c2VjcmV0dHdv=', repositories: ['acme/z'] },
    ])
  })

  test.each([
    ['secret-one', /entry 1 must be KEY=owner\/name/],
    ['secret-one=acme', /entry 1 must be KEY/],
    ['=acme/app', /entry 1 must be KEY/],
    ['secret-one=acme/app,secret-one=acme/x', /entry 2 has the key of an earlier entry/],
  ])('%s is refused, without showing the key', (value, message) => {
    const told = mistakes({ SUPPORT_API_KEYS: value })
    expect(told).toEqual([expect.stringMatching(message)])
    expect(told.join()).not.toMatch(/secret-one|short=/)
  })
})

describe('.env', () => {
  test('lies beneath the environment', () => {
    writeFileSync(join(folder, '.env'), 'PORT=4000\nROLE="all"\nHOST=\n# PORT=5\n')
    expect(loadDotEnv(folder, { PORT: '5000', LOG_LEVEL: 'warn' })).toEqual({
      PORT: '5000',
      ROLE: 'all',
      HOST: '',
      LOG_LEVEL: 'warn',
    })
  })

  test('may be missing', () => {
    expect(loadDotEnv(join(folder, 'nowhere'), { PORT: '1' })).toEqual({ PORT: '1' })
  })
})

describe('channels for notices', () => {
  const read = (NOTIFY_CHANNELS: string) => readEnvironment({ NOTIFY_CHANNELS }).notifyChannels

  test('have a name, an owner and an address in which = and : mean nothing', () => {
    const url = 'https://hooks.example.com:8443/a=b:c?d=e%2Cf&g=h:i'
    expect(read(`oncall=Acme:${url}, team=acme:http://127.0.0.1:9/x ,oncall=other:http://[::1]:9/y`)).toEqual(
      [
        { name: 'oncall', owner: 'acme', url },
        { name: 'team', owner: 'acme', url: 'http://127.0.0.1:9/x' },
        { name: 'oncall', owner: 'other', url: 'http://[::1]:9/y' },
      ],
    )
  })

  test('may stand in a file, one on each line', () => {
    const file = join(folder, 'channels')
    writeFileSync(file, 'oncall=acme:https://a.example/1\nteam=acme:https://a.example/2\n')
    const { notifyChannels } = readEnvironment({ NOTIFY_CHANNELS_FILE: file })
    expect(notifyChannels.map(({ name }) => name)).toEqual(['oncall', 'team'])
    expect(SECRETS).toEqual(expect.arrayContaining(['NOTIFY_CHANNELS', 'NOTIFY_SECRET']))
  })

  const wrong: Record<string, [value: string, told: RegExp]> = {
    'a comma in an address': ['oncall=acme:https://h.example/a,b', /entry 2 must be NAME=OWNER.*%2C/],
    'an address alone': ['https://h.example/SECRET', /entry 1 must be NAME=OWNER/],
    'no owner': ['oncall=https://h.example/SECRET', /entry 1 \(oncall\) names no owner/],
    'a name with spaces': [
      'on call=acme:https://h.example/SECRET',
      /entry 1 has a name that no channel can have/,
    ],
    'the same name twice': [
      'oncall=acme:https://h.example/SECRET,oncall=ACME:https://h.example/SECRET2',
      /entry 2 names the channel oncall of acme a second time/,
    ],
    'plain http elsewhere': ['oncall=acme:http://h.example/SECRET', /\(oncall\) .*https:\/\//],
    'http to a name that only begins like loopback': ['a=acme:http://127.0.0.1.example/SECRET', /https:\/\//],
    'no address': ['oncall=acme:hooks/SECRET', /\(oncall\) has no address/],
    'a password in the address': ['oncall=acme:https://u:SECRET@h.example/', /user or a password/],
  }
  for (const [what, [value, told]] of Object.entries(wrong)) {
    test(`${what} is refused, and no address is shown`, () => {
      const [mistake = ''] = mistakes({ ...whole, NOTIFY_CHANNELS: value })
      expect(mistake).toMatch(told)
      expect(mistake).not.toContain('SECRET')
    })
  }
})
