// Sponsors: who starts, changes and ends is relabelled, and who wants to stay private is not seen in public.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DAY, HOUR, openScene, REPO, type Scene, UNKNOWN } from './harness.ts'

const SETTINGS = `
tiers:
  pro:
    label: { name: "support: pro" }
    promise: { first_response: 4h }
    acknowledge: "We look at this by {deadline}."
  sponsor: { label: { name: "support: sponsor" } }
entitlements:
  github_sponsors: { account: acme, tiers: { pro: 50, sponsor: 1 } }
`

let scene: Scene
beforeAll(async () => {
  scene = await openScene({
    settings: SETTINGS,
    sponsorsToken: true,
    before: (acts) => {
      acts.sponsor('acme', 'sam', { dollars: 60 })
      acts.sponsor('acme', 'quinn', { dollars: 60, private: true })
    },
  })
})
afterAll(() => scene.close())

const open = async (login: string) => {
  const { number } = scene.acts.openIssue(REPO, login, UNKNOWN)
  await scene.settle()
  return number
}

test('a sponsor has the tier that the amount pays for', async () => {
  expect(scene.labels(await open('sam'))).toEqual(['support: pro'])
})

test('whose sponsorship starts while a ticket is open is labelled then', async () => {
  const number = await open('nina')
  expect(scene.labels(number)).toEqual([])
  scene.acts.sponsor('acme', 'nina', { dollars: 5 })
  await scene.settle()
  expect(scene.labels(number)).toEqual(['support: sponsor'])
  scene.acts.changeSponsorship('acme', 'nina', { dollars: 50 })
  await scene.settle()
  expect(scene.labels(number)).toEqual(['support: pro'])
})

test('whose sponsorship ends keeps the tier for the days of grace', async () => {
  scene.acts.sponsor('acme', 'gus', { dollars: 5 })
  await scene.settle()
  const number = await open('gus')
  expect(scene.labels(number)).toEqual(['support: sponsor'])
  scene.acts.changeSponsorship('acme', 'gus', 'cancelled')
  await scene.settle()
  await scene.pass(6 * DAY)
  expect(scene.labels(number)).toEqual(['support: sponsor'])
  await scene.pass(2 * DAY)
  expect(scene.labels(number)).toEqual([])
})

test("nothing in public shows a private sponsor's tier, but the clock runs", async () => {
  const number = await open('quinn')
  scene.acts.comment(REPO, number, 'maya', '/why')
  await scene.settle()
  await scene.pass(5 * HOUR)
  scene.acts.comment(REPO, number, 'maya', '/metrics')
  await scene.settle()
  expect(scene.labels(number)).toEqual([])
  const words = scene.said(number).map((one) => one.body)
  expect(words).toHaveLength(1)
  expect(words.join()).not.toMatch(/pro\b|sponsor|deadline|look at this/)
  const queue = scene.desk()?.comments.find((one) => one.body.includes('firstline:queue'))?.body ?? ''
  const row = queue.split('\n').find((line) => line.includes(`#${number} `))
  expect(row).toMatch(/^\| – \| [^|]*<br>waits since \d+\u00a0\w{3} \|$/)
})

test('an escalation of a private sponsor is not told in public', async () => {
  const number = await open('quinn')
  await scene.pass(5 * HOUR)
  expect(scene.said(number)).toEqual([])
})
