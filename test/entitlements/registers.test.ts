// A source of who pays stands in two registers and a table of variables: none of its lines may be missing.
import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sources } from '../../src/entitlements/all-sources.ts'
import { entitlementReaders } from '../../src/entitlements/readers.ts'
import { scopesOf } from '../../src/entitlements/scopes.ts'
import { SECRETS, variablesSchema } from '../../src/environment/variables.ts'
import { isInForce } from '../../src/settings/in-force.ts'
import { sources as pieces } from '../../src/settings/sources/all-sources.ts'
import { credentials, repository, SPONSORS, settings } from './build.ts'

const NO_CLAIMS = {
  open: async () => [],
  proofs: async () => [],
  prove: async () => {},
  endProof: async () => {},
  settle: async () => {},
}

const lent = sources.filter(({ credential }) => credential !== null)

test('what settings can name and is in force can be read, and what can be read can be named', () => {
  const named = pieces.map(({ key }) => key).filter((key) => isInForce(['entitlements', key]))
  expect(sources.map(({ name }) => name).sort()).toEqual(named.sort())
})

test('every file of settings of a source is in its register', () => {
  const folder = new URL('../../src/settings/sources', import.meta.url)
  const files = readdirSync(folder).filter((name) => name !== 'all-sources.ts')
  expect(pieces.map(({ key }) => `${key.replaceAll('_', '-')}.ts`).sort()).toEqual(files.sort())
})

test('every source has a reader where all that it may ask for is set', () => {
  const readers = entitlementReaders({
    accounts: { getAccount: async () => null, getAccountById: async () => null },
    members: {
      installationOn: async () => null,
      listMembers: async () => [],
      listPublicMembers: async () => [],
    },
    files: { readFile: async () => null },
    variables: Object.fromEntries(
      Object.keys(variablesSchema.shape).map((name) => [name, 'http://127.0.0.1:1']),
    ),
    graphqlUrl: 'http://127.0.0.1:1',
    installationToken: async () => 'ghs_1',
    claims: NO_CLAIMS,
    now: () => 0,
  })
  expect(Object.keys(readers).sort()).toEqual(['members', ...sources.map(({ name }) => name)].sort())
})

test.each(lent)('the credential of $name is a secret', ({ credential }) => {
  expect(SECRETS).toContain(credential?.variable)
})

test('a credential serves no owner whom the server does not list', () => {
  const wanted = settings({ githubSponsors: SPONSORS, stripe: { prices: { price_1: 'pro' } } })
  const held = lent.map(({ credential }) => String(credential?.variable))
  const asked = (allowedAccounts: string[]) =>
    scopesOf(wanted, repository({ owner: 'stranger' }), credentials({ allowedAccounts, held }))
  expect(asked([]).needs).toEqual([])
  expect(asked([]).problems.map(({ level }) => level)).toEqual(['failure', 'failure'])
  expect(asked(['stranger']).needs.map(({ source }) => source)).toEqual(['github_sponsors', 'stripe'])
})
