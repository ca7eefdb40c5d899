// Repositories that only serve others, such as a list of customers or a private desk, are no desks themselves.
import type { Repository } from '../domain/repository.ts'
import type { Settings } from '../domain/settings.ts'
import type { Store } from '../store/open.ts'
import { hasUnread, isRoom, isServing } from '../store/serving.ts'

/** For so long after its first reading a repository waits for the others, whose settings may name it. */
const WAIT_FOR_OTHERS_MS = 2 * 60_000

/** Repositories, `owner/name`, that these settings name, beside those that the settings came from. */
export function namedIn(settings: Settings, sources: readonly string[], repository: Repository): string[] {
  const [articles = ''] = settings.knowledgeBase.path.split(':', 1)
  const named = [
    ...sources,
    ...(settings.knowledgeBase.path.includes(':') ? [articles] : []),
    ...(settings.entitlements.customers ? [settings.entitlements.customers.repository] : []),
    ...(settings.desk.repository ? [settings.desk.repository] : []),
  ]
  const own = `${repository.owner}/${repository.name}`.toLowerCase()
  return [...new Set(named.map((name) => name.toLowerCase()))].filter((name) => name !== own)
}

/**
 * Whether the repository only serves others; null while that is not known yet. With a settings file of its own it does
 * not; the file of an owner's `.github` is its own only where no other repository goes by it.
 */
export async function onlyServes(
  store: Store,
  repository: Repository,
  reading: { ownFile?: boolean; firstReadAt?: number },
): Promise<boolean | null> {
  const isOwners = repository.name === '.github'
  if (reading.ownFile && !isOwners) return false
  if (!reading.ownFile && isOwners) return true
  const name = `${repository.owner}/${repository.name}`
  if ((await isServing(store.db, repository.id, name)) || (await isRoom(store.db, name))) return true
  const isFresh = store.now() < (reading.firstReadAt ?? 0) + WAIT_FOR_OTHERS_MS
  return isFresh && (await hasUnread(store.db, repository.installationId)) ? null : false
}
