// Repositories that read settings or articles from another repository are read again when that one changes.
import type { Repository } from '../domain/repository.ts'
import { wake } from '../store/agenda.ts'
import { repositories } from '../store/repositories.ts'
import { noteRepository, repositoryStates } from '../store/repository-reading.ts'
import type { ReadingDeps } from './deps.ts'

type Needs = Pick<ReadingDeps, 'store'>

/** After a push to the default branch of `source`: whoever read from it is due. */
export async function wakeDependents(deps: Needs, source: Repository): Promise<void> {
  const { store } = deps
  const name = `${source.owner}/${source.name}`.toLowerCase()
  const stateOf = await repositoryStates(store.db)
  for (const one of await repositories(store.db, source.installationId)) {
    if (one.id === source.id) continue
    if (!stateOf(one.id).reading?.readFrom.includes(name)) continue
    await noteMove(deps, one.id)
    const { id: repositoryId, installationId } = one
    await wake(store.db, { line: { kind: 'repository', repositoryId }, at: store.now(), installationId })
  }
}

/** What was read of the repository may no longer hold: its next turn reads it again, also after a failure between. */
export async function noteMove({ store }: Needs, repositoryId: number): Promise<void> {
  await noteRepository(store.db, repositoryId, { sourceMovedAt: store.now() })
}
