// The machine's clock was three hours ahead and is put right: nothing is silent, and /readyz tells of it.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HOUR, openScene, REPO, type Scene, SETTINGS, UNKNOWN } from './harness.ts'

let folder: string
let scene: Scene
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstline-clock-'))
  scene = await openScene({ dataDir: folder })
})
afterAll(async () => {
  await scene.close()
  await rm(folder, { recursive: true, force: true })
})

const failing = async (): Promise<string[]> => {
  const answer = await fetch(`http://127.0.0.1:${scene.firstline.port}/readyz`)
  return ((await answer.json()) as { failing: string[] }).failing
}

/** Asks, while GitHub cannot take labels: the ticket waits for its next try when the clock is put right. */
const askInVain = async () => {
  scene.github.fail({ method: 'POST', path: /\/labels$/, times: 100 })
  const { number } = scene.acts.openIssue(REPO, 'paula', UNKNOWN)
  await scene.github.settle()
  await scene.firstline.worker?.idle()
  scene.github.heal()
  return number
}

test('while running', async () => {
  const number = await askInVain()
  scene.clock.skip(-3 * HOUR)
  await scene.settle()
  expect(scene.labels(number)).toEqual(['support: pro'])
  expect(await failing()).toEqual([expect.stringMatching(/clock: it went back by 3 h at 2026-/)])
})

test('promises are told by the clock that is right', async () => {
  scene.clock.skip(3 * HOUR)
  scene.acts.putFile(
    REPO,
    'maya',
    '.github/firstline.yml',
    SETTINGS.replace('first_response: 4h', 'first_response: 1h'),
  )
  await scene.settle()
  await scene.pass(-3 * HOUR)
  await scene.pass(HOUR / 60)
  const { number } = scene.acts.openIssue(REPO, 'paula', UNKNOWN)
  await scene.settle()
  await scene.pass(2 * HOUR)
  expect(scene.labels(number)).toEqual(['sla: missed', 'support: pro'])
})

test('while stopped', async () => {
  const number = await askInVain()
  await scene.stop()
  scene.clock.skip(-3 * HOUR)
  await scene.start()
  scene.writes()
  await scene.settle()
  expect(scene.labels(number)).toEqual(['support: pro'])
  const reads = scene.github.calls.filter((one) => one.path.endsWith('/installation/repositories'))
  expect(reads.length).toBeGreaterThan(1)
})
