// What is read out of a repository, for itself or for others, so that a push there is checked.
import type { Repository } from '../domain/repository.ts'
import type { CheckedPlaces } from '../plan/checks.ts'
import { scopeStates } from '../store/entitlement-scopes.ts'
import type { Store } from '../store/open.ts'
import { repositories } from '../store/repositories.ts'
import { repositoryStates } from '../store/repository-reading.ts'
import { settingsAt, settingsCheck } from '../store/settings-versions.ts'

export async function checkedPlaces(store: Store, repository: Repository): Promise<CheckedPlaces> {
  return {
    folders: await articleFolders(store, repository),
    lists: await customerLists(store, repository),
    besideSettings: await templates(store, repository),
  }
}

/** Folders that it, or another repository of the installation, answers from. */
async function articleFolders({ db }: Store, repository: Repository): Promise<Set<string>> {
  const here = `${repository.owner}/${repository.name}:`.toLowerCase()
  const folders = new Set<string>()
  const stateOf = await repositoryStates(db)
  for (const one of await repositories(db, repository.installationId)) {
    const { reading } = stateOf(one.id)
    // A repository that is only recorded answers nothing, and nothing is written there.
    if (!reading?.configured && !one.selected) continue
    const path = (await settingsAt(db, one.id))?.settings.knowledgeBase.path
    if (path === undefined) continue
    if (path.toLowerCase().startsWith(here)) folders.add(path.slice(here.length))
    else if (one.id === repository.id && !path.includes(':')) folders.add(path)
  }
  return folders
}

/** Those that the settings in force name, and those that keep the file that was read last from coming into force. */
async function templates({ db }: Store, { id }: Repository): Promise<string[]> {
  const rules = (await settingsAt(db, id))?.settings.labels ?? []
  const problems = (await settingsCheck(db, id))?.problems ?? []
  return [
    ...rules.flatMap(({ template }) => template?.path ?? []),
    ...problems.flatMap(({ file, mendedBy }) => [file, ...(mendedBy === undefined ? [] : [mendedBy])]),
  ]
}

/** Files that settings anywhere name as lists of customers. */
async function customerLists(store: Store, repository: Repository): Promise<string[]> {
  const start = `customers:${repository.owner}/${repository.name}:`.toLowerCase()
  const scopes = (await scopeStates(store)).map((state) => state.scope)
  return scopes.filter((scope) => scope.startsWith(start)).map((scope) => scope.slice(start.length))
}
