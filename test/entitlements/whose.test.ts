// Whose sponsors, members and lists count where: for the account itself, for whom the server lists, and nobody else.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { entitlementsOf } from '../../src/entitlements/resolve.ts'
import { mayKnowMembers, mayUse } from '../../src/entitlements/source.ts'
import { credentials, repository, SPONSORS, settings, T0 } from './build.ts'
import { type Desk, openDesk, user } from './desk.ts'
import { type SponsorsServer, sponsorsServer } from './stand-ins.ts'

const wanted = settings({ githubSponsors: SPONSORS })
const bigcorp = settings({ organizations: { bigcorp: 'pro' } })
const stranger = repository({ id: 2, owner: 'mallory', ownerId: 66 })

let server: SponsorsServer
let desk: Desk

beforeEach(async () => {
  server = await sponsorsServer()
  server.sponsors = [{ id: 7, login: 'ada', cents: 6_000, createdAt: T0 }]
  desk = await openDesk({ sponsors: server })
})
afterEach(async () => {
  await desk.close()
  await server.close()
})

test('sponsors of an account are not those of whoever has its old login', async () => {
  server.accountId = repository().ownerId
  await desk.configure(wanted)
  await desk.syncAll('github_sponsors:acme')
  expect(await desk.tiersOf(7, wanted)).toEqual([expect.stringContaining('pro')])
  const heir = repository({ id: 3, ownerId: 77 })
  await desk.configure(wanted, heir)
  expect(await desk.tiersOf(7, wanted, heir)).toEqual([])
})

test('whether every source was read once is told beside what is known', async () => {
  await desk.configure(wanted)
  const asked = { repository: repository(), settings: wanted, credentials: credentials() }
  expect(await entitlementsOf(desk.store, asked, 7)).toMatchObject({ entitlements: [], unread: true })
  await desk.syncAll('github_sponsors:acme')
  expect(await entitlementsOf(desk.store, asked, 7)).toMatchObject({ unread: false })
})

describe('members who hide that they belong to a customer', () => {
  const known = async (where: ReturnType<typeof repository>, allowedAccounts: string[]) => {
    desk.accounts.set('bigcorp', user(50, 'bigcorp', 'Organization'))
    desk.members.set('bigcorp', [user(7, 'ada'), user(8, 'bob')])
    desk.publicMembers.set('bigcorp', [user(7, 'ada')])
    desk.installations.set(50, 500)
    await desk.configure(bigcorp, where)
    await desk.syncAll(`organizations:${where.ownerId}`)
    await desk.syncAll('members:50')
    const asked = { repository: where, settings: bigcorp, credentials: credentials({ allowedAccounts }) }
    const counts = async (id: number) => (await entitlementsOf(desk.store, asked, id)).entitlements.length
    return { shown: await counts(7), hidden: await counts(8) }
  }

  test.each([
    ['where the server serves whoever comes', repository(), [], 1],
    ['for an owner whom the server lists', repository(), ['acme'], 1],
    ['for the organisation itself', repository({ id: 9, owner: 'bigcorp', ownerId: 50 }), ['acme'], 1],
    ['not for others where the server lists whom it serves', stranger, ['acme'], 0],
  ])('count %s', async (_, where, allowed, hidden) => {
    expect(await known(where, allowed)).toEqual({ shown: 1, hidden })
  })
})

describe('a credential of the server', () => {
  test.each([
    ['the account itself', 'acme', [], true],
    ['an owner whom the server lists, however written', 'Friend', ['friend'], true],
    ['a stranger', 'mallory', ['friend'], false],
    ['an owner whose login only begins alike', 'acme-inc', [], false],
  ])('serves or refuses %s', (_, owner, allowedAccounts, served) => {
    expect(mayUse(repository({ owner }), credentials({ allowedAccounts }), 'acme')).toBe(served)
  })

  test('of nobody in particular serves only whom the server lists', () => {
    expect(mayUse(repository(), credentials(), null)).toBe(false)
    expect(mayKnowMembers(stranger, credentials({ allowedAccounts: ['acme'] }), 50)).toBe(false)
  })
})
