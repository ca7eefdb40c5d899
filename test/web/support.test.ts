// `POST /support` as a caller sees it: answers, refusals, limits, and what web pages may do.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ARTICLES, openScene, REPO, type Scene } from '../scenarios/harness.ts'

const ORIGIN = 'https://docs.example.com'
const OTHER = 'acme/other'

interface Asked {
  status: number
  headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: each test looks at its own shape of the answer
  body: any
}

async function post(scene: Scene, body: unknown, headers: Record<string, string> = {}): Promise<Asked> {
  const response = await fetch(`http://127.0.0.1:${scene.firstline.port}/support`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: response.status, headers: response.headers, body: await response.json() }
}

describe('without keys', () => {
  let scene: Scene
  beforeAll(async () => {
    scene = await openScene({ env: { SUPPORT_ORIGINS: ORIGIN } })
  })
  afterAll(() => scene.close())
  const ask = (body: unknown, headers?: Record<string, string>) => post(scene, body, headers)

  test('a known question is answered in its own language', async () => {
    const chinese = await ask({ question: '如何安装此项目？', repository: REPO, language: 'zh' })
    expect(chinese.status).toBe(200)
    expect(chinese.headers.get('content-type')).toContain('application/json')
    expect(chinese.body).toEqual({
      solution: '运行 `npm install -g widget`。',
      answered: true,
      article: {
        slug: 'install',
        title: '安装 widget',
        url: 'https://github.com/acme/widget/blob/main/.github/knowledge/install.zh.md',
        language: 'zh',
      },
      confidence: expect.any(Number),
      alternatives: expect.any(Array),
    })
    expect(chinese.body.confidence).toBeGreaterThan(0.95)
    const english = await ask({ question: 'how to install this project' })
    expect(english.body).toMatchObject({ answered: true, article: { slug: 'install', language: 'en' } })
    const region = await ask({ question: 'how to install this project', language: 'zh-CN' })
    expect(region.body).toMatchObject({ article: { slug: 'install', language: 'zh' } })
    const underscored = await ask({ question: 'how to install this project', language: 'zh_CN' })
    expect(underscored.body).toMatchObject({ article: { slug: 'install', language: 'zh' } })
    for (const one of chinese.body.alternatives) {
      expect(one).toEqual({
        slug: 'proxy',
        title: 'Use widget behind a proxy',
        url: 'https://github.com/acme/widget/blob/main/.github/knowledge/proxy.md',
        confidence: expect.any(Number),
        suggested: false,
      })
    }
  })

  test.each([
    [{ question: '' }, 'question: must not be empty'],
    [{ question: 5 }, 'question: must be a text'],
    [{}, 'question: must be a text'],
    [{ question: 'x', repo: 'a/b' }, 'repo: is no key here; there are question, repository, language'],
    [[], 'The body: must be a JSON object'],
  ])('what is wrong with %j is said in words', async (body, message) => {
    const said = await ask(body as Record<string, unknown>)
    expect(said).toMatchObject({ status: 400, body: { error: { code: 'bad_request', message } } })
  })

  test('an answer that is there in another language only says so in that of the reader', async () => {
    const { body } = await ask({ question: 'widget hangs behind a proxy', language: 'de-AT' })
    expect(body).toMatchObject({ answered: true, article: { slug: 'proxy', language: 'en' } })
    expect(body.solution).toBe(
      'Set `HTTPS_PROXY`.\n\nSprache dieser Antwort: Englisch (auf Deutsch gibt es sie noch nicht).',
    )
    const own = await ask({ question: 'widget hangs behind a proxy', language: 'en-GB' })
    expect(own.body.solution).toBe('Set `HTTPS_PROXY`.')
  })

  test('a body that is no UTF-8 is refused', async () => {
    const response = await fetch(`http://127.0.0.1:${scene.firstline.port}/support`, {
      method: 'POST',
      body: Buffer.from([0x7b, 0xff, 0x7d]),
    })
    expect(response.status).toBe(400)
  })

  test.each([
    ['en', 'The printed ledger lacks its seventh column', 'No article answers this question.'],
    ['zh', '打印出来的账本缺少第七列', '没有文章能够回答这个问题。'],
    ['ru', 'В напечатанной книге нет седьмого столбца', 'Ни одна статья не отвечает на этот вопрос.'],
    ['th', 'คอลัมน์ที่เจ็ดหายไปจากสมุดบัญชีที่พิมพ์', 'ไม่มีบทความใดตอบคำถามนี้'],
  ])('an unknown question is told so in its language: %s', async (language, question, solution) => {
    const silent = { solution, answered: false, article: null }
    expect((await ask({ question, repository: REPO })).body).toMatchObject(silent)
    expect((await ask({ question: '👋', language })).body).toMatchObject(silent)
  })

  test.each([
    [{}, 'question'],
    [{ question: '' }, 'question'],
    [{ question: ' \n ' }, 'question'],
    [{ question: 7 }, 'question'],
    [{ question: 'x', repository: 'widget' }, 'repository'],
    [{ question: 'x', repository: ['acme/widget'] }, 'repository'],
    [{ question: 'x', language: 'not a language' }, 'language'],
    [{ question: 'x', qestion: 'y' }, 'qestion'],
    ['{"question": ', ''],
    ['[]', ''],
    ['null', ''],
    ['', ''],
  ])('bad input %j is refused with the path of what is wrong', async (body, path) => {
    const { status, body: said } = await ask(body)
    expect(status).toBe(400)
    expect(said).toEqual({ error: { code: 'bad_request', message: expect.any(String), path } })
    expect(said.error.message).not.toBe('')
  })

  test('a repository that is not covered is 404, a body over 64 KiB 413, another method 405', async () => {
    const unknown = await ask({ question: 'x', repository: 'acme/nowhere' })
    expect([unknown.status, unknown.body.error.code]).toEqual([404, 'not_found'])
    const large = await ask({ question: 'x'.repeat(64 * 1024) })
    expect([large.status, large.body.error.code]).toEqual([413, 'too_large'])
    const most = await ask({ question: 'x'.repeat(64 * 1024 - 15) })
    expect(most.status).toBe(200)
    const got = await fetch(`http://127.0.0.1:${scene.firstline.port}/support`)
    expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST, OPTIONS'])
  })

  test.each([
    ['forwarded', 'for=192.0.2.60'],
    ['x-forwarded-for', '192.0.2.60'],
    ['x-forwarded-host', 'desk.example.com'],
    ['x-real-ip', '192.0.2.60'],
    ['via', '1.1 proxy'],
  ])('what came through a proxy is refused: %s', async (name, value) => {
    const { status, body } = await ask({ question: 'x' }, { [name]: value })
    expect([status, body.error.code]).toEqual([401, 'unauthorized'])
  })

  test('pages of the configured origins may ask and read refusals; others may not', async () => {
    const preflight = (origin: string) =>
      fetch(`http://127.0.0.1:${scene.firstline.port}/support`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization,content-type',
        },
      })
    const allowed = await preflight(ORIGIN)
    expect(allowed.status).toBe(204)
    expect(allowed.headers.get('access-control-allow-origin')).toBe(ORIGIN)
    expect(allowed.headers.get('access-control-allow-methods')).toContain('POST')
    expect(allowed.headers.get('access-control-allow-headers')).toMatch(/authorization.*content-type/)
    const origin = 'access-control-allow-origin'
    expect((await ask({ question: 'x' }, { origin: ORIGIN })).headers.get(origin)).toBe(ORIGIN)
    expect((await ask({}, { origin: ORIGIN })).headers.get(origin)).toBe(ORIGIN)
    for (const other of ['https://evil.example.com', 'http://docs.example.com', 'null']) {
      expect((await preflight(other)).headers.get(origin)).toBeNull()
      expect((await ask({ question: 'x' }, { origin: other })).headers.get(origin)).toBeNull()
    }
  })
})

