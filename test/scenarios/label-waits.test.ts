// Labels that hand a ticket to its requester: what is announced, what ends the wait, and what comes of it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DAY, HOUR, openScene, REPO, type Scene, UNKNOWN } from './harness.ts'

const SETTINGS = `
tiers:
  pro: { label: { name: "support: pro" } }
entitlements:
  github_sponsors: ~
  users: { paula: pro }
labels:
  "needs: example": { comment: "Please add an example.", wait: 14d, then: close, reason: not_planned }
  "stale": { wait: 14d, then: close }
  "needs: version": { comment: "Please tell your version.", wait: 7d, then: remind }
  "waiting: requester": { wait: 14d, then: close, reason: not_planned }
  "hold": { add: ["on hold"], lock: true, assign: [maya] }
`

let scene: Scene
beforeAll(async () => {
  scene = await openScene({ settings: SETTINGS })
})
afterAll(() => scene.close())

const open = async (login = 'robin') => {
  const { number } = scene.acts.openIssue(REPO, login, UNKNOWN)
  await scene.settle()
  return number
}
const label = async (number: number, name: string, login = 'maya') => {
  scene.acts.label(REPO, number, login, name)
  await scene.settle()
}
const labelled = async (name: string, login?: string) => {
  const number = await open(login)
  await label(number, name)
  return number
}
const comment = async (number: number, login: string, body = 'Here it is.') => {
  scene.acts.comment(REPO, number, login, body)
  await scene.settle()
}
const isOpen = (number: number) => scene.thread(number).closedAt === null
const texts = (number: number) => scene.said(number).map((one) => one.body)

describe('a wait', () => {
  test('is announced with its day, and ends in a close that says so', async () => {
    const number = await labelled('needs: example')
    const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
      scene.clock.now() + 14 * DAY,
    )
    expect(texts(number)).toEqual([expect.stringContaining(`closed automatically on ${day}`)])
    await scene.pass(13 * DAY)
    expect(isOpen(number)).toBe(true)
    await scene.pass(1 * DAY)
    expect(scene.thread(number)).toMatchObject({ closedAt: expect.any(Number), stateReason: 'not_planned' })
    expect(texts(number)).toHaveLength(2)
    expect(texts(number)[1]).toContain('Closed automatically')
  })

  test('is announced also where the settings give no comment', async () => {
    expect(texts(await labelled('stale'))).toEqual([expect.stringContaining('closed automatically on')])
  })

  test.each([
    [
      'a comment of the requester',
      (number: number) => void scene.acts.comment(REPO, number, 'robin', 'Yes.'),
    ],
    [
      'an edit of the text by the requester',
      (number: number) => scene.acts.editIssue(REPO, number, 'robin', { body: 'Now with an example.' }),
    ],
    [
      'an edit of the title by the requester',
      (number: number) => scene.acts.editIssue(REPO, number, 'robin', { title: 'With version 3' }),
    ],
    ['taking the label off', (number: number) => scene.acts.unlabel(REPO, number, 'maya', 'needs: example')],
  ])('ends with %s', async (_what, act) => {
    const number = await labelled('needs: example')
    await scene.pass(DAY)
    act(number)
    await scene.settle()
    await scene.pass(20 * DAY)
    expect(isOpen(number)).toBe(true)
    expect(texts(number)).toHaveLength(1)
  })

  test.each([
    [
      'a comment of somebody else',
      (number: number) => void scene.acts.comment(REPO, number, 'sam', 'Me too.'),
    ],
    [
      'an edit by a maintainer',
      (number: number) => scene.acts.editIssue(REPO, number, 'maya', { body: 'Formatted.' }),
    ],
  ])('goes on after %s', async (_what, act) => {
    const number = await labelled('needs: example')
    await scene.pass(DAY)
    act(number)
    await scene.settle()
    await scene.pass(13 * DAY)
    expect(isOpen(number)).toBe(false)
  })

  test('that begins again counts from then', async () => {
    const number = await labelled('needs: example')
    await scene.pass(10 * DAY)
    scene.acts.unlabel(REPO, number, 'maya', 'needs: example')
    await scene.settle()
    await label(number, 'needs: example')
    await scene.pass(13 * DAY)
    expect(isOpen(number)).toBe(true)
    await scene.pass(DAY)
    expect(isOpen(number)).toBe(false)
  })

  test('is begun by maintainers alone', async () => {
    const number = await open()
    await label(number, 'needs: example', 'robin')
    await scene.pass(20 * DAY)
    expect(isOpen(number)).toBe(true)
    expect(texts(number)).toEqual([])
  })

  test('is begun by the waiting label that Firstline put on, too', async () => {
    const number = await open()
    await comment(number, 'maya', '/waiting')
    expect(texts(number)).toEqual([expect.stringContaining('closed automatically on')])
    await scene.pass(14 * DAY)
    expect(isOpen(number)).toBe(false)
  })

  test('of a discussion ends in the same way', async () => {
    const { number } = scene.acts.createDiscussion(REPO, 'robin', UNKNOWN)
    await scene.settle()
    await label(number, 'needs: example')
    await scene.pass(14 * DAY)
    expect(scene.thread(number)).toMatchObject({ closedAt: expect.any(Number), stateReason: 'outdated' })
    scene.acts.discussionComment(REPO, number, 'robin', 'Still there.')
    await scene.settle()
    expect(isOpen(number)).toBe(true)
  })

  test('that only reminds does so once', async () => {
    const number = await labelled('needs: version')
    await scene.pass(7 * DAY)
    await scene.pass(30 * DAY)
    expect(isOpen(number)).toBe(true)
    expect(scene.parts(number).filter((part) => part.startsWith('reminder'))).toHaveLength(1)
  })
})

