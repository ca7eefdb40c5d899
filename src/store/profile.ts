// What the server was started with, without secrets, so that commands beside it judge as it does.
import { z } from 'zod'
import type { Environment } from '../environment/environment.ts'
import { readJson, toJson } from './json.ts'
import type { Store } from './open.ts'
import { serverRow, writeServer } from './server.ts'

export interface Profile {
  /** Which sources of who pays can be read, and for whom. */
  credentials: { allowedAccounts: string[]; sponsorsToken: boolean; stripe: boolean }
  /** Where people read GitHub, without a trailing slash. */
  webUrl: string
}

export function profileOf(environment: Environment): Profile {
  return {
    credentials: {
      allowedAccounts: environment.allowedAccounts,
      sponsorsToken: environment.sponsors.token !== null,
      stripe: environment.stripe.apiKey !== null,
    },
    webUrl: environment.webUrl,
  }
}

/** Of several processes, the one that started last. */
export async function writeProfile(store: Store, { credentials, webUrl }: Profile): Promise<void> {
  await writeServer(store.db, {
    web_url: webUrl,
    allowed_accounts: toJson(credentials.allowedAccounts),
    sponsors_token: Number(credentials.sponsorsToken),
    stripe: Number(credentials.stripe),
  })
}

/** Null where no server that reads sources was ever started on this database. */
export async function readProfile(store: Store): Promise<Profile | null> {
  const row = await serverRow(store.db)
  if (!row || row.web_url === null) return null
  const credentials = {
    allowedAccounts: readJson(z.array(z.string()), row.allowed_accounts) ?? [],
    sponsorsToken: row.sponsors_token === 1,
    stripe: row.stripe === 1,
  }
  return { credentials, webUrl: row.web_url }
}
