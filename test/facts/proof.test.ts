// The desk says what the knowledge base would have answered of the past, once enough was asked.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HOUR, openScene, REPO, type Scene } from '../scenarios/harness.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.close())

async function section(): Promise<string | null> {
  await scene.settle()
  await scene.pass(2 * HOUR)
  const metrics = scene.desk()!.comments.find((one) => one.body.includes('firstline:metrics'))!
  return /### What the knowledge base would have answered\n\n(.*)/.exec(metrics.body)?.[1] ?? null
}

test('of few questions nothing is said, of five how many', async () => {
  const open = (title: string) => scene.acts.openIssue(REPO, 'robin', { title, body: '' })
  for (let i = 0; i < 4; i++) open(`The ledger lacks its column ${i}`)
  open('feature: a ledger with colours')
  expect(await section()).toMatch(/^Of the last 5 questions, 0 /)
})

test('no more is said once there is no article', async () => {
  for (const name of ['install.md', 'install.zh.md', 'proxy.md'])
    scene.acts.putFile(REPO, 'maya', `.github/knowledge/${name}`, null)
  expect(await section()).toBeNull()
})
