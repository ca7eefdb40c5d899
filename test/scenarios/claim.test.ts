// Backers on Open Collective: a profile counts once it holds the code that its owner was given, or a maintainer vouches.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  type BackerProfile,
  type CollectiveServer,
  collectiveServer,
  order,
  profile,
} from '../entitlements/collective-server.ts'
import { DAY, HOUR, MINUTE, openScene, REPO, type Scene, UNKNOWN } from './harness.ts'
import { LANE_SETTINGS, laneIn, opened, openLaneScene, publicText, ROOM, says } from './private-lane-scene.ts'

const SETTINGS = `
tiers: { pro: { label: { name: "support: pro" } }, sponsor: { label: { name: "support: sponsor" } } }
entitlements:
  github_sponsors: ~
  open_collective: { collective: acme, tiers: { backer: sponsor, gold: pro } }
`
const CODE = /firstline(?:-[a-z2-7]{5}){4}/

let collective: CollectiveServer
let scene: Scene

const start = async (settings = SETTINGS, env: Record<string, string> = {}, dataDir = ':memory:') => {
  scene = await openScene({
    settings,
    dataDir,
    env: {
      OPEN_COLLECTIVE_TOKEN: collective.token,
      OPEN_COLLECTIVE_URL: collective.url,
      ALLOWED_ACCOUNTS: 'acme',
      ...env,
    },
  })
}
beforeEach(async () => {
  collective = await collectiveServer()
})
afterEach(async () => {
  await scene.close()
  await collective.close()
})

async function open(login: string): Promise<number> {
  const { number } = scene.acts.openIssue(REPO, login, UNKNOWN)
  await scene.settle()
  return number
}

async function comment(number: number, login: string, body: string): Promise<number> {
  const { id } = scene.acts.comment(REPO, number, login, body)
  await scene.settle()
  return id
}

/** Who backs the collective; each profile declares its slug as its login. */
function backedBy(...profiles: BackerProfile[]): void {
  collective.orders = profiles.map((fromAccount) => order(`order-${fromAccount.slug}`, { fromAccount }))
}

/** Minute by minute. */
async function watch(minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) await scene.pass(MINUTE)
}

const labels = (number: number) => scene.labels(number).filter((name) => name.startsWith('support:'))
const bodies = (number: number) => scene.said(number).map(({ body }) => body)
const codeOn = (number: number) => CODE.exec(bodies(number).join('\n'))?.[0] ?? 'no code'
const about = (slug: string, description: string | null) => profile(slug, { description })

