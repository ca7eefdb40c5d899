// Backers of a collective, against a server that speaks Open Collective's schema.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listEntitled } from '../../src/entitlements/list.ts'
import { entitlementProblems } from '../../src/entitlements/problems.ts'
import { addClaim, claimsOf } from '../../src/store/profile-claims.ts'
import { credentials, DAY, HOUR, repository, settings, T0 } from './build.ts'
import { type CollectiveServer, collectiveServer, order, profile } from './collective-server.ts'
import { type Desk, openDesk, user } from './desk.ts'

const SCOPE = 'open_collective:acme'
const MINUTE = 60_000
const wanted = settings({
  openCollective: { collective: 'acme', tiers: { backer: 'sponsor', 'gold-sponsor': 'pro' } },
})
const allowed = { allowedAccounts: ['acme'], held: ['OPEN_COLLECTIVE_TOKEN'] }
const asked = { repository: repository(), settings: wanted, credentials: credentials(allowed) }
const CODE = 'firstline-0123456789abcdef'

let server: CollectiveServer
let desk: Desk

beforeEach(async () => {
  server = await collectiveServer()
  desk = await openDesk({ collective: server, credentials: allowed })
  for (const [login, id] of Object.entries({ ada: 7, bert: 8, mallory: 66 })) {
    desk.accounts.set(login, user(id, login))
  }
  await desk.configure(wanted)
})
afterEach(async () => {
  await desk.close()
  await server.close()
})

let calls = 0
const claim = async (by: 'requester' | 'maintainer', login: string, code = CODE, ticketId = 'issue:1') => {
  const accountId = by === 'maintainer' ? null : (desk.accounts.get(login)?.id ?? null)
  const made = { ticketId, callKey: `${++calls}:0:claim`, scope: SCOPE, by, accountId, login }
  await addClaim(desk.store.db, made, { newCode: () => code, now: desk.now })
}
const outcomes = async (ticketId = 'issue:1') =>
  (await claimsOf(desk.store.db, ticketId)).map(({ outcome }) => outcome)
/** Proved by a maintainer, with the orders that there are. */
const proved = async (login = 'ada') => {
  await claim('maintainer', login)
  await desk.syncAll(SCOPE)
}
const withCode = (slug = 'ada') =>
  profile(slug, { longDescription: `<p>I like tea. ${CODE.toUpperCase()}</p>` })

