// What GitHub refuses for good is set aside with its reason; everything else that was to be done is done.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { refusedWrites } from '../../src/store/refusals.ts'
import { HOUR, KNOWN, MINUTE, openScene, REPO, type Scene, SETTINGS, UNKNOWN } from './harness.ts'

const WITH_MORE = `${SETTINGS}
  "ship": { add: ["shipped"], comment: "Shipping.", close: true }
`

let scene: Scene
beforeAll(async () => {
  scene = await openScene({ settings: WITH_MORE })
})
afterEach(() => scene.github.heal())
afterAll(() => scene.close())

const open = async (login: string, draft = UNKNOWN) => {
  const { number } = scene.acts.openIssue(REPO, login, draft)
  await scene.settle()
  return number
}
const refused = () => refusedWrites(scene.firstline.store.db)
const failing = async (): Promise<string[]> => {
  const answer = await fetch(`http://127.0.0.1:${scene.firstline.port}/readyz`)
  return ((await answer.json()) as { failing: string[] }).failing
}
const deskText = () =>
  scene
    .desk()
    ?.comments.map((one) => one.body)
    .join('\n') ?? ''

describe('a label that GitHub will not have', () => {
  const path = /\/labels$/
  const message = 'Validation Failed'

  test('does not stop the comment and the close of the same rule, and is not asked for again', async () => {
    scene.github.fail({ method: 'POST', path, status: 422, message, times: 100 })
    const number = await open('robin')
    scene.acts.label(REPO, number, 'maya', 'ship')
    await scene.settle()
    expect(scene.parts(number)).toEqual([expect.stringMatching(/^label-rule ship/)])
    expect(scene.thread(number).closedAt).not.toBeNull()
    expect(await refused()).toMatchObject([
      { ticket: { number }, what: 'the label "shipped"', status: 422, remedy: 'settings' },
      { ticket: null, what: 'making the label "shipped"' },
    ])
    scene.writes()
    scene.acts.comment(REPO, number, 'robin', 'Thank you.')
    await scene.pass(HOUR)
    expect(scene.writes().filter((one) => one.includes('/labels'))).toEqual([])
  })

  test('is told on the desk and in /readyz, with number and remedy', async () => {
    const [one] = await refused()
    const number = one?.ticket?.number
    expect(await failing()).toContainEqual(
      expect.stringMatching(
        new RegExp(`${REPO}#${number}: GitHub refused the label "shipped" \\(422: .*settings`),
      ),
    )
    await scene.pass(HOUR)
    expect(deskText()).toMatch(new RegExp(`the label "shipped" on #${number}: Validation Failed \\(422\\)`))
  })

  test('is tried again when the settings change, and then no longer told', async () => {
    scene.acts.putFile(REPO, 'maya', '.github/firstline.yml', WITH_MORE.replace('Shipping.', 'Shipped.'))
    await scene.settle()
    await scene.pass(2 * MINUTE)
    expect(await refused()).toEqual([])
    expect(scene.github.labels(REPO).map((one) => one.name)).toContain('shipped')
    await scene.pass(HOUR)
    expect(deskText()).not.toContain('refused')
  })
})

describe('a locked conversation', () => {
  test('takes no comment, but its labels go on; unlocked, the comment comes', async () => {
    scene.acts.setPermission(REPO, 'maya', 'write')
    const number = await open('paula')
    scene.acts.lock(REPO, number, 'maya')
    const message = 'Unable to create comment because issue is locked.'
    scene.github.fail({ method: 'POST', path: /\/comments$/, status: 403, message, times: 100 })
    await scene.pass(5 * HOUR)
    expect(scene.labels(number)).toEqual(['sla: missed', 'support: pro'])
    expect(scene.said(number)).toEqual([])
    expect(await refused()).toMatchObject([{ ticket: { number }, status: 403, remedy: 'unlock' }])

    scene.acts.comment(REPO, number, 'maya', '/tier none')
    await scene.settle()
    expect(scene.labels(number)).not.toContain('support: pro')

    scene.github.heal()
    scene.acts.comment(REPO, number, 'maya', '/tier auto')
    await scene.settle()
    expect(scene.said(number)).toEqual([])
    scene.acts.unlock(REPO, number, 'maya')
    await scene.settle()
    expect(scene.parts(number)).toEqual([expect.stringMatching(/^escalation/)])
    expect(await refused()).toEqual([])
  })
})

