// What Firstline asks of GitHub while nothing happens, and how soon it finds what no webhook told it.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { HOUR, MINUTE, openScene, REPO, type Scene, UNKNOWN } from './harness.ts'

const SETTINGS = `
tiers:
  pro: { label: { name: "support: pro" }, promise: { first_response: 4h }, notify: ["@acme/support"] }
entitlements: { users: { paula: pro } }
`
const NO_PROMISE = SETTINGS.replace('promise: { first_response: 4h }, ', '')

const scenes: Scene[] = []
afterEach(async () => {
  for (const scene of scenes.splice(0)) await scene.close()
})

async function open(options: Parameters<typeof openScene>[0]): Promise<Scene> {
  const scene = await openScene(options)
  scenes.push(scene)
  return scene
}

/** Time passes in small steps, as it does. */
async function wait(scene: Scene, ms: number): Promise<void> {
  const until = scene.clock.now() + ms
  while (scene.clock.now() < until) await scene.pass(Math.min(MINUTE, until - scene.clock.now()))
}

/** Requests about the repository in the next hour; the installation's own list of repositories is not among them. */
async function callsInAnHour(scene: Scene): Promise<string[]> {
  scene.github.calls.length = 0
  await wait(scene, HOUR)
  return scene.github.calls
    .filter(({ caller, path }) => caller === 'installation' && path !== '/installation/repositories')
    .map(({ method, path, operation }) => operation || `${method} ${path}`)
}

describe('a quiet repository', () => {
  test('costs at most four calls an hour, with waiting tickets and a desk that tells of them', async () => {
    const scene = await open({ settings: NO_PROMISE })
    scene.acts.openIssue(REPO, 'robin', UNKNOWN)
    scene.acts.createDiscussion(REPO, 'paula', UNKNOWN)
    await wait(scene, 3 * HOUR)
    for (let hour = 0; hour < 3; hour++) {
      const calls = await callsInAnHour(scene)
      expect(calls.filter((call) => call === 'ReadRepositoryLook')).toHaveLength(1)
      expect(calls.filter((call) => call.startsWith('PATCH '))).not.toEqual([])
      expect(calls.length, calls.join(', ')).toBeLessThanOrEqual(4)
    }
  })

  test('costs no more where the settings list its maintainers', async () => {
    const maintainers = 'maintainers: [maya, robin, "@acme/support"]'
    const scene = await open({ settings: `${NO_PROMISE}${maintainers}` })
    await wait(scene, 3 * HOUR)
    const calls = await callsInAnHour(scene)
    expect(calls).toEqual(['ReadRepositoryLook', 'GET /orgs/acme/teams/support/members'])
  })

  test('costs no more where its settings are those of its owner, who need not have any', async () => {
    for (const files of [[], ['.github/firstline.yml']]) {
      const scene = await open({
        settings: null,
        covers: [REPO],
        before: (acts) => {
          acts.addRepository('acme/.github')
          for (const file of files) acts.putFile('acme/.github', 'maya', file, NO_PROMISE)
        },
      })
      await wait(scene, 3 * HOUR)
      const calls = await callsInAnHour(scene)
      expect(calls.length, calls.join(', ')).toBeLessThanOrEqual(4)
    }
  })

  test('is looked at within the hour: an issue, settings, articles and those of others are found', async () => {
    const scene = await open({
      settings: '_extends: .github\n',
      before: (acts) => {
        acts.addRepository('acme/.github')
        acts.putFile('acme/.github', 'maya', '.github/firstline.yml', NO_PROMISE)
      },
    })
    await wait(scene, 3 * HOUR)
    scene.github.pauseWebhooks('drop')
    const { number } = scene.acts.openIssue(REPO, 'paula', UNKNOWN)
    await wait(scene, HOUR + MINUTE)
    expect(scene.labels(number)).toContain('support: pro')

    const gold = NO_PROMISE.replaceAll('support: pro', 'support: gold')
    scene.acts.putFile('acme/.github', 'maya', '.github/firstline.yml', gold)
    await wait(scene, HOUR + 2 * MINUTE)
    expect(scene.labels(number)).toContain('support: gold')

    scene.acts.putFile(REPO, 'maya', '.github/firstline.yml', NO_PROMISE)
    await wait(scene, HOUR + 2 * MINUTE)
    expect(scene.labels(number)).toContain('support: pro')
  })
})

describe('what no webhook told is found within ten minutes', () => {
  test('where something happened in the last hour', async () => {
    const scene = await open({ settings: NO_PROMISE })
    await wait(scene, 3 * HOUR)
    const { number } = scene.acts.openIssue(REPO, 'robin', UNKNOWN)
    await wait(scene, 30 * MINUTE)
    scene.github.pauseWebhooks('drop')
    const lost = scene.acts.openIssue(REPO, 'paula', UNKNOWN).number
    scene.acts.comment(REPO, number, 'robin', 'Also since Wednesday.')
    await wait(scene, 10 * MINUTE)
    expect(scene.labels(lost)).toContain('support: pro')
  })

  test('where a promise runs', async () => {
    const scene = await open({ settings: SETTINGS })
    scene.acts.openIssue(REPO, 'paula', UNKNOWN)
    await wait(scene, 2 * HOUR)
    scene.github.pauseWebhooks('drop')
    const lost = scene.acts.openIssue(REPO, 'paula', UNKNOWN).number
    await wait(scene, 10 * MINUTE)
    expect(scene.labels(lost)).toContain('support: pro')
  })

  test('on start, and after one and five minutes', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'firstline-idle-'))
    const scene = await open({ settings: NO_PROMISE, dataDir })
    await wait(scene, 2 * HOUR)
    scene.github.pauseWebhooks('drop')
    await scene.stop()
    const down = scene.acts.openIssue(REPO, 'paula', UNKNOWN).number
    scene.clock.skip(HOUR)
    await scene.start()
    await scene.settle()
    expect(scene.labels(down)).toContain('support: pro')
    for (const later of [MINUTE, 4 * MINUTE]) {
      const lost = scene.acts.openIssue(REPO, 'paula', UNKNOWN).number
      await wait(scene, later)
      expect(scene.labels(lost)).toContain('support: pro')
    }
    await scene.close()
    scenes.length = 0
    await rm(dataDir, { recursive: true })
  })
})

test('an App that may not read discussions serves the issues', async () => {
  const scene = await open({ settings: SETTINGS })
  scene.acts.uninstall(scene.installationId)
  await scene.settle()
  scene.acts.install('acme', [REPO], { metadata: 'read', issues: 'write', contents: 'read', members: 'read' })
  await scene.settle()
  const { number } = scene.acts.openIssue(REPO, 'paula', UNKNOWN)
  await scene.settle()
  expect(scene.labels(number)).toContain('support: pro')
})