describe('whoever pays', () => {
  const remindedOnly = async (number: number) => {
    expect(texts(number)[0]).not.toContain('closed')
    await scene.pass(14 * DAY)
    await scene.pass(30 * DAY)
    expect(isOpen(number)).toBe(true)
    expect(scene.parts(number).filter((part) => part.startsWith('reminder'))).toHaveLength(1)
  }

  test('is reminded and never closed', async () => {
    await remindedOnly(await labelled('needs: example', 'paula'))
  })

  test('is so also after /tier none, and so is who was put under a tier by hand', async () => {
    const paying = await open('paula')
    await comment(paying, 'maya', '/tier none')
    await label(paying, 'needs: example')
    const chosen = await open()
    await comment(chosen, 'maya', '/tier pro')
    await label(chosen, 'needs: example')
    await remindedOnly(paying)
    expect(isOpen(chosen)).toBe(true)
  })

  test('is so where a human is needed', async () => {
    const number = await open()
    await label(number, 'support: needs human')
    await label(number, 'needs: example')
    expect(texts(number)[0]).toContain('will be reminded')
    await scene.pass(14 * DAY)
    expect(isOpen(number)).toBe(true)
  })

  test('and begins to only after the announcement is spared too', async () => {
    const number = await labelled('needs: example')
    await comment(number, 'maya', '/tier pro')
    await scene.pass(14 * DAY)
    expect(isOpen(number)).toBe(true)
    expect(scene.parts(number).filter((part) => part.startsWith('reminder'))).toHaveLength(1)
  })

  test('and stops to is not closed either, for that was not announced', async () => {
    const number = await open()
    await comment(number, 'maya', '/tier pro')
    await label(number, 'needs: example')
    await comment(number, 'maya', '/tier auto')
    await scene.pass(14 * DAY)
    expect(isOpen(number)).toBe(true)
  })
})

describe('after an automatic close', () => {
  const closed = async () => {
    const number = await labelled('needs: example')
    await scene.pass(14 * DAY)
    expect(isOpen(number)).toBe(false)
    return number
  }

  test('a comment of the requester opens the ticket again', async () => {
    const number = await closed()
    await scene.pass(29 * DAY)
    await comment(number, 'robin')
    expect(isOpen(number)).toBe(true)
    await scene.pass(60 * DAY)
    expect(isOpen(number)).toBe(true)
  })

  test('a comment of the requester does so also where GitHub held the close up', async () => {
    const number = await labelled('needs: example')
    scene.github.fail({ method: 'PATCH', path: /\/issues\/\d+$/, status: 502, times: 8 })
    await scene.pass(14 * DAY)
    for (let hours = 0; isOpen(number) && hours < 12; hours++) await scene.pass(HOUR)
    expect(texts(number)).toHaveLength(2)
    expect(scene.thread(number).closedAt! - scene.said(number)[1]!.at).toBeGreaterThan(HOUR / 6)
    await comment(number, 'robin')
    expect(isOpen(number)).toBe(true)
  })

  test('nobody else does, nor a comment after 30 days', async () => {
    const number = await closed()
    await comment(number, 'sam')
    await comment(number, 'maya')
    expect(isOpen(number)).toBe(false)
    await scene.pass(31 * DAY)
    await comment(number, 'robin')
    expect(isOpen(number)).toBe(false)
  })

  test('what a maintainer closes then stays closed', async () => {
    const number = await closed()
    await comment(number, 'robin')
    scene.acts.close(REPO, number, 'maya', 'completed')
    await scene.settle()
    await comment(number, 'robin', 'Thanks.')
    expect(isOpen(number)).toBe(false)
  })
})

describe('taking a label off', () => {
  test('takes back the lock, the label and the assignment that it made, not those that were there', async () => {
    const number = await labelled('hold')
    expect(scene.labels(number)).toEqual(['hold', 'on hold'])
    expect(scene.thread(number).locked).toBe(true)
    scene.acts.unlabel(REPO, number, 'maya', 'hold')
    await scene.settle()
    expect(scene.labels(number)).toEqual([])
    expect(scene.thread(number)).toMatchObject({ locked: false, assignees: [] })

    const before = await open()
    await label(before, 'on hold')
    await scene.pass(HOUR)
    await label(before, 'hold')
    scene.acts.unlabel(REPO, before, 'maya', 'hold')
    await scene.settle()
    expect(scene.labels(before)).toEqual(['on hold'])
  })
})
