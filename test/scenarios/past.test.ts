// What was kept and missed stays so, whatever the settings say later: each change counts from then on.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { backdateSettings } from '../../src/facts/backdate.ts'
import { auditEntries } from '../../src/store/audit.ts'
import { DAY, HOUR, MINUTE, openScene, REPO, type Scene, UNKNOWN } from './harness.ts'
import { openRepositoryOf, reportOf } from './report-of.ts'

const TIERS = `
tiers:
  pro:
    label: { name: "support: pro" }
    promise: { first_response: 4h }
  sponsor: { label: { name: "support: sponsor" }, promise: { first_response: 2d } }
`
const PAYING = `
entitlements:
  github_sponsors: { account: acme, tiers: { pro: 50, sponsor: 1 } }
  users: { paula: pro }
`

let scene: Scene
beforeEach(async () => {
  scene = await openScene({
    settings: `maintainers: [maya, lena]\n${TIERS}${PAYING}`,
    sponsorsToken: true,
    before: (acts) => {
      acts.addUser('lena')
      acts.sponsor('acme', 'sam', { dollars: 60 })
    },
  })
})
afterEach(() => scene.close())

const open = async (login: string) => {
  const { number } = scene.acts.openIssue(REPO, login, UNKNOWN)
  await scene.settle()
  return number
}

const answer = async (number: number, login: string, afterMs: number) => {
  await scene.pass(afterMs)
  scene.acts.comment(REPO, number, login, 'It is fixed in the next version.')
  await scene.settle()
}

/** Two customers; one is answered in time, one late. */
const live = async () => {
  const [first, second] = [await open('paula'), await open('sam')]
  await answer(first, 'maya', HOUR)
  await answer(second, 'lena', 5 * HOUR)
  await scene.pass(DAY)
  return { first, second }
}

const configure = async (text: string) => {
  scene.acts.putFile(REPO, 'maya', '.github/firstline.yml', text)
  await scene.settle()
  await scene.pass(2 * MINUTE)
}

describe('what was kept and missed', () => {
  test.each([
    ['an amount was raised', TIERS, PAYING.replace('pro: 50', 'pro: 500')],
    ['a source was removed', TIERS, '\nentitlements: { github_sponsors: ~, users: { paula: pro } }'],
    ['somebody was taken out of users', TIERS, PAYING.replace('users: { paula: pro }', 'users: {}')],
    ['grace was shortened', TIERS, PAYING.replace('entitlements:', 'entitlements:\n  grace: 0m')],
    ['everything was taken out', TIERS, '\nentitlements: { github_sponsors: ~ }'],
    ['a target was shortened', TIERS.replace('first_response: 4h', 'first_response: 1m'), PAYING],
    ['a promise was given up', TIERS.replace('promise: { first_response: 4h }', 'promise: ~'), PAYING],
  ])('stays so after %s', async (_, tiers, paying) => {
    const { first, second } = await live()
    const before = await reportOf(scene)
    expect(before.pro?.first_response).toMatchObject({ met: 1, missed: 1 })
    await configure(`maintainers: [maya, lena]\n${tiers}${paying}`)
    expect(await reportOf(scene)).toEqual(before)
    expect(scene.labels(second)).toContain('sla: missed')
    expect(scene.parts(first)).toEqual([])
  })

  test('goes on under the new name of a tier that says what it was called', async () => {
    await live()
    const before = await reportOf(scene)
    const renamed = `${TIERS}${PAYING}`
      .replace('  pro:', '  gold:\n    formerly: [pro]')
      .replace('pro: 50', 'gold: 50')
      .replace('paula: pro', 'paula: gold')
    await configure(`maintainers: [maya, lena]\n${renamed}`)
    const { gold, ...others } = await reportOf(scene)
    expect(gold).toEqual(before.pro)
    expect(others.pro).toBeUndefined()
    expect(others.all).toEqual(before.all)
    const third = await open('paula')
    expect((await reportOf(scene)).gold?.opened).toBe(3)
    expect(scene.labels(third)).toEqual(['support: pro'])
  })

  test('stays under the old name where the new tier does not say so', async () => {
    await live()
    const before = await reportOf(scene)
    const renamed = `${TIERS}${PAYING}`
      .replace('  pro:', '  gold:')
      .replace('pro: 50', 'gold: 50')
      .replace('paula: pro', 'paula: gold')
    await configure(`maintainers: [maya, lena]\n${renamed}`)
    const { gold, ...others } = await reportOf(scene)
    expect(gold?.opened).toBe(0)
    expect(others).toEqual(before)
  })
})

