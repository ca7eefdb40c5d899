// Reads a repository's settings; good ones come into force, with bad ones the last good ones stay.
import type { Repository } from '../domain/repository.ts'
import type { Settings } from '../domain/settings.ts'
import { loadSettings } from '../settings/load.ts'
import { defaultSettings } from '../settings/parse.ts'
import { saveSettings, saveSettingsCheck, settingsAt } from '../store/settings-versions.ts'
import type { ReadingDeps } from './deps.ts'

type Needs = Pick<ReadingDeps, 'store' | 'github'>

export interface SettingsRead {
  settings: Settings
  /** Whether there is a file. */
  configured: boolean
  changed: boolean
  /** Since when they are in force. */
  fromAt: number
  /** Whether the file is the repository's own. */
  ownFile: boolean
  /** Repositories (`owner/name`) of all files that were read. */
  sources: string[]
  /** Other repositories that `_extends` names, read or not. */
  extended: string[]
}

/** A settings file larger than this is refused by the parser; there is no need to fetch all of it. */
const MOST_BYTES = 300_000

export async function readSettings(deps: Needs, repository: Repository): Promise<SettingsRead> {
  const { store } = deps
  const github = deps.github.forInstallation(repository.installationId)
  const loaded = await loadSettings(
    {
      readFile: async (owner, name, path) => {
        const file = await github.readFile({ owner, name }, path, { maxBytes: MOST_BYTES })
        if (!file) return null
        return { sha: file.sha, text: file.truncated ? ' '.repeat(MOST_BYTES) : file.text }
      },
    },
    repository,
  )
  const { found, problems } = loaded
  const now = store.now()
  const configured = found !== null
  const sources = loaded.sources.map((one) => one.repository)
  const read = {
    configured,
    sources,
    extended: loaded.extended,
    ownFile: found?.repository === `${repository.owner}/${repository.name}`,
  }
  const source = found ? `${found.repository}:${found.path}` : null
  await saveSettingsCheck(store.db, repository.id, { checkedAt: now, blobSha: found?.sha ?? null, problems })
  const inForce = await settingsAt(store.db, repository.id)
  if (!loaded.settings && inForce) {
    return { ...read, settings: inForce.settings, changed: false, fromAt: inForce.fromAt }
  }
  // Where no good settings were ever seen, nothing may be written: a preview shows what would be.
  const settings: Settings = loaded.settings ?? { ...defaultSettings(repository.owner), mode: 'preview' }
  const version = {
    fromAt: now,
    blobSha: found?.sha ?? null,
    source,
    text: found?.text ?? null,
  }
  const changed = await store.transaction((tx) => saveSettings(tx, repository.id, { ...version, settings }))
  return { ...read, settings, changed, fromAt: changed || !inForce ? now : inForce.fromAt }
}
