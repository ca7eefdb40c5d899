// What the server was started with, without secrets, so that commands beside it judge as it does.
import { z } from 'zod'
import type { Environment } from '../environment/environment.ts'
import { BUNDLED_SENTENCES } from '../environment/sentence-model.ts'
import { readJson, toJson } from './json.ts'
import type { Store } from './open.ts'
import { serverRow, writeServer } from './server.ts'

export interface Profile {
  /** Which variables of the sources of who pays are set, by name, and whom they serve. */
  credentials: { allowedAccounts: string[]; held: string[] }
  /** Where people read GitHub, without a trailing slash. */
  webUrl: string
  /** Of the sentence model; null: off. */
  sentenceFolder: string | null
  /** Channels that it has, without their addresses. */
  channels: Array<{ owner: string; name: string }>
}

export function profileOf({ webUrl, sentenceFolder, notifyChannels, ...rest }: Environment): Profile {
  const channels = notifyChannels.map(({ owner, name }) => ({ owner, name }))
  return { credentials: credentialsOf(rest), webUrl, sentenceFolder, channels }
}

export function credentialsOf({
  allowedAccounts,
  sources,
}: Pick<Environment, 'allowedAccounts' | 'sources'>): Profile['credentials'] {
  const held = Object.entries(sources).flatMap(([name, value]) => (value === undefined ? [] : [name]))
  return { allowedAccounts, held }
}

/** Of several processes, the one that started last. */
export async function writeProfile(store: Store, profile: Profile): Promise<void> {
  const { credentials, webUrl, sentenceFolder, channels } = profile
  const isBundled = sentenceFolder === BUNDLED_SENTENCES
  await writeServer(store.db, {
    web_url: webUrl,
    // A command may run from another clone: its own bundled model is the same.
    sentence_model: isBundled ? 'on' : (sentenceFolder ?? 'off'),
    allowed_accounts: toJson(credentials.allowedAccounts),
    held_credentials: toJson(credentials.held),
    channels: toJson(channels),
  })
}

/** Null where no server that reads sources was ever started on this database. */
export async function readProfile(store: Store): Promise<Profile | null> {
  const row = await serverRow(store.db)
  if (!row || row.web_url === null) return null
  const credentials = {
    allowedAccounts: readJson(z.array(z.string()), row.allowed_accounts) ?? [],
    held: readJson(z.array(z.string()), row.held_credentials) ?? [],
  }
  const model = row.sentence_model ?? 'on'
  const sentenceFolder = model === 'on' ? BUNDLED_SENTENCES : model === 'off' ? null : model
  const channels = readJson(z.array(z.object({ owner: z.string(), name: z.string() })), row.channels) ?? []
  return { credentials, webUrl: row.web_url, sentenceFolder, channels }
}