describe('from then on', () => {
  test('who was taken out of users keeps the tier for the time of grace, and no longer', async () => {
    await configure(`maintainers: [maya, lena]\n${TIERS}${PAYING.replace('{ paula: pro }', '{}')}`)
    expect(scene.labels(await open('paula'))).toEqual(['support: pro'])
    await scene.pass(7 * DAY)
    expect(scene.labels(await open('paula'))).toEqual([])
  })

  test.each([
    ['a source was removed', '\nentitlements: { github_sponsors: ~, users: { paula: pro } }'],
    ['every tier asks for more', PAYING.replace('pro: 50, sponsor: 1', 'pro: 500, sponsor: 100')],
  ])('a sponsor keeps the tier for the time of grace after %s', async (_, paying) => {
    const number = await open('sam')
    await configure(`maintainers: [maya, lena]\n${TIERS}${paying}`)
    expect(scene.labels(number)).toEqual(['support: pro'])
    await scene.pass(7 * DAY)
    expect(scene.labels(number)).not.toContain('support: pro')
  })

  test('the grace of the lapse counts, also when it is shortened while it runs', async () => {
    const without = PAYING.replace('{ paula: pro }', '{}')
    await configure(`maintainers: [maya, lena]\n${TIERS}${without}`)
    const number = await open('paula')
    await configure(
      `maintainers: [maya, lena]\n${TIERS}${without.replace('entitlements:', 'entitlements:\n  grace: 0m')}`,
    )
    expect(scene.labels(number)).toEqual(['support: pro'])
  })
})

test('what was commanded stays so when commands begin with another sign', async () => {
  const number = await open('nina')
  scene.acts.comment(REPO, number, 'maya', '/tier pro')
  await scene.settle()
  const before = await reportOf(scene)
  await configure(`maintainers: [maya, lena]\ncommands: { prefix: "!" }\n${TIERS}${PAYING}`)
  expect(scene.labels(number)).toEqual(['support: pro'])
  expect(await reportOf(scene)).toEqual(before)
  scene.acts.comment(REPO, number, 'maya', '!tier auto')
  await scene.settle()
  expect(scene.labels(number)).toEqual([])
})

describe('maintainers', () => {
  test('who is taken out has answered all the same, and does not answer any more', async () => {
    const { second } = await live()
    const before = await reportOf(scene)
    await configure(`maintainers: [maya]\n${TIERS}${PAYING}`)
    expect(await reportOf(scene)).toEqual(before)
    expect(scene.labels(second)).toEqual(['sla: missed', 'support: pro'])
    const third = await open('paula')
    await answer(third, 'lena', HOUR)
    expect((await reportOf(scene)).pro?.first_response).toMatchObject({ responded: 2, waiting: 1 })
  })

  test('who is added has answered before, but what they commanded before was no command', async () => {
    const number = await open('sam')
    await answer(number, 'robin', HOUR)
    const stranger = await open('nina')
    const { id } = scene.acts.comment(REPO, stranger, 'robin', '/tier pro')
    await scene.settle()
    expect(scene.reactions(stranger, id)).toEqual(['-1'])
    expect((await reportOf(scene)).pro?.first_response).toMatchObject({ responded: 0, met: 0 })
    await configure(`maintainers: [maya, lena, robin]\n${TIERS}${PAYING}`)
    expect((await reportOf(scene)).pro?.first_response).toMatchObject({ responded: 1, met: 1 })
    expect(scene.labels(stranger)).toEqual([])
    expect(scene.reactions(stranger, id)).toEqual(['-1'])
    scene.acts.comment(REPO, stranger, 'robin', '/tier pro')
    await scene.settle()
    expect(scene.labels(stranger)).toEqual(['support: pro'])
  })

  test('a machine user that is told to be one has not answered before', async () => {
    const number = await open('sam')
    await answer(number, 'lena', HOUR)
    await configure(`maintainers: [maya, lena]\nbots: [lena]\n${TIERS}${PAYING}`)
    expect((await reportOf(scene)).pro?.first_response).toMatchObject({ responded: 0, waiting: 1 })
    await configure(`maintainers: [maya, lena]\n${TIERS}${PAYING}`)
    expect((await reportOf(scene)).pro?.first_response).toMatchObject({ responded: 0, waiting: 1 })
  })
})

