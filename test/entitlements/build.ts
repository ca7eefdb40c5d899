// Builders for tests of who pays: each overrides only what matters.

import type { Fact, Observation } from '../../src/domain/fact.ts'
import type { Settings, TierSettings } from '../../src/domain/settings.ts'
import type { PayingRepository, SourceCredentials } from '../../src/entitlements/source.ts'
import { defaultSettings } from '../../src/settings/parse.ts'
import type { Store } from '../../src/store/open.ts'
import { saveRepository } from '../../src/store/repositories.ts'
import { aRepository } from '../builders.ts'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR
/** A round instant to count from. */
export const T0 = Date.UTC(2026, 0, 1)

export function tier(name: string): TierSettings {
  return {
    name,
    formerly: [],
    label: { name: `support: ${name}`, color: 'b60205', description: '' },
    promise: null,
    warnAt: 0.75,
    notify: [],
    channels: [],
    assign: [],
    answers: null,
    private: false,
    needsInformation: false,
    acknowledge: null,
  }
}

export function settings(entitlements: Partial<Settings['entitlements']> = {}): Settings {
  const defaults = defaultSettings('acme')
  return {
    ...defaults,
    tiers: [tier('enterprise'), tier('pro'), tier('sponsor')],
    entitlements: { ...defaults.entitlements, githubSponsors: null, ...entitlements },
  }
}

export const SPONSORS = {
  account: 'acme',
  tiers: { enterprise: 500, pro: 50, sponsor: 1 },
  oneTimeForMs: 31 * DAY,
}

export function repository(change: Partial<PayingRepository> = {}): PayingRepository {
  return { id: 1, owner: 'acme', ownerId: 10, name: 'widget', installationId: 100, ...change }
}

/** The repository as the register holds it: whoever needs something must be in there. */
export async function coverRepository(store: Store, where = repository()): Promise<void> {
  const apart = { nodeId: `R_${where.id}`, hasDiscussions: false, installedAt: T0 }
  await saveRepository(store.db, aRepository({ ...where, ...apart }))
}

export function credentials(change: Partial<SourceCredentials> = {}): SourceCredentials {
  return { allowedAccounts: [], held: ['SPONSORS_TOKEN'], ...change }
}

export function fact(change: Partial<Fact> = {}): Fact {
  return {
    key: '7',
    accountId: 7,
    accountType: 'User',
    login: 'ada',
    worth: { kind: 'amount', cents: 5000 },
    oneTime: false,
    private: false,
    startedAt: null,
    sinceAt: null,
    untilAt: null,
    evidence: 'sponsorship S_1',
    ...change,
  }
}

export function dollars(amount: number | null): Fact['worth'] {
  return { kind: 'amount', cents: amount === null ? null : amount * 100 }
}

export function seen(says: Observation['says'], at: number, change: Partial<Observation> = {}): Observation {
  return {
    scope: 'github_sponsors:acme',
    key: '7',
    at,
    throughAt: at,
    origin: 'push',
    says,
    effectiveAt: null,
    fact: says === 'is' ? fact() : null,
    ...change,
  }
}
