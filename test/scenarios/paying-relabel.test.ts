// A customer with many open tickets begins to pay, changes and ends: each ticket costs one write, whatever goes wrong.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DAY, openScene, REPO, type Scene, UNKNOWN } from './harness.ts'

const COUNT = 30
const SETTINGS = `
tiers: { pro: { label: { name: "support: pro" } }, sponsor: { label: { name: "support: sponsor" } } }
entitlements: { github_sponsors: { account: acme, tiers: { pro: 50, sponsor: 1 } } }
desk: { issue: false }
`

let scene: Scene
let dataDir: string
let numbers: number[]

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'firstline-paying-'))
  scene = await openScene({ settings: SETTINGS, sponsorsToken: true, dataDir })
  numbers = Array.from({ length: COUNT }, () => scene.acts.openIssue(REPO, 'bea', UNKNOWN).number)
  await scene.settle()
  scene.writes()
})
afterAll(async () => {
  await scene.close()
  rmSync(dataDir, { recursive: true })
})

const labelled = (name: string) => numbers.filter((number) => scene.labels(number).includes(name)).length

test('a beginning labels them all, with one write each', async () => {
  scene.acts.sponsor('acme', 'bea', { dollars: 5 })
  await scene.settle()
  expect(labelled('support: sponsor')).toBe(COUNT)
  expect(scene.writes()).toHaveLength(COUNT)
})

test('an end takes all labels off after the days of grace, with one write each', async () => {
  scene.acts.changeSponsorship('acme', 'bea', 'cancelled')
  await scene.settle()
  await scene.pass(8 * DAY)
  expect(labelled('support: sponsor')).toBe(0)
  expect(scene.writes()).toHaveLength(COUNT)
})

test('all are labelled in the end where GitHub fails and Firstline is started again in the middle', async () => {
  scene.github.fail({ method: 'POST', path: /\/labels$/, drop: true, times: 5 })
  scene.github.fail({ method: 'POST', path: /\/labels$/, status: 502, times: 5 })
  const known = scene.github.calls.length
  scene.acts.sponsor('acme', 'bea', { dollars: 60 })
  while (scene.github.calls.slice(known).filter((call) => /labels$/.test(call.path)).length < COUNT / 2) {
    await new Promise((resolve) => setImmediate(resolve))
  }
  await scene.stop()
  await scene.start()
  await scene.settle()
  await scene.pass(60_000)
  expect(labelled('support: pro')).toBe(COUNT)
  const done = scene.github
    .threads(REPO)
    .flatMap((thread) => thread.events.filter((event) => event.label?.name === 'support: pro'))
  expect(done).toHaveLength(COUNT)
  expect(scene.writes().length).toBeLessThanOrEqual(COUNT + 10 + 8)
})
