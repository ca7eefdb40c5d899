// Source `polar`: subscriptions whose customer is known by the id of a GitHub account.
import type { Interval } from '../domain/fact.ts'
import type { EntitlementSettings, Settings } from '../domain/settings.ts'
import { polarClient } from './polar-client.ts'
import { polarReader } from './polar-reader.ts'
import { need, type PayingRepository, type Source, type TierWord, tierOfNames } from './source.ts'

const READ_EVERY_MS = 15 * 60_000

export const polar: Source = {
  name: 'polar',
  credential: {
    variable: 'POLAR_TOKEN',
    // An organisation of Polar has no GitHub account that could be compared, so the server names who may use it.
    accountOf: () => null,
    notAllowed: (_, { owner }) => notAllowed(owner),
    missing: {
      level: 'warning',
      message:
        'entitlements.polar: the server has no POLAR_TOKEN, so nothing is read. Set an access token of the ' +
        'organisation on Polar that may read subscriptions.',
    },
  },
  errorsArePublic: true,
  namesUnknown: true,
  scopes({ polar }: EntitlementSettings, repository: PayingRepository) {
    return { needs: polar ? [need('polar', 'polar', repository, [])] : [], problems: [] }
  },
  tierOf(interval: Interval, settings: Settings): TierWord {
    const products = settings.entitlements.polar?.products
    if (!products || interval.worth.kind !== 'prices') return { tier: null }
    const { ids } = interval.worth
    const tier = tierOfNames(products, ids, settings)
    return tier === null ? { tier, problem: unknownProduct(ids) } : { tier }
  },
  reader({ variables: { POLAR_TOKEN: token, POLAR_URL: url = null }, accounts, now }) {
    if (!token) return null
    return { ...polarReader(polarClient({ token, url, now }), accounts), everyMs: READ_EVERY_MS }
  },
}

function unknownProduct(ids: string[]) {
  const message =
    `entitlements.polar.products: a subscription is to a product that is not listed (${ids.join(', ')}). ` +
    'List its id with its tier.'
  return { level: 'warning' as const, message }
}

function notAllowed(owner: string) {
  const message =
    `entitlements.polar: the server's Polar token serves only owners listed in ALLOWED_ACCOUNTS, and ` +
    `"${owner}" is not there, so nothing is read. Ask whoever runs the server to list it.`
  return { level: 'failure' as const, message }
}