describe('a declared handle', () => {
  test('counts for nothing until it is proved', async () => {
    server.orders = [order('o1')]
    await desk.syncAll(SCOPE)
    expect(await desk.tiersOf(7, wanted)).toEqual([])
  })

  test('is proved by the code in the about text of its profile', async () => {
    server.orders = [order('o1')]
    await claim('requester', 'Ada'.toLowerCase())
    expect(await desk.sync(SCOPE)).toBe(desk.now + MINUTE)
    expect(await desk.tiersOf(7, wanted)).toEqual([])
    desk.now += MINUTE
    server.orders = [order('o1', { fromAccount: withCode() })]
    await desk.syncAll(SCOPE)
    expect(await desk.tiersOf(7, wanted)).toEqual(['sponsor 0–'])
    expect(await outcomes()).toEqual(['proved'])
    expect(desk.woken).toEqual([7])
    server.orders = [order('o1')]
    desk.now += HOUR
    await desk.syncAll(SCOPE)
    expect(await desk.tiersOf(7, wanted)).toEqual(['sponsor 0–'])
  })

  test('the short description will do', async () => {
    server.orders = [order('o1', { fromAccount: profile('ada', { description: `tea, ${CODE}` }) })]
    await claim('requester', 'ada')
    await desk.syncAll(SCOPE)
    expect(await desk.tiersOf(7, wanted)).toEqual(['sponsor 0–'])
  })

  test('a profile that is listed without its texts is asked for by itself', async () => {
    server.isBrief = true
    server.orders = [order('o1', { fromAccount: withCode() }), order('o2', { fromAccount: withCode('bert') })]
    await claim('requester', 'ada')
    await desk.syncAll(SCOPE)
    expect(await desk.tiersOf(7, wanted)).toEqual(['sponsor 0–'])
    expect(server.calls.flatMap(({ slug, offset }) => (offset === undefined ? [slug] : []))).toEqual(['ada'])
  })

  test.each([
    ['another code', profile('ada', { description: 'firstline-ffffffffffffffff' })],
    ['half of the code', profile('ada', { description: CODE.slice(0, -2) })],
    ['no handle', profile('ada', { description: CODE, socialLinks: [] })],
    [
      'the handle of another',
      profile('ada', {
        description: CODE,
        socialLinks: [{ type: 'GITHUB', url: 'https://github.com/bert' }],
      }),
    ],
    ['links that are not told', profile('ada', { description: CODE, socialLinks: null })],
    ['nothing to be told', profile('ada', { description: CODE, isIncognito: true })],
  ])('is not proved by a profile with %s', async (_, fromAccount) => {
    server.orders = [order('o1', { fromAccount })]
    await claim('requester', 'ada')
    await desk.sync(SCOPE)
    expect([await desk.tiersOf(7, wanted), await desk.tiersOf(8, wanted)]).toEqual([[], []])
    expect(await outcomes()).toEqual([null])
  })

  test('a code that somebody else puts into their profile gives them nothing', async () => {
    server.orders = [order('o1', { fromAccount: withCode('mallory') })]
    await claim('requester', 'ada')
    await desk.sync(SCOPE)
    expect([await desk.tiersOf(7, wanted), await desk.tiersOf(66, wanted)]).toEqual([[], []])
  })

  test('is looked for every minute for an hour, once more, and then no longer', async () => {
    await claim('requester', 'ada')
    let looks = 0
    for (let next: number | null = desk.now; next !== null && next - T0 <= HOUR; ) {
      desk.now = next
      next = await desk.sync(SCOPE)
      looks++
    }
    expect(looks).toBe(61)
    expect(await outcomes()).toEqual(['not_found'])
    server.orders = [order('o1', { fromAccount: withCode() })]
    desk.now += 15 * MINUTE
    await desk.syncAll(SCOPE)
    expect(await desk.tiersOf(7, wanted)).toEqual([])
    await claim('requester', 'ada', 'another-code')
    await desk.syncAll(SCOPE)
    expect(await desk.tiersOf(7, wanted)).toEqual(['sponsor 0–'])
  })

  test('gets another code on another ticket, by another account, after a week and once it is proved', async () => {
    const codes = async (ticketId: string) =>
      (await claimsOf(desk.store.db, ticketId)).map(({ code }) => code)
    await claim('requester', 'ada', 'a')
    await claim('requester', 'ada', 'b')
    await claim('requester', 'bert', 'c')
    await claim('requester', 'ada', 'd', 'issue:2')
    desk.now += 8 * DAY
    await claim('requester', 'ada', 'e', 'issue:2')
    expect(await codes('issue:1')).toEqual(['a', 'a', 'c'])
    expect(await codes('issue:2')).toEqual(['d', 'e'])
  })
})

describe("a maintainer's word", () => {
  test('proves the profile that declares the login, and the login alone gets its tier', async () => {
    server.orders = [order('o1'), order('o2', { fromAccount: profile('bert') })]
    await proved()
    expect(await outcomes()).toEqual(['proved'])
    expect([await desk.tiersOf(7, wanted), await desk.tiersOf(8, wanted)]).toEqual([['sponsor 0–'], []])
  })

  test('proves each of two profiles that declare the login', async () => {
    const second = profile('ada-ltd', { socialLinks: [{ type: 'GITHUB', url: 'github.com/ada' }] })
    server.orders = [
      order('o1'),
      order('o2', { fromAccount: second, tier: { slug: 'gold-sponsor', interval: null } }),
    ]
    await proved()
    expect((await desk.tiersOf(7, wanted)).sort()).toEqual(['pro 0–', 'sponsor 0–'])
  })

  test('of two logins that one profile declares, the last that was named has it', async () => {
    const links = ['ada', 'bert'].map((login) => ({ type: 'GITHUB', url: login }))
    server.orders = [order('o1', { fromAccount: profile('both', { socialLinks: links }) })]
    await proved('ada')
    desk.now += DAY
    await proved('bert')
    expect(await desk.tiersOf(7, wanted)).toEqual(['sponsor 0–1'])
    expect(await desk.tiersOf(8, wanted)).toEqual(['sponsor 1–'])
  })

  test('where nobody declares the login, it is told', async () => {
    server.orders = [order('o1', { fromAccount: profile('bert') })]
    await proved('ada')
    expect(await outcomes()).toEqual(['nobody'])
  })

  test('where GitHub knows no such account, it is told', async () => {
    server.orders = [order('o1', { fromAccount: profile('ghost-town') })]
    await proved('ghost-town')
    expect(await outcomes()).toEqual(['no_account'])
  })

  test('that was asked by a clock that went back since is not looked for again and again', async () => {
    desk.now = T0 + HOUR
    await claim('maintainer', 'ada')
    desk.now = T0
    server.orders = [order('o1', { fromAccount: profile('bert') })]
    expect(await desk.sync(SCOPE)).toBeGreaterThan(T0 + 10 * MINUTE)
    desk.now = T0 + HOUR
    await desk.syncAll(SCOPE)
    expect(await outcomes()).toEqual(['nobody'])
  })

  test('waits while Open Collective does not answer', async () => {
    server.orders = [order('o1')]
    server.faults = [{ status: 500 }]
    await claim('maintainer', 'ada')
    await expect(desk.sync(SCOPE)).rejects.toThrow('Open Collective did not answer (500)')
    expect(await outcomes()).toEqual([null])
    await desk.syncAll(SCOPE)
    expect(await outcomes()).toEqual(['proved'])
  })
})