describe('a conversation of which nobody has told that it is locked', () => {
  test('is written to once, and again when it is unlocked', async () => {
    const message = 'Unable to create comment because issue is locked.'
    scene.github.fail({ method: 'POST', path: /\/comments$/, status: 403, message, times: 20 })
    const before = scene.github.calls.length
    const number = await open('paula', KNOWN)
    scene.acts.comment(REPO, number, 'sam', 'Me too.')
    await scene.pass(MINUTE)
    const asked = scene.github.calls.slice(before).filter(({ status }) => status === 403)
    expect(asked).toMatchObject([{ method: 'POST', path: `/repos/${REPO}/issues/${number}/comments` }])
    expect(await refused()).toContainEqual(
      expect.objectContaining({ ticket: expect.objectContaining({ number }), remedy: 'unlock' }),
    )
    scene.github.heal()
    scene.acts.lock(REPO, number, 'maya')
    await scene.settle()
    scene.acts.unlock(REPO, number, 'maya')
    await scene.settle()
    expect(scene.parts(number)).toContain('answer install')
    expect((await refused()).filter(({ ticket }) => ticket?.number === number)).toEqual([])
  })
})

describe('a missing permission', () => {
  test('stops one kind of write; granted, what was set aside is made up for', async () => {
    const message = 'Resource not accessible by integration'
    scene.github.fail({ method: 'POST', path: /\/comments$/, status: 403, message, times: 100 })
    const number = await open('paula', KNOWN)
    expect(scene.labels(number)).toEqual(['support: pro'])
    expect(scene.parts(number)).toEqual([])
    const [one] = await refused()
    expect(one).toMatchObject({ ticket: { number }, remedy: 'permission' })
    scene.github.heal()
    await scene.pass(HOUR)
    expect(scene.parts(number)).toEqual([])
    scene.acts.grant(scene.installationId, { checks: 'read' })
    await scene.settle()
    expect(scene.parts(number)).toEqual(['answer install'])
  })

  test('says so in the same way where GraphQL refuses', async () => {
    scene.github.fail({
      operation: 'AddDiscussionComment',
      graphqlError: 'FORBIDDEN',
      message: 'No',
      times: 100,
    })
    const { number } = scene.acts.createDiscussion(REPO, 'paula', KNOWN)
    await scene.settle()
    expect(scene.labels(number)).toEqual(['support: pro'])
    expect(await refused()).toMatchObject([{ ticket: { kind: 'discussion', number }, remedy: 'permission' }])
  })
})

describe('outside tickets', () => {
  test('a check run that is refused does not stop the settings from being read', async () => {
    scene.github.fail({ method: 'POST', path: /check-runs$/, status: 403, message: 'No', times: 100 })
    scene.acts.putFile(REPO, 'maya', '.github/firstline.yml', `${WITH_MORE}\nbots: [robo]\n`)
    await scene.settle()
    expect(await refused()).toContainEqual(
      expect.objectContaining({ ticket: null, what: 'the check run "firstline / settings"' }),
    )
    expect(await failing()).toContainEqual(expect.stringContaining('firstline / settings'))
    const before = scene.github.checkRuns(REPO).length
    scene.github.heal()
    scene.acts.grant(scene.installationId, { checks: 'write', statuses: 'read' })
    await scene.settle()
    expect(scene.github.checkRuns(REPO).length - before).toBe(1)
    expect(await refused()).toEqual([])
  })

  test('a desk comment that is refused leaves the others, and is not asked for on each turn', async () => {
    const metrics = scene.desk()?.comments[0]
    scene.github.fail({
      method: 'PATCH',
      path: new RegExp(`/comments/${metrics?.id}$`),
      status: 403,
      message: 'No',
      times: 100,
    })
    const number = await open('paula')
    await scene.pass(HOUR)
    await scene.pass(HOUR)
    expect(scene.desk()?.comments[1]?.body).toContain(`#${number}`)
    scene.writes()
    await scene.pass(HOUR)
    await scene.pass(HOUR)
    expect(scene.writes().filter((one) => one.endsWith(`/comments/${metrics?.id}`))).toEqual([])
  })
})
