// Source `open_collective`: backers of a collective by tier, once it is proved whose profiles they are.
import type { Interval } from '../domain/fact.ts'
import type { EntitlementSettings, Settings } from '../domain/settings.ts'
import { openCollectiveClient } from './open-collective-client.ts'
import { openCollectiveReader } from './open-collective-reader.ts'
import { need, type PayingRepository, type Source, type TierWord, tierOfNames } from './source.ts'

const READ_EVERY_MS = 15 * 60_000
/** Without a token ten requests a minute are answered, to everybody at this address together. */
const PUBLIC_EVERY_MS = 60 * 60_000

export const openCollective: Source = {
  name: 'open_collective',
  credential: {
    variable: 'OPEN_COLLECTIVE_TOKEN',
    // A collective has no GitHub account that could be compared, so the server has to name who may ask for one.
    accountOf: () => null,
    notAllowed: (_, { owner }) => notAllowed(owner),
    missing: null,
  },
  errorsArePublic: true,
  namesUnknown: true,
  scopes({ openCollective: wanted }: EntitlementSettings, repository: PayingRepository) {
    if (!wanted) return { needs: [], problems: [] }
    const { collective } = wanted
    return {
      needs: [need('open_collective', collectiveScope(collective), repository, [collective])],
      problems: [],
    }
  },
  tierOf(interval: Interval, settings: Settings): TierWord {
    const tiers = settings.entitlements.openCollective?.tiers
    if (!tiers || interval.worth.kind !== 'prices') return { tier: null }
    const { ids } = interval.worth
    const tier = tierOfNames(tiers, ids, settings)
    return tier === null ? { tier, problem: unknownTier(ids) } : { tier }
  },
  reader({
    variables: { OPEN_COLLECTIVE_TOKEN: token = null, OPEN_COLLECTIVE_URL: url = null },
    accounts,
    claims,
    now,
  }) {
    const everyMs = token === null ? PUBLIC_EVERY_MS : READ_EVERY_MS
    return openCollectiveReader({ api: openCollectiveClient({ token, url, now }), accounts, claims, everyMs })
  },
}

/** The scope of a collective's backers, shared by all repositories that count them. */
export function collectiveScope(collective: string): string {
  return `open_collective:${collective.toLowerCase()}`
}

function unknownTier(slugs: string[]) {
  const message =
    `entitlements.open_collective.tiers: a backer chose a tier that is not listed (${slugs.join(', ')}). ` +
    'List its slug with its tier, or leave it out if it is to give none.'
  return { level: 'warning' as const, message }
}

function notAllowed(owner: string) {
  const message =
    'entitlements.open_collective: this server reads collectives only for owners listed in ALLOWED_ACCOUNTS, and ' +
    `"${owner}" is not there, so nothing is read. Ask whoever runs the server to list it.`
  return { level: 'failure' as const, message }
}
