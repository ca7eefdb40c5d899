// What the image and compose.yml say of the program is so; `test/image.sh` builds and runs the image.
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join, relative, resolve } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { SECRETS, variablesSchema } from '../src/environment/variables.ts'

const ROOT = resolve(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const dockerfile = read('Dockerfile').replaceAll('\\\n', ' ')
const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, sources]) =>
  sources!.trim().split(/\s+/),
)
const { version, engines, devDependencies } = JSON.parse(read('package.json'))

describe('the image', () => {
  test('is made of what the clone has, and of nothing that is left out of what the engine is sent', () => {
    expect(copied).toEqual(expect.arrayContaining(['package.json', 'package-lock.json', 'bin', 'src']))
    expect(copied.filter((path) => !existsSync(join(ROOT, path)))).toEqual([])
    const rules = read('.dockerignore')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
    expect(rules).toEqual(['*', ...copied.map((path) => `!${path}`)])
  })

  test('has every file beside it that the program reads', () => {
    const reads = globSync('src/**/*.ts', { cwd: ROOT })
      .filter((path) => path !== 'src/generate.ts')
      .flatMap((path) => {
        const named = read(path).matchAll(/(?:import\.meta\.dirname, '|new URL\(')([^']+)'/g)
        return [...named].map(([, to]) => relative(ROOT, resolve(ROOT, dirname(path), to!)))
      })
    expect(reads).toEqual(expect.arrayContaining(['app.yml', 'package.json']))
    const missing = reads.filter(
      (path) => !copied.some((source) => path === source || path.startsWith(`${source}/`)),
    )
    expect(missing).toEqual([])
  })

  test('is labelled as what it is, and runs on the Node that the clone runs on', () => {
    expect(dockerfile).toContain(`ARG VERSION=${version}\n`)
    const [, major] = /^ARG BASE=node:(\d+)-/m.exec(dockerfile) ?? []
    expect([`>=${major}`, devDependencies.node.split('.')[0]]).toEqual([engines.node, major])
  })

  test('knows every variable that it sets, but for those of Node and the system', () => {
    const [, set = ''] = /^ENV (.+)$/m.exec(dockerfile) ?? []
    const names = set.split(' ').map((one) => one.split('=')[0]!)
    expect(names.filter((name) => !isKnown(name))).toEqual(['XDG_CACHE_HOME', 'NODE_COMPILE_CACHE'])
  })
})

describe('the health check', () => {
  const run = promisify(execFile)
  const check = (port: number) =>
    run(process.execPath, [join(ROOT, 'bin/healthy.js')], { env: { PORT: String(port) } }).then(
      () => 0,
      (error) => error.code,
    )

  test.each([
    [200, 0],
    [503, 1],
  ])('of a server that answers %i is exit code %i', async (status, code) => {
    const server = createServer(({ url }, answer) =>
      answer.writeHead(url === '/healthz' ? status : 404).end(),
    )
    await once(server.listen(0, '127.0.0.1'), 'listening')
    try {
      expect(await check((server.address() as AddressInfo).port)).toBe(code)
    } finally {
      server.close()
    }
  })

  test('of a server that is gone is exit code 1', async () => {
    const server = createServer()
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const { port } = server.address() as AddressInfo
    await once(server.close(), 'close')
    expect(await check(port)).toBe(1)
  })
})

interface Service {
  image: string
  environment: Record<string, string>
  env_file?: unknown
  secrets: string[]
  depends_on?: Record<string, { condition: string }>
  healthcheck?: object
  read_only?: boolean
  deploy?: { replicas: number }
}

describe('compose.yml', () => {
  const compose = parse(read('compose.yml'), { merge: true })
  const services: Record<string, Service> = compose.services
  const ours = Object.entries(services).filter(([, { image }]) => image === 'firstline')

  test('runs one process that takes webhooks and two that work, on PostgreSQL', () => {
    const roles = ours.map(([, { environment, deploy }]) => [environment.ROLE, deploy?.replicas ?? 1])
    expect(roles).toEqual([
      ['web', 1],
      ['worker', 2],
    ])
    expect(services.database?.image).toMatch(/^postgres:17/)
  })

  test('starts each when what it needs is healthy', () => {
    for (const [, { depends_on: needed = {} }] of ours) {
      expect(needed).toHaveProperty('database')
      for (const [name, { condition }] of Object.entries(needed)) {
        const service = services[name]!
        expect([name, condition]).toEqual([name, 'service_healthy'])
        expect(service.healthcheck !== undefined || service.image === 'firstline').toBe(true)
      }
    }
    expect(Object.keys(services.worker!.depends_on!)).toContain('web')
  })

  test('sets only variables that there are, and every secret by a file that the service is given', () => {
    for (const [, { environment, secrets }] of ours) {
      for (const [name, value] of Object.entries(environment)) {
        expect([name, isKnown(name)]).toEqual([name, true])
        if (SECRETS.includes(name)) expect.unreachable(`${name} is a secret and stands in compose.yml`)
        if (name.endsWith('_FILE')) expect(secrets).toContain(value.replace('/run/secrets/', ''))
      }
      expect(secrets).toHaveLength(Object.keys(environment).filter((name) => name.endsWith('_FILE')).length)
    }
    for (const { secrets } of Object.values(services)) {
      for (const name of secrets) expect(compose.secrets[name]).toEqual({ file: `./secrets/${name}` })
    }
  })

  test('lets Firstline write nowhere but in its volume and in memory', () => {
    for (const [, service] of ours) {
      expect(service).toMatchObject({ read_only: true, tmpfs: ['/tmp'], cap_drop: ['ALL'] })
    }
  })

  test('takes every other variable from a file of the operator, which may be missing', () => {
    for (const [, { env_file: files }] of ours) {
      expect(files).toEqual([{ path: './firstline.env', required: false }])
    }
    expect(read('docs/operating.md')).toContain('`firstline.env`')
  })

  test('keeps its secrets out of the repository', () => {
    const ignored = read('.gitignore').split('\n')
    expect(ignored).toEqual(expect.arrayContaining(['/secrets/', '/firstline.env']))
  })
})

function isKnown(name: string): boolean {
  if (name in variablesSchema.shape) return true
  return name.endsWith('_FILE') && SECRETS.includes(name.slice(0, -'_FILE'.length))
}
