// What goes wrong between Firstline and GitHub: nothing is lost, and nothing is said twice.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { HOUR, KNOWN, MINUTE, openScene, REPO, type Scene, SETTINGS, UNKNOWN } from './harness.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterEach(() => scene.github.resumeWebhooks())
afterAll(() => scene.close())

/** Opened, and the delivery of it arrived; of what follows, deliveries go as the story says. */
const open = async (login = 'robin', draft = KNOWN) => {
  const { number } = scene.acts.openIssue(REPO, login, draft)
  await scene.github.settle()
  return number
}

describe('a request that was cut off', () => {
  test('a comment that arrived all the same is not written again: its webhook shows it', async () => {
    scene.github.fail({ method: 'POST', path: /\/comments$/, drop: true, applied: true })
    const number = await open()
    await scene.settle()
    await scene.pass(2 * MINUTE)
    expect(scene.parts(number)).toEqual(['answer install'])
  })

  test('a comment that arrived is found on the ticket where its webhook was lost too', async () => {
    scene.github.fail({ method: 'POST', path: /\/comments$/, drop: true, applied: true })
    const { number } = scene.acts.openIssue(REPO, 'robin', KNOWN)
    scene.github.pauseWebhooks('drop')
    await scene.settle()
    await scene.pass(2 * MINUTE)
    await scene.pass(2 * MINUTE)
    expect(scene.parts(number)).toEqual(['answer install'])
  })

  test('a comment that did not arrive is written once that is known', async () => {
    scene.github.fail({ method: 'POST', path: /\/comments$/, drop: true })
    const number = await open()
    await scene.settle()
    expect(scene.parts(number)).toEqual([])
    await scene.pass(2 * MINUTE)
    expect(scene.parts(number)).toEqual(['answer install'])
  })

  test('a comment on a discussion is looked for in the same way', async () => {
    scene.github.fail({ operation: 'AddDiscussionComment', drop: true, applied: true })
    const { number } = scene.acts.createDiscussion(REPO, 'robin', KNOWN)
    scene.github.pauseWebhooks('drop')
    await scene.settle()
    await scene.pass(2 * MINUTE)
    expect(scene.parts(number)).toEqual(['answer install'])
  })
})

test('a 502 after a label that was put on is no reason to put it on twice', async () => {
  scene.github.fail({ method: 'POST', path: /\/labels$/, applied: true })
  const number = await open('paula', UNKNOWN)
  await scene.settle()
  await scene.pass(MINUTE)
  expect(scene.labels(number)).toEqual(['support: pro'])
  expect(scene.thread(number).events.filter((one) => one.type.startsWith('Labeled'))).toHaveLength(1)
})

test('a 502 before a label was put on is tried again', async () => {
  scene.github.fail({ method: 'POST', path: /\/labels$/, times: 2 })
  const number = await open('paula', UNKNOWN)
  await scene.settle()
  await scene.pass(MINUTE)
  expect(scene.labels(number)).toEqual(['support: pro'])
})

test('a limit of GitHub is waited for, not counted as a failure', async () => {
  const headers = { 'retry-after': '120' }
  scene.github.fail({ method: 'POST', path: /\/comments$/, status: 429, headers })
  const number = await open()
  await scene.settle()
  expect(scene.parts(number)).toEqual([])
  await scene.pass(MINUTE)
  expect(scene.parts(number)).toEqual([])
  await scene.pass(MINUTE + 5_000)
  expect(scene.parts(number)).toEqual(['answer install'])
})

test('settings come into force though their check run waits; it is written later', async () => {
  const before = scene.github.checkRuns(REPO).length
  const headers = { 'retry-after': '600' }
  scene.github.fail({ method: 'POST', path: /\/check-runs$/, status: 502, times: 100, headers })
  scene.acts.putFile(REPO, 'maya', '.github/firstline.yml', SETTINGS.replace('sam: sponsor', 'sam: pro'))
  await scene.settle()
  const number = await open('sam', UNKNOWN)
  await scene.settle()
  expect(scene.labels(number)).toEqual(['support: pro'])
  expect(scene.github.checkRuns(REPO)).toHaveLength(before)
  scene.github.heal()
  await scene.pass(10 * MINUTE)
  expect(scene.github.checkRuns(REPO)).toHaveLength(before + 1)
  scene.acts.putFile(REPO, 'maya', '.github/firstline.yml', SETTINGS)
  await scene.settle()
})

test('deliveries that failed are asked for again', async () => {
  scene.github.pauseWebhooks('fail')
  const number = await open('paula', UNKNOWN)
  scene.github.resumeWebhooks()
  await scene.settle()
  expect(scene.labels(number)).toEqual([])
  await scene.pass(10 * MINUTE)
  expect(scene.labels(number)).toEqual(['support: pro'])
})

test('what happened without any delivery is read from GitHub', async () => {
  scene.github.pauseWebhooks('drop')
  const number = await open('paula', UNKNOWN)
  scene.acts.comment(REPO, number, 'maya', '/answer proxy')
  scene.github.resumeWebhooks()
  await scene.pass(11 * MINUTE)
  expect(scene.labels(number)).toEqual(['support: pro'])
  expect(scene.parts(number)).toEqual(['answer proxy'])
})

describe('after a stop', () => {
  let folder: string
  let durable: Scene
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'firstline-scene-'))
    durable = await openScene({ dataDir: folder })
  })
  afterAll(async () => {
    await durable.close()
    await rm(folder, { recursive: true, force: true })
  })

  test('what came meanwhile is made up for', async () => {
    await durable.stop()
    const { number } = durable.acts.openIssue(REPO, 'paula', KNOWN)
    await durable.github.settle()
    durable.clock.skip(HOUR)
    await durable.start()
    await durable.settle()
    await durable.pass(6 * MINUTE)
    expect(durable.labels(number)).toEqual(['support: pro'])
    expect(durable.parts(number)).toEqual(['answer install'])
  })

  test('a promise that ran out meanwhile is missed, and the notice says that it is late', async () => {
    const { number } = durable.acts.openIssue(REPO, 'paula', UNKNOWN)
    await durable.settle()
    await durable.stop()
    durable.clock.skip(5 * HOUR)
    await durable.start()
    await durable.settle()
    expect(durable.labels(number)).toEqual(['sla: missed', 'support: pro'])
    expect(durable.said(number).map((one) => one.body)).toEqual([expect.stringMatching(/minutes late/)])
  })

  test('in the middle of a comment, the comment is there once', async () => {
    durable.github.fail({ method: 'POST', path: /\/comments$/, drop: true, applied: true })
    const { number } = durable.acts.openIssue(REPO, 'robin', KNOWN)
    durable.github.pauseWebhooks('drop')
    await durable.firstline.worker?.idle()
    await durable.stop()
    durable.github.resumeWebhooks()
    await durable.start()
    await durable.settle()
    await durable.pass(2 * MINUTE)
    expect(durable.parts(number)).toEqual(['answer install'])
  })

  test('with deliveries stored and nothing done yet, all of it is done', async () => {
    const numbers = [1, 2, 3, 4, 5].map(() => durable.acts.openIssue(REPO, 'paula', KNOWN).number)
    await durable.github.settle()
    await durable.stop()
    await durable.start()
    await durable.settle()
    for (const number of numbers) {
      expect(durable.labels(number)).toEqual(['support: pro'])
      expect(durable.parts(number)).toEqual(['answer install'])
    }
  })
})