describe('a requester', () => {
  beforeEach(() => start())

  test('puts the code into the profile, which is seen within a minute, and is told to take it out again', async () => {
    backedBy(profile('robin'))
    const number = await open('robin')
    expect(labels(number)).toEqual([])
    const id = await comment(number, 'robin', '/claim open_collective')
    expect(scene.reactions(number, id)).toEqual(['+1'])
    expect(bodies(number)).toEqual([expect.stringMatching(CODE)])
    await scene.pass(7 * MINUTE)
    expect(labels(number)).toEqual([])
    backedBy(about('robin', `Hello. ${codeOn(number)}`))
    await scene.pass(MINUTE + 1000)
    expect(labels(number)).toEqual(['support: sponsor'])
    expect(bodies(number)).toEqual([expect.anything(), expect.stringContaining('You can take it out')])
    backedBy(profile('robin'))
    await scene.pass(HOUR)
    expect(labels(number)).toEqual(['support: sponsor'])
    expect(labels(await open('robin'))).toEqual(['support: sponsor'])
    expect(bodies(number)).toHaveLength(2)
  })

  test('is told by /help of their own part, and maintainers of theirs', async () => {
    const number = await open('robin')
    await comment(number, 'robin', '/help')
    expect(bodies(number)[0]).toContain('- `/claim open_collective`: show that a profile')
    expect(bodies(number)[0]).not.toContain('LOGIN')
    await comment(number, 'maya', '/help')
    expect(bodies(number)[1]).toContain('- `/claim @LOGIN`: vouch')
  })

  test('is looked at for an hour, then no longer, and again on the next /claim, with the same code', async () => {
    backedBy(profile('robin'))
    const number = await open('robin')
    await comment(number, 'robin', '/claim open_collective')
    const code = codeOn(number)
    await watch(62)
    const looked = collective.calls.length
    expect(looked).toBeGreaterThan(55)
    backedBy(about('robin', code))
    await watch(40)
    expect(collective.calls.length - looked).toBeLessThan(5)
    expect(labels(number)).toEqual([])
    await comment(number, 'robin', '/claim open_collective')
    await scene.settle()
    expect(labels(number)).toEqual(['support: sponsor'])
    expect(codeOn(number)).toBe(code)
  })

  test.each([
    ['that backs nothing', () => backedBy(profile('other')), []],
    ['that declares somebody else', () => backedBy({ ...profile('other'), description: codeOn(1) }), []],
  ])('gets no tier by a profile %s, and nothing tells whether there is one', async (_, change, tiers) => {
    backedBy(profile('other'))
    const number = await open('robin')
    await comment(number, 'robin', '/claim open_collective')
    change()
    await scene.pass(2 * HOUR)
    expect(labels(number)).toEqual(tiers)
    expect(bodies(number)).toEqual([expect.stringMatching(CODE)])
    expect(bodies(number).join()).not.toMatch(/10|EUR|backer|sponsor|order/)
  })

  test('whose code somebody else copies loses and gives nothing', async () => {
    backedBy(profile('robin'), profile('eve'))
    const number = await open('robin')
    const eves = await open('eve')
    await comment(number, 'robin', '/claim open_collective')
    backedBy(profile('robin'), about('eve', codeOn(number)))
    await scene.pass(5 * MINUTE)
    expect([labels(number), labels(eves)]).toEqual([[], []])
    backedBy(about('robin', codeOn(number)), about('eve', codeOn(number)))
    await scene.pass(5 * MINUTE)
    expect([labels(number), labels(eves)]).toEqual([['support: sponsor'], []])
  })

  test('keeps the tier under a new login, and whoever takes the old one gets nothing', async () => {
    backedBy(profile('robin'))
    const number = await open('robin')
    await comment(number, 'robin', '/claim open_collective')
    backedBy(about('robin', codeOn(number)))
    await scene.pass(2 * MINUTE)
    scene.acts.renameAccount('robin', 'batman')
    scene.acts.addUser('robin')
    await scene.pass(HOUR)
    expect(labels(await open('batman'))).toEqual(['support: sponsor'])
    expect(labels(await open('robin'))).toEqual([])
  })

  test('cannot vouch for others, and a stranger can do neither', async () => {
    backedBy(profile('robin'))
    const number = await open('robin')
    const ids = [
      await comment(number, 'robin', '/claim @robin'),
      await comment(number, 'eve', '/claim @robin'),
      await comment(number, 'eve', '/claim open_collective'),
    ]
    for (const id of ids) expect(scene.reactions(number, id)).toEqual(['-1'])
    expect([labels(number), bodies(number)]).toEqual([[], []])
  })

  test.each(['/claim', '/claim patreon', '/claim robin', '/claim @'])(
    'who mistypes %j is told how it is written',
    async (body) => {
      const number = await open('robin')
      const id = await comment(number, 'robin', body)
      expect(scene.reactions(number, id)).toEqual(['-1'])
      expect(bodies(number)).toEqual([expect.stringContaining('`/claim open_collective`')])
    },
  )

  test.each([
    ['/claim robin', '`/claim @LOGIN`'],
    ['/claim', '`/claim open_collective`'],
  ])('a maintainer who mistypes %j is told %s', async (body, usage) => {
    const number = await open('robin')
    await comment(number, 'maya', body)
    expect(bodies(number)).toEqual([expect.stringContaining(usage)])
  })

  test.each(['/claim   OPEN_COLLECTIVE', '  /claim open_collective', '\u200f/claim open_collective'])(
    'may write it as %j',
    async (body) => {
      const number = await open('robin')
      await comment(number, 'robin', body)
      expect(bodies(number).join()).toMatch(CODE)
    },
  )

  test('who shows it while Open Collective is down is seen once it is back', async () => {
    backedBy(profile('robin'))
    const number = await open('robin')
    await comment(number, 'robin', '/claim open_collective')
    collective.faults = Array.from({ length: 8 }, () => ({ status: 502 }))
    backedBy(about('robin', codeOn(number)))
    await watch(50)
    expect(labels(number)).toEqual(['support: sponsor'])
  })
})