test('without keys nobody is served once PUBLIC_URL is set, and the refusal says why', async () => {
  const scene = await openScene({ env: { PUBLIC_URL: 'https://desk.example.com' }, covers: [] })
  try {
    const { status, body } = await post(scene, { question: 'x' })
    expect([status, body.error.code]).toEqual([401, 'unauthorized'])
    expect(body.error.message).toMatch(/while PUBLIC_URL is set/)
  } finally {
    await scene.close()
  }
})

describe('with keys', () => {
  let scene: Scene
  beforeAll(async () => {
    scene = await openScene({
      env: { SUPPORT_API_KEYS: `one=${REPO},both=${REPO}+${OTHER}` },
      covers: [REPO, OTHER],
      before: (acts) => {
        acts.addRepository(OTHER)
        acts.putFile(OTHER, 'maya', '.github/knowledge/proxy.md', ARTICLES['proxy.md'])
      },
    })
  })
  afterAll(() => scene.close())
  const ask = (key: string | null, body: unknown) =>
    post(scene, body, key === null ? {} : { authorization: `Bearer ${key}` })

  test('nobody is served without a valid one, not even from this machine', async () => {
    for (const key of [null, '', 'on', 'one2', 'ONE']) {
      const { status, body, headers } = await ask(key, { question: 'x' })
      expect([status, body.error.code]).toEqual([401, 'unauthorized'])
      expect(headers.get('www-authenticate')).toBe('Bearer')
    }
    const basic = await post(scene, { question: 'x' }, { authorization: 'Basic b25l' })
    expect(basic.status).toBe(401)
  })

  test('a key opens its repositories only; without a name there has to be exactly one', async () => {
    const question = 'how to install this project'
    expect((await ask('one', { question })).body).toMatchObject({ article: { slug: 'install' } })
    expect((await ask('one', { question, repository: 'ACME/Widget' })).status).toBe(200)
    expect((await ask('one', { question, repository: OTHER })).status).toBe(404)
    expect((await ask('both', { question, repository: OTHER })).body).toMatchObject({ answered: false })
    const several = await ask('both', { question })
    expect([several.status, several.body.error.path]).toEqual([400, 'repository'])
  })

  test('more than 600 questions a minute have to wait, each key for itself', async () => {
    await scene.pass(60_000)
    for (let asked = 0; asked < 600; asked += 50) {
      const some = await Promise.all(Array.from({ length: 50 }, () => ask('one', { question: '👋' })))
      expect(some.every(({ status }) => status === 200)).toBe(true)
    }
    const { status, body, headers } = await ask('one', { question: 'x' })
    expect([status, body.error.code]).toEqual([429, 'too_many_requests'])
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(60)
    expect((await ask('both', { question: 'x', repository: REPO })).status).toBe(200)
    await scene.pass(60_000)
    expect((await ask('one', { question: 'x' })).status).toBe(200)
  })
})
