// Promises: the clock, its labels, one escalation for each moment, and pauses while the asker is waited for.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HOUR, MINUTE, openScene, REPO, type Scene, SETTINGS, UNKNOWN } from './harness.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.close())

const open = async (login = 'paula') => {
  const { number } = scene.acts.openIssue(REPO, login, UNKNOWN)
  const openedAt = scene.thread(number).createdAt
  await scene.settle()
  return { number, openedAt }
}

/** Goes to an instant, and lets what is due happen. */
const goTo = (at: number) => scene.pass(at - scene.clock.now())

const comment = async (number: number, login: string, body: string) => {
  scene.acts.comment(REPO, number, login, body)
  await scene.settle()
}

const escalations = (number: number) => scene.parts(number).filter((part) => part.startsWith('escalation'))

test('a promise is at risk at three quarters and missed at the end, with one escalation each', async () => {
  const { number, openedAt } = await open()
  await goTo(openedAt + 3 * HOUR - MINUTE)
  expect(scene.labels(number)).toEqual(['support: pro'])
  await goTo(openedAt + 3 * HOUR)
  expect(scene.labels(number)).toEqual(['sla: at risk', 'support: pro'])
  expect(escalations(number)).toEqual(['escalation first_response:at_risk'])
  // The team is named by its members.
  expect(scene.said(number)[0]?.body).toMatch(/^@maya The promised first response/)
  await goTo(openedAt + 4 * HOUR)
  expect(scene.labels(number)).toEqual(['sla: missed', 'support: pro'])
  expect(escalations(number)).toHaveLength(2)
  await goTo(openedAt + 9 * HOUR)
  expect(escalations(number)).toHaveLength(2)
})

test('a response in time takes the risk away', async () => {
  const { number, openedAt } = await open()
  await goTo(openedAt + 3 * HOUR)
  await comment(number, 'maya', 'I am on it.')
  expect(scene.labels(number)).toEqual(['support: pro'])
  await goTo(openedAt + 5 * HOUR)
  expect(scene.labels(number)).toEqual(['support: pro'])
})

test('late stays missed', async () => {
  const { number, openedAt } = await open()
  await goTo(openedAt + 5 * HOUR)
  await comment(number, 'maya', 'Sorry, late.')
  await comment(number, 'maya', '/tier auto')
  expect(scene.labels(number)).toEqual(['sla: missed', 'support: pro'])
})

test('a moment that is noticed late is told late, and says so', async () => {
  const { number, openedAt } = await open()
  await goTo(openedAt + 4 * HOUR + 30 * MINUTE)
  expect(scene.labels(number)).toEqual(['sla: missed', 'support: pro'])
  expect(scene.said(number).map((one) => one.body)).toEqual([expect.stringMatching(/30 minutes late/)])
})

test.each([
  [20 * HOUR, '20 hours late'],
  [100 * HOUR, '4 days late'],
])('%i ms late is told in hours and days', async (lateMs, text) => {
  const { number, openedAt } = await open()
  await goTo(openedAt + 4 * HOUR + lateMs)
  expect(scene.said(number)[0]?.body).toContain(text)
})

test('a comment of a stranger, of Firstline or with nothing but commands is no response', async () => {
  const { number, openedAt } = await open()
  await comment(number, 'eve', 'Me too.')
  await comment(number, 'maya', '/help')
  await goTo(openedAt + 4 * HOUR)
  expect(scene.labels(number)).toContain('sla: missed')
})

test('nothing is promised to those who do not pay', async () => {
  const { number, openedAt } = await open('robin')
  await goTo(openedAt + 100 * HOUR)
  expect(scene.labels(number)).toEqual([])
  expect(scene.said(number)).toEqual([])
})