describe('a maintainer', () => {
  beforeEach(() => start())

  test("vouches for a login, which alone gets its profile's tier, whoever opened the ticket", async () => {
    backedBy(profile('paula'), profile('robin'))
    const number = await open('robin')
    const theirs = await open('paula')
    const id = await comment(number, 'maya', '/claim @Paula')
    expect(scene.reactions(number, id)).toEqual(['+1'])
    expect([labels(number), labels(theirs)]).toEqual([[], ['support: sponsor']])
    expect(bodies(number)).toEqual([])
  })

  test('is told where no backer declares the login, and where GitHub knows none of that name', async () => {
    backedBy(profile('paula'), profile('gone-away'))
    const number = await open('robin')
    const ids = [
      await comment(number, 'maya', '/claim @robin'),
      await comment(number, 'maya', '/claim @gone-away'),
    ]
    for (const id of ids) expect(scene.reactions(number, id)).toEqual(['-1'])
    expect(bodies(number)).toEqual([
      expect.stringContaining('no profile links to the GitHub account `robin`'),
      expect.stringContaining('knows no account `gone-away`'),
    ])
  })

  test('is answered for all of a comment at once, and what else is in it is done', async () => {
    backedBy(profile('paula'))
    collective.faults = [{ status: 500 }]
    const number = await open('paula')
    const id = await comment(number, 'maya', '/claim @paula\n/waiting')
    await scene.pass(10 * MINUTE)
    expect(scene.reactions(number, id)).toEqual(['+1'])
    expect(scene.labels(number)).toContain('waiting: requester')
    expect(labels(number)).toEqual(['support: sponsor'])
  })

  test('has the last word on a profile that several have claimed, until it no longer declares them', async () => {
    const links = ['robin', 'paula'].map((login) => ({ type: 'GITHUB', url: `https://github.com/${login}` }))
    backedBy(profile('shared', { socialLinks: links }))
    const [robins, paulas] = [await open('robin'), await open('paula')]
    await comment(robins, 'robin', '/claim open_collective')
    backedBy(profile('shared', { socialLinks: links, description: codeOn(robins) }))
    await scene.pass(2 * MINUTE)
    expect([labels(robins), labels(paulas)]).toEqual([['support: sponsor'], []])
    await comment(paulas, 'maya', '/claim @paula')
    await scene.pass(8 * DAY)
    expect([labels(robins), labels(paulas)]).toEqual([[], ['support: sponsor']])
    backedBy(profile('shared', { socialLinks: [] }))
    await scene.pass(HOUR)
    await scene.pass(8 * DAY)
    expect([labels(robins), labels(paulas)]).toEqual([[], []])
  })
})

test('a restart forgets neither who waits for a look nor what was proved', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'firstline-claim-'))
  await start(SETTINGS, {}, dataDir)
  backedBy(profile('robin'))
  const number = await open('robin')
  await comment(number, 'robin', '/claim open_collective')
  const code = codeOn(number)
  await scene.stop()
  backedBy(about('robin', code))
  scene.clock.skip(30 * MINUTE)
  await scene.start()
  await scene.pass(MINUTE)
  expect(labels(number)).toEqual(['support: sponsor'])
  await scene.stop()
  backedBy(profile('robin'))
  await scene.start()
  await scene.pass(HOUR)
  expect(labels(await open('robin'))).toEqual(['support: sponsor'])
})

test('a discussion is as good a place as an issue', async () => {
  await start()
  backedBy(profile('robin'))
  const { number } = scene.acts.createDiscussion(REPO, 'robin', UNKNOWN)
  await scene.settle()
  scene.acts.discussionComment(REPO, number, 'robin', '/claim open_collective')
  await scene.settle()
  backedBy(about('robin', codeOn(number)))
  await watch(2)
  expect(labels(number)).toEqual(['support: sponsor'])
})

test('what is claimed in the private issue of a ticket is answered there, and stands nowhere in public', async () => {
  const settings = LANE_SETTINGS.replace(
    'entitlements:',
    'entitlements:\n  open_collective: { collective: acme, tiers: { backer: pro } }',
  )
  scene = await openLaneScene({
    settings,
    env: {
      OPEN_COLLECTIVE_TOKEN: collective.token,
      OPEN_COLLECTIVE_URL: collective.url,
      ALLOWED_ACCOUNTS: 'acme',
    },
  })
  backedBy(profile('paula'))
  await opened(scene, 'paula')
  await says(scene, ROOM, laneIn(scene).number, 'paula', '/claim open_collective')
  const saidThere = () => JSON.stringify(laneIn(scene).comments.map(({ body }) => body))
  const code = CODE.exec(saidThere())?.[0] ?? 'no code'
  backedBy(about('paula', code))
  await watch(2)
  expect(saidThere()).toContain('You can take it out')
  const shown = await publicText(scene)
  for (const not of [code, 'Open Collective', 'The code was seen']) expect(shown.includes(not)).toBe(false)
})

test('in preview nothing is claimed', async () => {
  await start(`mode: preview\n${SETTINGS}`)
  backedBy(profile('robin'))
  const number = await open('robin')
  await comment(number, 'robin', '/claim open_collective')
  await watch(3)
  expect([bodies(number), collective.calls.length]).toEqual([[], 1])
})

describe.each([
  ['settings name no collective', SETTINGS.replace(/ {2}open_collective.*\n/, ''), {}],
  ['the server does not read collectives for this owner', SETTINGS, { ALLOWED_ACCOUNTS: 'other' }],
])('where %s', (_, settings, env) => {
  test.each([
    ['robin', '/claim open_collective'],
    ['maya', '/claim @robin'],
  ])('%s is told that there is nothing to claim: %s', async (login, body) => {
    await start(settings, env)
    const number = await open('robin')
    const id = await comment(number, login, body)
    expect(scene.reactions(number, id)).toEqual(['-1'])
    expect(bodies(number)).toEqual([expect.stringContaining('There is nothing to claim here')])
  })
})