describe('a proof', () => {
  beforeEach(async () => {
    server.orders = [order('o1')]
    await proved()
    desk.now += DAY
  })
  const declares = (...logins: string[]) =>
    order('o1', {
      fromAccount: profile('ada', { socialLinks: logins.map((url) => ({ type: 'GITHUB', url })) }),
    })

  test('ends when the profile no longer declares the handle', async () => {
    server.orders = [declares('bert')]
    await desk.syncAll(SCOPE)
    expect(await desk.tiersOf(7, wanted)).toEqual(['sponsor 0–1'])
    server.orders = [order('o1')]
    await desk.syncAll(SCOPE)
    expect(await desk.tiersOf(7, wanted)).toEqual(['sponsor 0–1'])
  })

  test('stays with the account that was renamed, whoever takes the login', async () => {
    desk.accounts.delete('ada')
    desk.accounts.set('ada-new', user(7, 'ada-new'))
    desk.accounts.set('ada', user(666, 'ada'))
    await desk.syncAll(SCOPE)
    server.orders = [declares('ada-new')]
    desk.now += DAY
    await desk.syncAll(SCOPE)
    expect([await desk.tiersOf(7, wanted), await desk.tiersOf(666, wanted)]).toEqual([['sponsor 0–'], []])
  })

  test.each([
    ['are not told', () => {}, order('o1', { fromAccount: profile('ada', { socialLinks: null }) })],
    ['changed while GitHub does not say who that is', () => desk.unanswered.add(7), declares('bert')],
  ])('stays while its links %s', async (_, change, changed) => {
    change()
    server.orders = [changed]
    await desk.syncAll(SCOPE)
    expect(await desk.tiersOf(7, wanted)).toEqual(['sponsor 0–'])
  })

  test('goes with the profile to who proves it next', async () => {
    server.orders = [
      order('o1', { fromAccount: { ...declares('ada', 'bert').fromAccount, description: CODE } }),
    ]
    await claim('requester', 'bert')
    await desk.syncAll(SCOPE)
    expect(await desk.tiersOf(7, wanted)).toEqual(['sponsor 0–1'])
    expect(await desk.tiersOf(8, wanted)).toEqual(['sponsor 1–'])
  })

  test('stays when the profile has another slug', async () => {
    server.orders = [order('o1', { fromAccount: { ...profile('ada'), slug: 'lovelace' } })]
    await desk.syncAll(SCOPE)
    expect(await desk.tiersOf(7, wanted)).toEqual(['sponsor 0–'])
  })
})

describe('an order', () => {
  const at = (day: number) => new Date(T0 + day * DAY).toISOString()

  test.each([
    ['ACTIVE', 'MONTHLY', {}, ['sponsor 0–']],
    ['ACTIVE', 'YEARLY', {}, ['sponsor 0–']],
    ['ERROR', 'MONTHLY', { lastChargedAt: at(31) }, ['sponsor 0–59']],
    ['CANCELLED', 'MONTHLY', { lastChargedAt: at(9) }, ['sponsor 0–40']],
    ['PAUSED', 'MONTHLY', {}, ['sponsor 0–31']],
    ['CANCELLED', 'YEARLY', {}, ['sponsor 0–365']],
    ['PAID', 'ONETIME', { lastChargedAt: null }, ['sponsor 0–31']],
    ['PAID', 'ONETIME', { tier: { slug: 'backer', interval: 'year' } }, ['sponsor 0–365']],
    ['PAID', 'ONETIME', { tier: { slug: 'backer', interval: null } }, ['sponsor 0–31']],
    ['REFUNDED', 'ONETIME', { updatedAt: at(3) }, ['sponsor 0–3']],
    ['REFUNDED', 'MONTHLY', { updatedAt: at(3) }, ['sponsor 0–3']],
    ['ERROR', 'ONETIME', {}, []],
    ['CANCELLED', 'ONETIME', {}, []],
    ['PENDING', 'ONETIME', {}, []],
    ['ACTIVE', 'MONTHLY', { tier: null }, []],
  ] as const)(
    'that is %s, %s counts until what was paid for ended: %j',
    async (status, frequency, change, tiers) => {
      server.orders = [order('o1', { status, frequency, ...change })]
      await proved()
      expect(await desk.tiersOf(7, wanted)).toEqual(tiers)
    },
  )

  test('with a tier that settings do not list is told to the maintainers', async () => {
    server.orders = [order('o1', { tier: { slug: 'platinum', interval: 'month' } })]
    await proved()
    expect(await desk.tiersOf(7, wanted)).toEqual([])
    expect(await entitlementProblems(desk.store, asked, desk.now)).toEqual([
      { level: 'warning', message: expect.stringContaining('not listed (platinum)') },
    ])
  })

  test('is listed with what it costs, and how it is known', async () => {
    server.orders = [order('o1')]
    await proved()
    const [row] = await listEntitled(desk.store, asked, desk.now)
    expect(row?.evidence).toBe('order o1 of ada, proved by a maintainer')
    expect(row?.amount?.money).toEqual({ amount: 10, currency: 'EUR', per: 'month' })
  })

  test('of a higher tier ends the one before', async () => {
    server.orders = [order('o1')]
    await proved()
    desk.now += 5 * DAY
    server.orders = [order('o1', { tier: { slug: 'gold-sponsor', interval: 'month' } })]
    await desk.syncAll(SCOPE)
    expect(await desk.tiersOf(7, wanted)).toEqual(['sponsor 0–5', 'pro 5–'])
  })
})

