// Makes the reader of each source from what the server holds.

import type { SponsorsApi } from '../github/sponsors-shapes.ts'
import { customersReader, type FileReader } from './customers-reader.ts'
import { sponsorsReader } from './github-sponsors.ts'
import { listedAccounts } from './listed-accounts.ts'
import { type MembersApi, membersReader } from './members.ts'
import type { SourceReader } from './source.ts'
import type { StripeApi } from './stripe-client.ts'
import { type StripeAccountsApi, stripeReader } from './stripe-reader.ts'

export interface Providers {
  accounts: StripeAccountsApi
  members: MembersApi
  files: FileReader
  sponsors: SponsorsApi
  /** Null: the server has no key. */
  stripe: StripeApi | null
}

const HOUR = 3_600_000
const QUARTER_MS = HOUR / 4

/** Readers by source name; a source whose provider is missing has none, and its scopes are not read. */
export function entitlementReaders(providers: Providers): Partial<Record<string, SourceReader>> {
  const { accounts, members, files, sponsors, stripe } = providers
  return {
    users: { ...listedAccounts('users', 'User', accounts), everyMs: 6 * HOUR },
    organizations: { ...listedAccounts('organizations', 'Organization', accounts), everyMs: 6 * HOUR },
    members: membersReader(members),
    customers: { ...customersReader(files, accounts), everyMs: QUARTER_MS },
    github_sponsors: sponsorsReader(sponsors),
    ...(stripe ? { stripe: { ...stripeReader(stripe, accounts), everyMs: QUARTER_MS } } : {}),
  }
}
