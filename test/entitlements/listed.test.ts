// People and organisations that the settings name: resolved once, covered as long as they are named.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { entitlementProblems } from '../../src/entitlements/problems.ts'
import { applyMembership } from '../../src/entitlements/pushes.ts'
import { credentials, DAY, HOUR, repository, settings, T0 } from './build.ts'
import { type Desk, openDesk, user } from './desk.ts'

const wanted = settings({ users: { Octocat: 'pro' } })
const asked = { repository: repository(), settings: wanted, credentials: credentials() }

let desk: Desk

beforeEach(async () => {
  desk = await openDesk()
  desk.accounts.set('octocat', user(7, 'octocat'))
  desk.accounts.set('bigcorp', user(50, 'bigcorp', 'Organization'))
})
afterEach(() => desk.close())

describe('a user', () => {
  test('is entitled for as long as anybody can tell', async () => {
    await desk.configure(wanted)
    await desk.syncAll('users:10')
    expect(await desk.tiersOf(7, wanted)).toEqual(['pro 0–'])
  })

  test('keeps the id when the login is given to somebody else', async () => {
    await desk.configure(wanted)
    await desk.syncAll('users:10')
    desk.accounts.set('octocat', user(666, 'octocat'))
    desk.now += DAY
    await desk.syncAll('users:10')
    expect(await desk.tiersOf(7, wanted)).toEqual(['pro 0–'])
    expect(await desk.tiersOf(666, wanted)).toEqual([])
    expect(desk.accountCalls).toEqual(['octocat'])
  })

  test('who is added later is entitled from then on, and who is taken out until then', async () => {
    await desk.configure(wanted)
    await desk.syncAll('users:10')
    desk.accounts.set('ada', user(8, 'ada'))
    const more = settings({ users: { ada: 'pro' } })
    desk.now = T0 + 2 * DAY
    expect(await desk.configure(more)).toEqual(['users:10'])
    await desk.syncAll('users:10')
    expect(await desk.tiersOf(8, more)).toEqual(['pro 2–'])
    expect(await desk.tiersOf(7, more)).toEqual(['pro 0–2'])
    expect(desk.woken).toContain(7)
  })

  test('of two repositories of one owner is resolved once', async () => {
    await desk.configure(wanted)
    await desk.configure(wanted, repository({ id: 2, name: 'gadget' }))
    await desk.syncAll('users:10')
    expect(desk.accountCalls).toEqual(['octocat'])
  })

  test('whom GitHub does not know is told to the repository that names them', async () => {
    const unknown = settings({ users: { nobody: 'pro' } })
    await desk.configure(unknown)
    await desk.configure(wanted, repository({ id: 2 }))
    await desk.syncAll('users:10')
    const told = await entitlementProblems(desk.store, { ...asked, settings: unknown }, desk.now)
    expect(told).toMatchObject([{ name: 'nobody', message: expect.stringContaining('no account "nobody"') }])
    expect(await entitlementProblems(desk.store, asked, desk.now)).toEqual([])
  })

  test('who is an organisation is told where it belongs', async () => {
    const misplaced = settings({ users: { bigcorp: 'pro' } })
    await desk.configure(misplaced)
    await desk.syncAll('users:10')
    const told = await entitlementProblems(desk.store, { ...asked, settings: misplaced }, desk.now)
    expect(told).toMatchObject([{ message: expect.stringContaining('belongs under "organizations"') }])
  })
})

describe("a customer's organisation", () => {
  const orgs = settings({ organizations: { bigcorp: 'enterprise' } })
  const organization = { id: 50, login: 'bigcorp' }
  const hook = (action: string, id: number) => ({
    action,
    installation: { id: 500 },
    organization,
    membership: { user: { id, login: `u${id}` } },
  })

  beforeEach(async () => {
    desk.publicMembers.set('bigcorp', [user(7, 'octocat')])
    desk.members.set('bigcorp', [user(7, 'octocat'), user(8, 'ada')])
    await desk.configure(orgs)
  })

  async function sync(): Promise<void> {
    await desk.syncAll('organizations:10')
    await desk.syncAll('members:50')
  }

  test('covers public members where the App is not installed on it', async () => {
    await sync()
    expect(await desk.tiersOf(7, orgs)).toEqual(['enterprise 0–'])
    expect(await desk.tiersOf(8, orgs)).toEqual([])
  })

  test('covers all members where the App is installed on it', async () => {
    desk.installations.set(50, 500)
    await sync()
    expect(await desk.tiersOf(8, orgs)).toEqual(['enterprise 0–'])
  })

  test('covers who joins from then on, and who leaves until then', async () => {
    desk.installations.set(50, 500)
    await sync()
    expect(await applyMembership(desk.store, hook('member_removed', 8), T0 + DAY)).toEqual({
      accountIds: [8],
    })
    expect(await applyMembership(desk.store, hook('member_added', 9), T0 + DAY)).toEqual({ accountIds: [9] })
    expect(await desk.tiersOf(8, orgs)).toEqual(['enterprise 0–1'])
    expect(await desk.tiersOf(9, orgs)).toEqual(['enterprise 1–'])
  })

  test('covers who left before a read that began earlier no more', async () => {
    desk.installations.set(50, 500)
    await sync()
    desk.now = T0 + DAY
    await applyMembership(desk.store, hook('member_removed', 8), T0 + DAY + HOUR)
    await desk.syncAll('members:50')
    expect(await desk.tiersOf(8, orgs)).toEqual([`enterprise 0–${Math.round((25 / 24) * 100) / 100}`])
  })
})
