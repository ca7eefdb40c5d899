// The same questions to both databases: what was seen, what was not, what is needed, which events are new.

import { expect, test } from 'vitest'
import { need } from '../../src/entitlements/source.ts'
import { accountOfLogin } from '../../src/store/account-names.ts'
import { addEvent, finishEvents, pendingEvents } from '../../src/store/entitlement-events.ts'
import { addNeed, needsOf, scopesNeededBy, setNeeds } from '../../src/store/entitlement-needs.ts'
import { scopeStates } from '../../src/store/entitlement-scopes.ts'
import {
  accountsOfOrganization,
  addBulkFacts,
  addObservations,
  keysNotSeen,
  knownFacts,
  seenAccounts,
  seenKeys,
} from '../../src/store/entitlements.ts'
import { removeRepositories } from '../../src/store/repositories.ts'
import { describeOnEachEngine } from '../store/engines.ts'
import { coverRepository, DAY, dollars, fact, repository, seen, T0 } from './build.ts'

const SCOPE = 'github_sponsors:acme'

describeOnEachEngine('who pays', (bench) => {
  const write = (at: number, previousAt: number | null, facts = [fact()]) =>
    bench.store.transaction((tx) => addBulkFacts(tx, SCOPE, facts, at, previousAt))

  test('what stays the same is one row with a longer reach', async () => {
    expect(await write(T0, null)).toEqual([7])
    expect(await write(T0 + DAY, T0)).toEqual([])
    const [one] = await seenKeys(bench.store, SCOPE, ['7'])
    expect(one?.observations).toMatchObject([{ at: T0, throughAt: T0 + DAY }])
  })

  test('what was not seen in between is a new row', async () => {
    await write(T0, null)
    await write(T0 + 2 * DAY, T0 + DAY)
    const [one] = await seenKeys(bench.store, SCOPE, ['7'])
    expect(one?.observations).toHaveLength(2)
  })

  test('a read that is repeated changes nothing', async () => {
    await write(T0, null)
    await write(T0, null)
    expect(await write(T0, null, [fact({ worth: dollars(500) })])).toEqual([7])
    expect((await seenKeys(bench.store, SCOPE, ['7']))[0]?.observations).toHaveLength(1)
  })

  test('keys that a read did not see are found', async () => {
    await write(T0, null, [fact(), fact({ key: '8', accountId: 8 })])
    await write(T0 + DAY, T0)
    await addObservations(bench.store, [
      seen('is', T0 + 3 * DAY, { key: '9', fact: fact({ key: '9', accountId: 9 }) }),
    ])
    expect((await keysNotSeen(bench.store, SCOPE, T0 + DAY)).sort()).toEqual(['8', '9'])
  })

  test('an account is found by everything that was ever said about its keys, and by its last login', async () => {
    await addObservations(bench.store, [
      seen('is', T0),
      seen('is', T0 + DAY, { fact: fact({ accountId: 8, login: 'Bob' }) }),
      seen('ended', T0 + 2 * DAY),
    ])
    expect((await seenAccounts(bench.store, [7]))[0]?.observations).toHaveLength(3)
    expect(await accountOfLogin(bench.store, 'bob')).toBe(8)
    expect(await accountOfLogin(bench.store, 'nobody')).toBeNull()
    expect((await knownFacts(bench.store, SCOPE)).get('7')?.accountId).toBe(8)
  })

  test('members and seats of an organisation are found', async () => {
    const member = (seat: boolean) => ({ kind: 'member' as const, organizationId: 50, public: true, seat })
    await addObservations(bench.store, [
      seen('is', T0, { scope: 'members:50', fact: fact({ worth: member(false) }) }),
      seen('is', T0, {
        scope: 'customers:x:y',
        key: 'A/bob/of',
        fact: fact({ accountId: 8, worth: member(true) }),
      }),
      seen('is', T0, { scope: 'members:51', fact: fact({ accountId: 9, worth: member(false) }) }),
    ])
    expect((await accountsOfOrganization(bench.store, 50)).sort()).toEqual([7, 8])
  })

  test('needs of a repository replace its earlier ones, and only new ones are due', async () => {
    const users = need('users', 'users:10', repository(), ['ada'])
    const sponsors = need('github_sponsors', SCOPE, repository(), ['acme'])
    expect(await setNeeds(bench.store, 1, [users, sponsors])).toEqual(['users:10', SCOPE])
    expect(await setNeeds(bench.store, 1, [users])).toEqual([])
    expect(await setNeeds(bench.store, 1, [{ ...users, names: ['ada', 'bob'] }])).toEqual(['users:10'])
    expect(await needsOf(bench.store, SCOPE)).toEqual([])
    expect((await scopeStates(bench.store)).map((state) => state.scope)).toEqual(['users:10'])
  })

  test('the need for members of an organisation outlives a change of the settings', async () => {
    const members = need('members', 'members:50', repository(), ['bigcorp'])
    await coverRepository(bench.store)
    expect(await addNeed(bench.store, members)).toBe(true)
    expect(await addNeed(bench.store, members)).toBe(false)
    await setNeeds(bench.store, 1, [])
    expect(await needsOf(bench.store, 'members:50')).toEqual([members])
  })

  test('a need is served through whichever installation covers its repository now, and by nobody while none does', async () => {
    const users = need('users', 'users:10', repository(), ['ada'])
    await coverRepository(bench.store)
    await setNeeds(bench.store, 1, [users])
    await removeRepositories(bench.store.db, 100, [1], T0)
    expect(await needsOf(bench.store, 'users:10')).toEqual([])
    await coverRepository(bench.store, repository({ installationId: 101, owner: 'acme-renamed' }))
    expect(await needsOf(bench.store, 'users:10')).toEqual([
      { ...users, installationId: 101, owner: 'acme-renamed' },
    ])
    expect(await scopesNeededBy(bench.store.db, 1)).toEqual(['users:10'])
  })

  test('an event counts once', async () => {
    const event = { id: 'stripe:evt_1', scope: 'stripe', subject: 'cus_1' }
    expect(await addEvent(bench.store, event, T0)).toBe(true)
    expect(await addEvent(bench.store, event, T0)).toBe(false)
    expect(await pendingEvents(bench.store, 'stripe')).toEqual(new Map([['cus_1', ['stripe:evt_1']]]))
    await finishEvents(bench.store, ['stripe:evt_1'], T0)
    expect(await pendingEvents(bench.store, 'stripe')).toEqual(new Map())
    expect(await addEvent(bench.store, event, T0 + DAY)).toBe(false)
  })
})
