// Tier labels follow: renamed in the settings, renamed or deleted on GitHub, with and without a delivery that tells.
import { afterEach, describe, expect, test } from 'vitest'
import { HOUR, MINUTE, openScene, REPO, type Scene, type SceneOptions, SETTINGS, UNKNOWN } from './harness.ts'

let scene: Scene
afterEach(() => scene.close())

const begin = async (options: SceneOptions = {}) => {
  scene = await openScene(options)
}
const open = async (login: string) => {
  const { number } = scene.acts.openIssue(REPO, login, UNKNOWN)
  await scene.settle()
  return number
}
const settings = async (text: string) => {
  scene.acts.putFile(REPO, 'maya', '.github/firstline.yml', text)
  await scene.settle()
  await scene.pass(2 * MINUTE)
}
const check = () => scene.github.checkRuns(REPO).findLast((one) => one.name === 'firstline / settings')
const names = () => scene.github.labels(REPO).map((one) => one.name)
const OTHER = SETTINGS.replace('"support: pro"', '"vip"')

describe('renamed in the settings', () => {
  test('the old label goes and the new one comes on open tickets, also where a maintainer put it on', async () => {
    await begin()
    const paid = await open('paula')
    const byHand = await open('robin')
    scene.acts.label(REPO, byHand, 'maya', 'support: pro')
    const closed = await open('paula')
    scene.acts.close(REPO, closed, 'maya')
    await scene.settle()
    await settings(OTHER)
    expect(scene.labels(paid)).toEqual(['vip'])
    expect(scene.labels(byHand)).toEqual(['vip'])
    expect(scene.labels(closed)).toEqual(['support: pro'])
  })

  test('a label of that name that a maintainer puts on afterwards is theirs', async () => {
    await begin()
    await settings(OTHER)
    const number = await open('paula')
    scene.acts.label(REPO, number, 'maya', 'support: pro')
    await scene.settle()
    expect(scene.labels(number)).toEqual(['support: pro', 'vip'])
  })
})

describe('renamed on GitHub', () => {
  test('the label goes on under its new name, on tickets old and new', async () => {
    await begin()
    const before = await open('paula')
    scene.acts.renameLabel(REPO, 'maya', 'support: pro', 'Pays us')
    await scene.settle()
    const after = await open('paula')
    expect(scene.labels(before)).toEqual(['Pays us'])
    expect(scene.labels(after)).toEqual(['Pays us'])
    expect(names()).not.toContain('support: pro')
    scene.acts.comment(REPO, after, 'maya', '/tier none')
    await scene.settle()
    expect(scene.labels(after)).toEqual([])
  })

  test('a label put on or taken off by hand under its new name counts', async () => {
    await begin()
    await open('paula')
    scene.acts.renameLabel(REPO, 'maya', 'support: pro', 'Pays us')
    await scene.settle()
    const number = await open('robin')
    scene.acts.label(REPO, number, 'maya', 'Pays us')
    await scene.pass(5 * HOUR)
    expect(scene.labels(number)).toEqual(['Pays us', 'sla: missed'])
  })

  test('the check run of the settings says that they differ, and no longer when they agree', async () => {
    await begin()
    await settings(`${SETTINGS}\nbots: [robo]\n`)
    expect(check()).toMatchObject({ conclusion: 'success' })
    scene.acts.renameLabel(REPO, 'maya', 'support: pro', 'Pays us')
    await scene.settle()
    expect(check()?.summary).toMatch(/Line 4: .*`support: pro` here, and `Pays us` on GitHub/)
    await settings(SETTINGS.replace('"support: pro"', '"Pays us"'))
    expect(check()).toMatchObject({ conclusion: 'success' })
    expect(scene.labels(await open('paula'))).toEqual(['Pays us'])
  })

  test('it is noticed within the hour where no delivery tells', async () => {
    await begin()
    await open('paula')
    scene.github.pauseWebhooks('drop')
    scene.acts.renameLabel(REPO, 'maya', 'support: pro', 'Pays us')
    scene.github.resumeWebhooks()
    await scene.pass(HOUR + 5 * MINUTE)
    const number = await open('paula')
    expect(scene.labels(number)).toEqual(['Pays us'])
    expect(names()).not.toContain('support: pro')
  })

  test('a waiting label under another name still stops the clocks, and comes off with a reply', async () => {
    await begin()
    const number = await open('paula')
    scene.acts.comment(REPO, number, 'maya', 'Which version?')
    scene.acts.comment(REPO, number, 'maya', '/waiting')
    await scene.settle()
    scene.acts.renameLabel(REPO, 'maya', 'waiting: requester', 'needs reply')
    await scene.pass(3 * 24 * HOUR)
    expect(scene.labels(number)).toEqual(['needs reply', 'support: pro'])
    scene.acts.comment(REPO, number, 'paula', 'Version 2.')
    await scene.settle()
    expect(scene.labels(number)).toEqual(['support: pro'])
  })
})

describe('deleted on GitHub', () => {
  test('the label is made again and put back on open tickets, twice if need be', async () => {
    await begin()
    const paid = await open('paula')
    const byHand = await open('robin')
    scene.acts.label(REPO, byHand, 'maya', 'support: pro')
    await scene.settle()
    for (let turn = 0; turn < 2; turn++) {
      scene.acts.deleteLabel(REPO, 'maya', 'support: pro')
      await scene.settle()
      expect(scene.labels(paid)).toEqual(['support: pro'])
      expect(scene.labels(byHand)).toEqual(['support: pro'])
    }
    const label = scene.github.labels(REPO).find((one) => one.name === 'support: pro')
    expect(label).toMatchObject({ color: '8250df', description: 'Pays' })
  })

  test('after it was renamed, it is made again under the name that the settings have', async () => {
    await begin()
    const number = await open('paula')
    scene.acts.renameLabel(REPO, 'maya', 'support: pro', 'Pays us')
    await scene.settle()
    scene.acts.deleteLabel(REPO, 'maya', 'Pays us')
    await scene.settle()
    expect(scene.labels(number)).toEqual(['support: pro'])
  })

  test('it comes back within the hour where no delivery tells', async () => {
    await begin()
    const number = await open('paula')
    scene.github.pauseWebhooks('drop')
    scene.acts.deleteLabel(REPO, 'maya', 'support: pro')
    scene.github.resumeWebhooks()
    await scene.pass(HOUR + 5 * MINUTE)
    expect(scene.labels(number)).toEqual(['support: pro'])
  })

  test('labels of late promises come back too', async () => {
    await begin()
    const number = await open('paula')
    await scene.pass(5 * HOUR)
    scene.acts.deleteLabel(REPO, 'maya', 'sla: missed')
    await scene.settle()
    expect(scene.labels(number)).toEqual(['sla: missed', 'support: pro'])
  })
})
