// What the server was started with, without secrets, so that commands beside it judge as it does.
import type { Environment } from '../environment/environment.ts'
import { readMeta, writeMeta } from './meta.ts'
import type { Store } from './open.ts'

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
export async function writeProfile(store: Store, profile: Profile): Promise<void> {
  await writeMeta(store.db, 'server', 'started_with', profile, store.now())
}

/** Null where no server that reads sources was ever started on this database. */
export async function readProfile(store: Store): Promise<Profile | null> {
  return readMeta<Profile>(store.db, 'server', 'started_with')
}