describe('a read', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, i) => order(`o${i}`, { fromAccount: profile(`p${i}`) }))

  test('reads all pages, asks for texts only while a code is looked for, and for what was charged in a year', async () => {
    server.orders = many(250)
    await desk.syncAll(SCOPE)
    expect(server.calls.map(({ offset, about }) => [offset, about])).toEqual([
      [0, false],
      [100, false],
      [200, false],
    ])
    expect(server.calls[0]?.since).toBe(new Date(T0 - 370 * DAY).toISOString())
    server.calls.length = 0
    await claim('requester', 'ada')
    await desk.sync(SCOPE)
    expect(server.calls[0]?.about).toBe(true)
  })

  test('during which the list became shorter begins anew, and nobody who moved has ended', async () => {
    server.orders = [...many(100), order('last')]
    await proved()
    desk.now += HOUR
    server.meanwhile = () => {
      server.orders.shift()
      server.meanwhile = () => {}
    }
    await desk.syncAll(SCOPE)
    expect(await desk.tiersOf(7, wanted)).toEqual(['sponsor 0–'])
  })

  test.each([
    ['401', { status: 401 }, 'OPEN_COLLECTIVE_TOKEN is not accepted'],
    ['403', { status: 403 }, 'needs the scopes account and orders'],
    ['429', { status: 429 }, 'asks for fewer requests'],
    ['500', { status: 500 }, 'did not answer (500)'],
    ['half an answer', { status: 200, body: '{"data":' }, 'a form that is not known'],
    [
      'an error in a 200',
      { status: 200, body: '{"errors":[{"message":"Boom"}],"data":null}' },
      'refused the question',
    ],
    [
      'a refusal in a 200',
      { status: 200, body: '{"errors":[{"message":"no","extensions":{"code":"Forbidden"}}]}' },
      'needs the scopes',
    ],
    ['nothing', { status: 200, body: '{"data":{"account":null}}' }, 'knows no such collective'],
  ])('that is answered with %s ends nobody and says what to do', async (_, fault, message) => {
    server.orders = [order('o1')]
    await proved()
    desk.now += HOUR
    server.faults = [fault]
    await expect(desk.sync(SCOPE)).rejects.toThrow(message)
    expect(await desk.tiersOf(7, wanted)).toEqual(['sponsor 0–'])
  })

  test('of a collective that is not there says so', async () => {
    server.slug = 'another'
    await expect(desk.sync(SCOPE)).rejects.toThrow('knows no such collective. Check the slug')
  })

  test('waits as long as Open Collective asks for', async () => {
    const date = new Date(T0).toUTCString()
    const headers = { date, 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(T0 / 1000 + 60) }
    server.faults = [{ status: 429, headers }]
    await expect(desk.sync(SCOPE)).rejects.toMatchObject({ retryAt: T0 + 60_000 })
  })
})

test('collectives are read only for owners in ALLOWED_ACCOUNTS', async () => {
  server.orders = [order('o1')]
  await proved()
  const stranger = repository({ id: 2, owner: 'mallory', ownerId: 66 })
  expect(await desk.configure(wanted, stranger)).toEqual([])
  expect(await desk.tiersOf(7, wanted, stranger)).toEqual([])
  expect(await entitlementProblems(desk.store, { ...asked, repository: stranger }, desk.now)).toEqual([
    { level: 'failure', message: expect.stringContaining('ALLOWED_ACCOUNTS') },
  ])
})
