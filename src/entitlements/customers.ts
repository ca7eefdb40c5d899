// Source `customers`: contracts kept as a YAML file in a private repository of the same owner.

import type { Interval } from '../domain/fact.ts'
import type { EntitlementSettings, Settings } from '../domain/settings.ts'
import { customersReader } from './customers-reader.ts'
import { need, type PayingRepository, type Source, type TierWord } from './source.ts'

const READ_EVERY_MS = 15 * 60_000

export const customers: Source = {
  name: 'customers',
  credential: null,
  errorsArePublic: false,
  namesUnknown: true,
  scopes(settings: EntitlementSettings, repository: PayingRepository) {
    const wanted = settings.customers
    if (!wanted) return { needs: [], problems: [] }
    const [owner = '', name = ''] = wanted.repository.split('/')
    // Always the same owner: what one account keeps in private must not act, or show, in another's repository.
    if (owner.toLowerCase() !== repository.owner.toLowerCase()) {
      return { needs: [], problems: [foreignFile(wanted.repository, repository)] }
    }
    const file = `${owner}/${name}:${wanted.path}`
    return { needs: [need('customers', customersScope(wanted), repository, [file])], problems: [] }
  },
  tierOf(interval: Interval, settings: Settings): TierWord {
    if (interval.worth.kind !== 'contract' || interval.worth.tier === null) return { tier: null }
    const { tier, line } = interval.worth
    if (settings.tiers.some((one) => one.name === tier)) return { tier }
    const { repository, path } = settings.entitlements.customers ?? { repository: '', path: '' }
    return { tier: null, problem: unknownTier(tier, `${repository}:${path}`, line, settings) }
  },
  reader: ({ files, accounts }) => ({ ...customersReader(files, accounts), everyMs: READ_EVERY_MS }),
}

/** The scope of one file of contracts. */
export function customersScope(file: { repository: string; path: string }): string {
  return `customers:${file.repository.toLowerCase()}:${file.path}`
}

function unknownTier(tier: string, file: string, line: number, settings: Settings) {
  const allowed = settings.tiers.map((one) => one.name).join(', ')
  const message = `The tier "${tier}" is not in "tiers" of the settings. Allowed: ${allowed || 'none yet'}.`
  return { level: 'warning' as const, file, line, message }
}

function foreignFile(file: string, repository: PayingRepository) {
  const message =
    `entitlements.customers.repository: "${file}" belongs to another owner than this repository ` +
    `("${repository.owner}"), so nothing is read. Name a repository of the same owner.`
  return { level: 'failure' as const, name: file, message }
}
