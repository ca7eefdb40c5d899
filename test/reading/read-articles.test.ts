// A push that changes one article has one article read, however many there are.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openScene, REPO, type Scene } from '../scenarios/harness.ts'

const article = (title: string) => `---\ntitle: ${title}\n---\nTurn the page.\n`
const MANY = 45

let scene: Scene
beforeAll(async () => {
  const articles = Object.fromEntries(
    Array.from({ length: MANY }, (_, i) => [`a${i}.md`, article(`How to turn page ${i}`)]),
  )
  scene = await openScene({ articles })
})
afterAll(() => scene.close())

/** Pushes files (`null` deletes), and counts the calls that read contents. */
async function push(files: Record<string, string | null>, branch = 'main'): Promise<number> {
  const before = scene.github.calls.length
  for (const [name, text] of Object.entries(files)) {
    scene.acts.putFile(REPO, 'maya', `.github/knowledge/${name}`, text, branch)
  }
  await scene.settle()
  return scene.github.calls.slice(before).filter(({ operation }) => operation === 'ReadBlobs').length
}

test('at first all are read, 20 in one call', () => {
  expect(scene.github.calls.filter(({ operation }) => operation === 'ReadBlobs')).toHaveLength(3)
})

test('one that changes is read once, for the check run and for the answers', async () => {
  expect(await push({ 'a7.md': article('How to turn the seventh page') })).toBe(1)
  expect(scene.github.checkRuns(REPO).at(-1)).toMatchObject({ conclusion: 'success' })
})

test('one that is deleted or renamed is not read', async () => {
  expect(await push({ 'a8.md': null })).toBe(0)
  expect(await push({ 'a9.md': null, 'b9.md': article('How to turn page 9') })).toBe(0)
})
