// The documentation of one repository: read when its settings or where it stands may have changed.
import type { Handler } from '../agenda/run-line.ts'
import type { Repository } from '../domain/repository.ts'
import { learnFromHistory } from '../facts/learn-from-history.ts'
import { readDocs } from '../reading/read-docs.ts'
import { wake } from '../store/agenda.ts'
import { docsTree } from '../store/docs.ts'
import { findServed } from '../store/repositories.ts'
import { noteRepository, repositoryState } from '../store/repository-reading.ts'
import { settingsAt } from '../store/settings-versions.ts'
import type { TurnDeps } from './deps.ts'
import { wakeStaleTickets } from './wake-tickets.ts'

type Needs = Pick<TurnDeps, 'store' | 'github' | 'contexts'>

/** Reading is apart from the repository's own turn: hundreds of files keep nothing else waiting, nor does a refusal. */
export function docsLine(deps: Needs): Handler<'docs'> {
  return async ({ repositoryId }) => {
    const { db } = deps.store
    const repository = await findServed(db, repositoryId)
    const inForce = repository && (await settingsAt(db, repositoryId))
    if (!repository || !inForce) return { nextAt: null }
    const changed = await readDocs(deps, repository, inForce.settings.knowledgeBase.docs)
    const { docsVersion } = await repositoryState(db, repositoryId)
    const next = changed ? { docsVersion: (docsVersion ?? 0) + 1 } : {}
    await noteRepository(db, repositoryId, { docsWantedAt: null, ...next })
    if (changed) await learnFromHistory(deps, repository)
    if (changed) await wakeStaleTickets(deps, repository)
    // What is wrong with it is told there.
    const { installationId } = repository
    if (changed)
      await wake(db, { line: { kind: 'desk', repositoryId }, at: deps.store.now(), installationId })
    return { nextAt: null }
  }
}

/** What documentation is read from may have moved. Where the settings name other documentation, tickets wait for it. */
export async function wakeDocs({ store }: Pick<Needs, 'store'>, repository: Repository): Promise<void> {
  const { id: repositoryId, installationId } = repository
  const docs = (await settingsAt(store.db, repositoryId))?.settings.knowledgeBase.docs ?? []
  const read = await docsTree(store.db, repositoryId)
  if (docs.length === 0 && !read) return
  const isNew = docs.length > 0 && read?.source !== JSON.stringify(docs)
  const { docsWantedAt } = await repositoryState(store.db, repositoryId)
  if (isNew && docsWantedAt === null) {
    await noteRepository(store.db, repositoryId, { docsWantedAt: store.now() })
  }
  await wake(store.db, {
    line: { kind: 'docs', repositoryId },
    at: store.now(),
    installationId,
    repositoryId,
  })
}
