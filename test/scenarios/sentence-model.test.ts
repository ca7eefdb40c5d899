// The sentence model on a server: whom it costs something, and whom nothing.
import { afterEach, expect, test } from 'vitest'
import { KNOWN, openScene, REPO, type Scene, UNKNOWN } from './harness.ts'

let scene: Scene | undefined
afterEach(async () => {
  await scene?.close()
  scene = undefined
})

async function readArticles({ firstline }: Scene): Promise<number> {
  const rows = await firstline.store.db.selectFrom('article_vectors').select('content').execute()
  return rows.length
}

async function readyz({ firstline }: Scene): Promise<unknown> {
  return (await fetch(`http://127.0.0.1:${firstline.port}/readyz`)).json()
}

test('a ticket that nobody answers costs the model nothing, one that may be answered has the articles read once', async () => {
  scene = await openScene({ env: { SENTENCE_MODEL: 'on' } })
  const { acts } = scene
  acts.openIssue(REPO, 'maya', UNKNOWN)
  acts.addBot('robot[bot]')
  acts.openIssue(REPO, 'robot[bot]', UNKNOWN)
  await scene.settle()
  expect(await readArticles(scene)).toBe(0)
  acts.openIssue(REPO, 'robin', UNKNOWN)
  await scene.settle()
  expect(await readArticles(scene)).toBe(3)
  expect(await readyz(scene)).toMatchObject({ ready: true, sentenceModel: { state: 'on' } })
})

test('off, words alone decide, and /readyz says so', async () => {
  scene = await openScene()
  const { number } = scene.acts.openIssue(REPO, 'robin', KNOWN)
  await scene.settle()
  expect(scene.said(number).map(({ body }) => body)).toEqual([
    expect.stringContaining('npm install -g widget'),
  ])
  expect(await readArticles(scene)).toBe(0)
  expect(await readyz(scene)).toMatchObject({ ready: true, sentenceModel: { state: 'off' } })
})
