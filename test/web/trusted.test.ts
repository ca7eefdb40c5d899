// Who is told names of repositories, and who may ask without a key, with and without a way in from outside.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openScene, REPO, type Scene } from '../scenarios/harness.ts'
import { speak } from './raw.ts'

async function ask(
  scene: Scene,
  line: string,
  headers: string[],
  body = '',
): Promise<{ status: number; body: string }> {
  const all = [...headers, 'Connection: close', ...(body === '' ? [] : [`Content-Length: ${body.length}`])]
  const { ended } = speak(scene.firstline.port, `${line} HTTP/1.1\r\n${all.join('\r\n')}\r\n\r\n${body}`)
  const answer = await ended
  return { status: Number(answer.split(' ')[1]), body: answer.split('\r\n\r\n')[1] ?? '' }
}

const QUESTION = '{"question":"how to install this project"}'
const LOCAL = 'Host: localhost'
const TOKEN = 'Authorization: Bearer the-token'

/** Something fails that has a name. */
async function failingScene(env: Record<string, string>): Promise<Scene> {
  const scene = await openScene({ env })
  await scene.firstline.store.db
    .updateTable('agenda')
    .set({ attempts: 1, last_error: 'It broke.' })
    .where('kind', '=', 'repository')
    .execute()
  return scene
}

describe('on this machine alone', () => {
  let scene: Scene
  beforeAll(async () => {
    scene = await failingScene({ METRICS_TOKEN: 'the-token' })
  })
  afterAll(() => scene.close())

  test.each([[[LOCAL]], [['Host: 127.0.0.1:3000']], [['Host: desk.example.com', TOKEN]]])(
    '%j is told names',
    async (headers) => {
      expect((await ask(scene, 'GET /readyz', headers)).body).toContain(REPO)
    },
  )

  test.each([
    [['Host: evil.example']],
    [[LOCAL, 'X-Forwarded-For: 192.0.2.1']],
    [[LOCAL, 'CF-Connecting-IP: 192.0.2.1']],
    [['Host: evil.example', 'Authorization: Bearer the-tokem']],
    [['Host: evil.example', 'Authorization: Basic the-token']],
  ])('%j is told how many fail, and may not ask', async (headers) => {
    const { status, body } = await ask(scene, 'GET /readyz', headers)
    expect(status).toBe(200)
    expect(JSON.parse(body).failing).toEqual(['1; named for METRICS_TOKEN and on this machine only'])
    expect((await ask(scene, 'GET /metrics', headers)).body).not.toContain('widget')
    expect((await ask(scene, 'POST /support', headers, QUESTION)).status).toBe(401)
  })

  test('a question from this machine is answered', async () => {
    expect((await ask(scene, 'POST /support', [LOCAL], QUESTION)).body).toContain('"answered":true')
  })
})

describe('reached from outside', () => {
  let scene: Scene
  beforeAll(async () => {
    scene = await failingScene({ METRICS_TOKEN: 'the-token', PUBLIC_URL: 'https://desk.example.com' })
  })
  afterAll(() => scene.close())

  test('what comes from this machine may be anybody, and needs a key or a token', async () => {
    expect((await ask(scene, 'POST /support', [LOCAL], QUESTION)).status).toBe(401)
    expect((await ask(scene, 'GET /readyz', [LOCAL])).body).not.toContain(REPO)
    expect((await ask(scene, 'GET /readyz', [LOCAL, TOKEN])).body).toContain(REPO)
  })
})

describe('every webhook address', () => {
  let scene: Scene
  beforeAll(async () => {
    scene = await openScene({
      env: { STRIPE_WEBHOOK_SECRET: 'whsec_x', POLAR_WEBHOOK_SECRET: 'polar_whs_x' },
    })
  })
  afterAll(() => scene.close())
  const paths = [
    '/api/github/webhooks',
    '/api/sponsors/webhooks',
    '/api/stripe/webhooks',
    '/api/polar/webhooks',
  ]
  const signatures = [
    [],
    ['X-Hub-Signature-256: sha256=00', 'Stripe-Signature: nonsense', 'Webhook-Signature: v1,'],
    [
      `X-Hub-Signature-256: sha256=${'0'.repeat(64)}`,
      'Stripe-Signature: t=1,v1=00',
      'Webhook-Signature: v1,AAAA',
    ],
    ['X-Hub-Signature-256:', 'Stripe-Signature:', 'Webhook-Signature:'],
  ]

  test.each(paths.flatMap((path) => signatures.map((headers) => [path, headers] as const)))(
    '%s refuses %j',
    async (path, headers) => {
      for (const body of ['{}', '', 'no json', 'null']) {
        expect((await ask(scene, `POST ${path}`, [LOCAL, ...headers], body)).status).toBe(401)
      }
    },
  )
})
