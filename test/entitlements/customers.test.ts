// Contracts kept in a file: read strictly, counted by seat and by date.
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readCustomers } from '../../src/entitlements/customers-file.ts'
import { entitlementProblems } from '../../src/entitlements/problems.ts'
import { applySponsorship } from '../../src/entitlements/pushes.ts'
import { credentials, DAY, repository, SPONSORS, settings, T0 } from './build.ts'
import { type Desk, openDesk, user } from './desk.ts'

const FILE = 'acme/customers:customers.yml'
const SCOPE = 'customers:acme/customers:customers.yml'
const wanted = settings({ customers: { repository: 'acme/customers', path: 'customers.yml' } })
const asked = { repository: repository(), settings: wanted, credentials: credentials() }

let desk: Desk

beforeEach(async () => {
  desk = await openDesk()
  for (const [id, login] of [
    [7, 'ada'],
    [8, 'bob'],
  ] as const)
    desk.accounts.set(login, user(id, login))
  desk.accounts.set('bigcorp', user(50, 'bigcorp', 'Organization'))
  await desk.configure(wanted)
})
afterEach(() => desk.close())

async function sync(text: string): Promise<void> {
  desk.files.set(FILE, text)
  await desk.syncAll(SCOPE)
}

describe('a contract', () => {
  test('counts for its seats while it is valid, its last day included', async () => {
    await sync(`
- customer: Big Corp
  tier: enterprise
  seats: [ada, "@Bob"]
  valid: { from: 2026-01-02, until: 2026-01-10 }
  notes: Renewal in December
`)
    expect(await desk.tiersOf(7, wanted)).toEqual(['enterprise 1–10'])
    expect(await desk.tiersOf(8, wanted)).toEqual(['enterprise 1–10'])
  })

  test('with an organisation as its seat covers all members that are known', async () => {
    desk.members.set('bigcorp', [user(7, 'ada'), user(8, 'bob')])
    desk.publicMembers.set('bigcorp', [user(7, 'ada')])
    desk.installations.set(50, 500)
    await sync('customers:\n  - { customer: Big Corp, tier: pro, seats: [bigcorp] }')
    await desk.syncAll('members:50')
    expect(await desk.tiersOf(7, wanted)).toEqual(['pro 0–'])
    expect(await desk.tiersOf(8, wanted)).toEqual(['pro 0–'])
  })

  test.each(['', 'customers:\n'])('with a key that is misspelt is told which one was meant %#', (start) => {
    const text = `${start}- { customer: A, teir: pro, seats: [ada], valid: { untill: 2026-01-01 } }`
    const { problems } = readCustomers(text, 'customers.yml')
    expect(problems).toHaveLength(2)
    for (const { message } of problems)
      expect(message).toMatch(/Did you mean `(tier|until)`\? Allowed here: `/)
  })

  test('that is taken out of the file ends with it', async () => {
    await sync('- { customer: A, tier: pro, seats: [ada] }\n- { customer: B, tier: pro, seats: [bob] }')
    desk.now = T0 + 3 * DAY
    await sync('- { customer: A, tier: pro, seats: [ada] }')
    expect(await desk.tiersOf(8, wanted)).toEqual(['pro 0–3'])
  })

  test('of an organisation that sponsors declares the seats that its sponsorship covers', async () => {
    const both = settings({ ...wanted.entitlements, githubSponsors: SPONSORS })
    await desk.configure(both)
    await applySponsorship(
      desk.store,
      {
        action: 'created',
        sponsorship: {
          node_id: 'S_1',
          created_at: new Date(T0).toISOString(),
          privacy_level: 'public',
          sponsor: { id: 50, login: 'bigcorp', type: 'Organization' },
          sponsorable: { id: 10, login: 'acme' },
          tier: { monthly_price_in_cents: 50_000 },
        },
      },
      T0,
    )
    await sync('- { customer: Big Corp, organization: bigcorp, seats: [bob] }')
    expect(await desk.tiersOf(8, both)).toEqual(['enterprise 0–'])
    expect(await desk.tiersOf(7, both)).toEqual([])
  })

  test('with a tier that settings do not have is told with its line', async () => {
    await sync('- customer: A\n  tier: platinum\n  seats: [ada]')
    expect(await desk.tiersOf(7, wanted)).toEqual([])
    expect(await entitlementProblems(desk.store, asked, desk.now)).toMatchObject([
      { file: FILE, line: 1, message: expect.stringContaining('"platinum" is not in "tiers"') },
    ])
  })
})

describe('two customers with one seat', () => {
  test('give both tiers, and a warning at the second', async () => {
    await sync(
      '- { customer: A, tier: pro, seats: [ada] }\n- { customer: B, tier: enterprise, seats: [ada] }',
    )
    expect((await desk.tiersOf(7, wanted)).sort()).toEqual(['enterprise 0–', 'pro 0–'])
    expect(await entitlementProblems(desk.store, asked, desk.now)).toEqual([
      {
        level: 'warning',
        file: FILE,
        line: 2,
        message: '"ada" has a seat of "A" (line 1) too. The higher tier counts.',
      },
    ])
  })
})

describe('a file that cannot be used', () => {
  test('leaves the last good one in force', async () => {
    await sync('- { customer: A, tier: pro, seats: [ada] }')
    await expect(sync('- { customer: A, teir: pro, seats: [] }')).rejects.toThrow(
      'the last good version counts',
    )
    expect(await desk.tiersOf(7, wanted)).toEqual(['pro 0–'])
    const problems = await entitlementProblems(desk.store, asked, desk.now)
    expect(problems).toContainEqual(
      expect.objectContaining({ message: expect.stringContaining('`teir`'), line: 1 }),
    )
  })

  test('because it is missing ends nobody', async () => {
    await sync('- { customer: A, tier: pro, seats: [ada] }')
    desk.files.clear()
    await expect(desk.sync(SCOPE)).rejects.toThrow('cannot be read')
    expect(await desk.tiersOf(7, wanted)).toEqual(['pro 0–'])
  })

  test('because it belongs to another owner is never asked for', async () => {
    const theirs = settings({ customers: { repository: 'bigcorp/customers', path: 'customers.yml' } })
    expect(await desk.configure(theirs)).toEqual([])
    const problems = await entitlementProblems(desk.store, { ...asked, settings: theirs }, desk.now)
    expect(problems).toMatchObject([{ level: 'failure', message: expect.stringContaining('another owner') }])
  })
})

describe('mistakes are told with their line', () => {
  const mistakes = (text: string) =>
    readCustomers(text, 'c.yml', 'acme').problems.map(
      ({ line, level, message }) => `${line} ${level}: ${message}`,
    )

  test.each([
    [
      '- tier: pro\n  seats: []',
      '1 failure: `[1].customer` is missing: it must be the name of the customer.',
    ],
    ['- customer: A\n  seats: []', '1 failure: The key `tier` is missing: one of the tiers of the settings.'],
    [
      '- customer: A\n  tier: pro\n  seats: { ada: 1 }',
      '3 failure: `[1].seats` must be a list of GitHub logins or organisations; it is a map.',
    ],
    [
      '- customer: A\n  tier: pro\n  seats:\n    - a b',
      '4 failure: `[1].seats[1]` must be a GitHub login such as `octocat`; it is `a b`.',
    ],
    [
      '- customer: A\n  tier: pro\n  seats: []\n  valid: { from: 2026-02-30 }',
      '4 failure: `[1].valid.from` must be a date such as `2026-12-24`; it is `2026-02-30`.',
    ],
    [
      '- customer: A\n  tier: pro\n  seats: []\n  valid: { from: 2026-02-02, until: 2026-01-01 }',
      '4 failure: `until` is before `from`.',
    ],
    [
      'customers: 3',
      '1 failure: `customers` must be a list of customers, each with `customer`, `tier` and `seats`; it is the number 3.',
    ],
    [
      '- customer: A\n  tier: pro\n  seats: []\n  room: globex/room-a',
      '4 warning: `room` must be a private repository of the same owner (`acme`): nothing is written there.',
    ],
    ['- customer: A\n  tier: pro\n  seats: [ada, ada]', '3 warning: "ada" is listed twice.'],
  ])('%j', (text, message) => {
    expect(mistakes(text)).toEqual([message])
  })

  test.each([
    ['007', 'a number'],
    ['0xcafe', 'a number'],
    ['1e3', 'a number'],
    ['0o17', 'a number'],
    ['12_000', 'a number'],
    ['2026-01-01', 'a date'],
    ['no', 'a truth value'],
    ['Off', 'a truth value'],
    ['true', 'a truth value'],
    ['null', 'nothing'],
    ['~', 'nothing'],
  ])('the seat %s without quotes is no name: YAML reads it as %s', (word, as) => {
    const text = `- customer: Big\n  tier: pro\n  seats:\n    - ada\n    - ${word}`
    expect(readCustomers(text, 'c.yml')).toEqual({
      contracts: [],
      problems: [
        {
          file: 'c.yml',
          line: 5,
          column: 7,
          level: 'failure',
          message: `\`[1].seats[2]\` must be a text, and without quotes YAML reads \`${word}\` as ${as}: put it in quotes.`,
        },
      ],
    })
    const quoted = readCustomers(text.replace(word, `"${word}"`), 'c.yml')
    if (word !== '~' && word !== '12_000')
      expect(quoted.contracts[0]?.seats[1]).toEqual({ login: word.toLowerCase(), line: 5 })
  })

  test('a seat left empty stops the file', () => {
    expect(mistakes('- customer: Big\n  tier: pro\n  seats:\n    - ada\n    -')).toEqual([
      '5 failure: `[1].seats[2]` must be a GitHub login such as `octocat`; it is empty.',
    ])
  })

  test('an empty file has no customers and no mistakes', () => {
    expect(readCustomers('# none yet\n', 'c.yml')).toEqual({ contracts: [], problems: [] })
  })

  test('whatever the file holds, it is read or refused, never thrown', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ':', ' ', '\n', '-', '[', '{', '&', '*', '"', '2026-01-01') }),
        (text) => {
          expect(() => readCustomers(text, 'c.yml')).not.toThrow()
        },
      ),
    )
  })
})
