// Discussions in categories that are no support: nothing is said, labelled, timed or counted there.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ARTICLES, HOUR, KNOWN, openScene, REPO, type Scene, SETTINGS } from './harness.ts'

let scene: Scene
const discuss = async (category: string, login = 'robin') => {
  const { number } = scene.acts.createDiscussion(REPO, login, { ...KNOWN, category, answerable: false })
  await scene.settle()
  return number
}

describe('by default', () => {
  beforeAll(async () => {
    scene = await openScene()
  })
  afterAll(() => scene.close())

  test.each(['Announcements', 'Polls', 'Show and tell'])('%s are no tickets', async (category) => {
    const number = await discuss(category, 'paula')
    scene.acts.discussionComment(REPO, number, 'maya', '/tier pro')
    await scene.pass(5 * HOUR)
    expect(scene.said(number)).toEqual([])
    expect(scene.labels(number)).toEqual([])
  })

  test('other categories are, and they alone are counted', async () => {
    const number = await discuss('Ideas')
    expect(scene.parts(number)).toEqual(['answer install'])
    await scene.pass(2 * HOUR)
    expect(scene.metrics().tiers.all?.opened).toBe(1)
  })
})

describe('the settings', () => {
  afterAll(() => scene.close())

  test('may leave out others, by slug or by name', async () => {
    const settings = `${SETTINGS}discussions: { leave_out: [ideas, "Show and Tell"] }\n`
    scene = await openScene({ settings, articles: ARTICLES })
    expect(scene.said(await discuss('Ideas'))).toEqual([])
    expect(scene.said(await discuss('Show and tell'))).toEqual([])
    expect(scene.parts(await discuss('Polls'))).toEqual(['answer install'])
  })
})