test('while the asker is waited for, next response and resolution stand still, and go on with the next comment', async () => {
  const { number } = await open()
  await comment(number, 'maya', 'Which version?\n\n/waiting')
  expect(scene.labels(number)).toEqual(['support: pro', 'waiting: requester'])
  // Two days were promised for the resolution.
  await scene.pass(5 * 24 * HOUR)
  expect(scene.labels(number)).toEqual(['support: pro', 'waiting: requester'])
  await comment(number, 'paula', 'Version 3.')
  expect(scene.labels(number)).toEqual(['support: pro'])
  await scene.pass(8 * HOUR)
  expect(scene.labels(number)).toContain('sla: missed')
  expect(escalations(number).join()).toMatch(/next_response.\d+:missed/)
})

test('the first response never pauses', async () => {
  const { number, openedAt } = await open()
  scene.acts.label(REPO, number, 'maya', 'waiting: requester')
  await scene.settle()
  await goTo(openedAt + 4 * HOUR)
  expect(scene.labels(number)).toContain('sla: missed')
})

test('/waiting with a time reminds when it has passed', async () => {
  const { number } = await open('robin')
  await comment(number, 'maya', 'Which version?\n\n/waiting 2d')
  await scene.pass(2 * 24 * HOUR)
  expect(scene.parts(number).filter((part) => part.startsWith('reminder'))).toHaveLength(1)
  await scene.pass(2 * 24 * HOUR)
  expect(scene.parts(number).filter((part) => part.startsWith('reminder'))).toHaveLength(1)
})

test('/waiting with a time that is none is told what is allowed', async () => {
  const { number } = await open('robin')
  await comment(number, 'maya', '/waiting soon')
  expect(scene.labels(number)).toEqual([])
  expect(scene.said(number)[0]?.body).toContain('`14d`')
})

test('closing ends the clock without a response, and reopening runs it on', async () => {
  const { number, openedAt } = await open()
  scene.acts.close(REPO, number, 'paula', 'completed')
  await scene.settle()
  await goTo(openedAt + 6 * HOUR)
  expect(escalations(number)).toEqual([])
  scene.acts.reopen(REPO, number, 'paula')
  await scene.settle()
  await scene.pass(4 * HOUR)
  expect(scene.labels(number)).toContain('sla: missed')
})

test('with a calendar, only open hours count', async () => {
  const settings = SETTINGS.replace('first_response: 4h,', 'first_response: 4h, calendar: office,').concat(`
calendars:
  office: { time_zone: UTC, hours: { mon-fri: ["09:00-11:00"] } }
`)
  const office = await openScene({ settings })
  // Opened on Monday at about ten: one hour is left of that day, and two of Tuesday.
  const { number } = office.acts.openIssue(REPO, 'paula', UNKNOWN)
  await office.settle()
  await office.pass(Date.parse('2026-11-17T23:00:00Z') - office.clock.now())
  expect(office.labels(number)).not.toContain('sla: missed')
  await office.pass(Date.parse('2026-11-18T10:01:00Z') - office.clock.now())
  expect(office.labels(number)).toContain('sla: missed')
  await office.close()
})

describe('a deadline that passed unseen', () => {
  const lateness = async (stop: boolean) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'firstline-'))
    const own = await openScene({ dataDir })
    const { number } = own.acts.openIssue(REPO, 'paula', UNKNOWN)
    await own.settle()
    if (stop) await own.stop()
    own.clock.skip(4 * HOUR + 20 * MINUTE)
    if (stop) await own.start()
    await own.settle()
    const [notice] = own.said(number).map(({ body }) => /\(This notice.*\)/.exec(body)?.[0])
    await own.close()
    await rm(dataDir, { recursive: true })
    return notice
  }

  test('while nothing was running is told late, with the reason', async () => {
    expect(await lateness(true)).toMatch(/^\(This notice is (19|20) minutes late: Firstline was not running/)
  })

  test('while it was running is told late, without a reason that is not true', async () => {
    expect(await lateness(false)).toMatch(/^\(This notice is (19|20) minutes late\.\)$/)
  })
})
