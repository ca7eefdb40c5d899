// Customers as maintainers speak of them: contracts by name, others by the account that pays; and what they bring.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { broughtIn, customerBook } from '../../src/entitlements/customer-book.ts'
import { credentials, DAY, repository, SPONSORS, settings, T0 } from './build.ts'
import { type Desk, openDesk, user } from './desk.ts'
import { type SponsorsServer, sponsorsServer } from './stand-ins.ts'

const FILE = 'acme/customers:customers.yml'
const wanted = settings({
  githubSponsors: SPONSORS,
  users: { octocat: 'pro' },
  customers: { repository: 'acme/customers', path: 'customers.yml' },
})
const asked = { repository: repository(), settings: wanted, credentials: credentials() }

let server: SponsorsServer
let desk: Desk

beforeEach(async () => {
  server = await sponsorsServer()
  desk = await openDesk({ sponsors: server })
  for (const [id, login] of [
    [7, 'ada'],
    [8, 'bob'],
    [9, 'octocat'],
  ] as const)
    desk.accounts.set(login, user(id, login))
  desk.accounts.set('bigcorp', user(50, 'bigcorp', 'Organization'))
  await desk.configure(wanted)
})
afterEach(async () => {
  await desk.close()
  await server.close()
})

async function readAll(customers: string): Promise<void> {
  desk.files.set(FILE, customers)
  for (const scope of [
    'customers:acme/customers:customers.yml',
    'users:10',
    'github_sponsors:acme',
    'members:50',
  ])
    await desk.syncAll(scope)
}

const accounts = async () =>
  [...(await customerBook(desk.store, asked)).values()]
    .map(({ name, accounts: ids }) => `${name}: ${[...ids.values()].map(({ login }) => login).sort()}`)
    .sort()

test('a contract is its customer’s, whatever the name, and everybody else is their own', async () => {
  server.sponsors = [{ id: 11, login: 'sam', cents: 6000, createdAt: T0 - 10 * DAY }]
  await readAll(
    '- { customer: "Ink; contract of X, line 3", tier: pro, seats: [ada] }\n- { customer: B, tier: pro, seats: [bob] }',
  )
  expect(await accounts()).toEqual([
    '@octocat: octocat',
    '@sam: sam',
    'B: bob',
    'Ink; contract of X, line 3: ada',
  ])
})

test('an organisation as a seat stands for its members', async () => {
  desk.members.set('bigcorp', [user(7, 'ada'), user(8, 'bob')])
  desk.installations.set(50, 500)
  await readAll('- { customer: Big Corp, tier: pro, seats: [bigcorp] }')
  expect(await accounts()).toEqual(['@octocat: octocat', 'Big Corp: ada,bigcorp,bob'])
})

test('a contract that ended is told of still', async () => {
  await readAll('- { customer: A, tier: pro, seats: [ada] }')
  desk.now += 3 * DAY
  await readAll('[]')
  expect(await accounts()).toContain('A: ada')
})

describe('what a customer brings in a month', () => {
  const month = { fromAt: T0, toAt: T0 + 31 * DAY }
  async function brings() {
    await readAll('- { customer: A, tier: pro, seats: [ada] }')
    return broughtIn(desk.store, [...(await customerBook(desk.store, asked)).values()], month)
  }

  test('is what a sponsor pays; of contracts and listings nothing is known', async () => {
    server.sponsors = [{ id: 11, login: 'sam', cents: 6000, createdAt: T0 - 10 * DAY }]
    expect(Object.fromEntries(await brings())).toEqual({ A: null, '@sam': { USD: 60 }, '@octocat': null })
  })

  test('is nothing once the payment is over', async () => {
    server.sponsors = [{ id: 11, login: 'sam', cents: 6000, createdAt: T0 - 10 * DAY }]
    await brings()
    server.sponsors = []
    desk.now += DAY
    await brings()
    const book = [...(await customerBook(desk.store, asked)).values()]
    const later = { fromAt: T0 + 31 * DAY, toAt: T0 + 59 * DAY }
    expect((await broughtIn(desk.store, book, later)).get('@sam')).toBeNull()
    expect((await broughtIn(desk.store, book, month)).get('@sam')).toEqual({ USD: 60 })
  })
})