describe('rights by permission', () => {
  beforeEach(() => configure(`${TIERS}${PAYING}`))

  test('the first comment in the second in which somebody got their rights is a response', async () => {
    const number = await open('sam')
    await scene.pass(30 * MINUTE)
    scene.acts.comment(REPO, number, 'robin', 'I think this is a bug.')
    await scene.settle()
    await scene.pass(10 * MINUTE)
    scene.acts.setPermission(REPO, 'robin', 'triage')
    scene.acts.comment(REPO, number, 'robin', 'Fixed.')
    const at = scene.clock.now()
    await scene.settle()
    const { responded, median_seconds: median } = (await reportOf(scene)).pro!.first_response
    expect(responded).toBe(1)
    expect(median).toBe(Math.round((at - scene.thread(number).createdAt) / 1000))
  })
})

describe('settings that are told to count since a day', () => {
  /** As `firstline settings backdate` does it. */
  const backdate = async (since: number) => {
    const { store } = scene.firstline
    const { context, deps } = await openRepositoryOf(scene)
    const botLogin = scene.github.botLogin
    const { changes } = await backdateSettings(deps, context, { since, actor: 'command line', botLogin })
    await scene.pass(2 * MINUTE)
    return { changes, audit: await auditEntries(store.db) }
  }

  test('correct what was kept and missed, which is told in the report and kept in the audit log', async () => {
    const before = scene.clock.now()
    const { second } = await live()
    const told = await reportOf(scene)
    expect(told.pro?.first_response).toMatchObject({ met: 1, missed: 1 })
    await configure(
      `maintainers: [maya, lena]\n${TIERS.replace('first_response: 4h', 'first_response: 8h')}${PAYING}`,
    )
    expect(await reportOf(scene)).toEqual(told)
    const { changes, audit } = await backdate(before)
    expect(changes).toMatchObject([{ number: second, clock: 'first_response', was: 'missed', is: 'kept' }])
    expect(audit).toMatchObject([
      {
        actor: 'command line',
        action: 'settings backdate',
        data: { since: new Date(before).toISOString(), changes: [{ number: second, tier: 'pro' }] },
      },
    ])
    expect((await reportOf(scene)).pro?.first_response).toMatchObject({ met: 2, missed: 0, corrected: 1 })
    expect(scene.labels(second)).toEqual(['support: pro'])
  })

  test('bring with them who pays and who is a maintainer', async () => {
    const before = scene.clock.now()
    const number = await open('nina')
    await answer(number, 'lena', HOUR)
    const stranger = await open('robin')
    scene.acts.comment(REPO, stranger, 'sam', '/tier pro')
    await scene.pass(5 * HOUR)
    await configure(
      `maintainers: [maya, sam]\n${TIERS}${PAYING.replace('{ paula: pro }', '{ paula: pro, nina: pro }')}`,
    )
    expect((await reportOf(scene)).community?.first_response).toMatchObject({ responded: 1 })
    await backdate(before)
    const { pro, community } = await reportOf(scene)
    expect(pro?.first_response).toMatchObject({ responded: 0, missed: 2, corrected: 2 })
    expect(community?.opened).toBe(1)
    expect(scene.labels(stranger)).toEqual(['sla: missed', 'support: pro'])
  })

  test('are what they were before that day', async () => {
    await live()
    const told = await reportOf(scene)
    await scene.pass(DAY)
    await configure(`maintainers: [maya]\n${TIERS.replace('first_response: 4h', 'first_response: 8h')}`)
    const { changes } = await backdate(scene.clock.now() - HOUR)
    expect(changes).toEqual([])
    expect(await reportOf(scene)).toEqual(told)
  })
})
