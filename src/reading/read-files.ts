// The files that a repository's settings and articles come from, read anew or as they were read before.
import type { Repository } from '../domain/repository.ts'
import type { Settings } from '../domain/settings.ts'
import { namedIn } from '../facts/serving.ts'
import { areOpen } from '../facts/told-in-public.ts'
import { docsGlobs } from '../knowledge/docs/globs.ts'
import type { RepositoryReading } from '../store/repository-reading.ts'
import { saveServed } from '../store/serving.ts'
import { settingsAt } from '../store/settings-versions.ts'
import type { ReadingDeps } from './deps.ts'
import { readArticlesOf } from './read-articles.ts'
import { readFormsOf } from './read-forms.ts'
import { readSettings } from './read-settings.ts'
import { readFrom, sourcesOf } from './sources-of.ts'

type Needs = Pick<ReadingDeps, 'store' | 'github'>

export interface FilesRead {
  settings: Settings
  /** Since when these settings are in force, ms. */
  fromAt: number
  /** Whether settings or articles changed. */
  changed: boolean
  found: Pick<
    RepositoryReading,
    'configured' | 'ownFile' | 'articlesAt' | 'settingsFrom' | 'settingsAreHidden' | 'readFrom' | 'forms'
  >
}

/** `articlesOf`: where the articles are read by another way than on GitHub. */
export async function readFiles(
  deps: Needs,
  repository: Repository,
  articlesOf: typeof readArticlesOf = readArticlesOf,
): Promise<FilesRead> {
  const { store } = deps
  const read = await readSettings(deps, repository)
  const { settings, configured, ownFile, fromAt } = read
  const named = namedIn(settings, sourcesOf(repository, read), repository)
  await saveServed(store.db, repository.id, named)
  const articles = await articlesOf(deps, repository, settings)
  const { forms, changed: formsChanged } = await readFormsOf(deps, repository, settings)
  const { docs } = settings.knowledgeBase
  const docsAt = docsGlobs(docs).flatMap(({ repository: name }) => name ?? [])
  const settingsFrom = read.sources.filter((name) => name !== `${repository.owner}/${repository.name}`)
  return {
    settings,
    fromAt,
    changed: read.changed || articles.changed || formsChanged,
    found: {
      configured,
      ownFile,
      forms,
      articlesAt: { ...articles.at, private: articles.at.private ?? false },
      settingsFrom,
      settingsAreHidden: !repository.private && !(await areOpen(deps, repository, settingsFrom)),
      readFrom: readFrom(repository, { ...read, articlesAt: articles.at.repository, docsAt }),
    },
  }
}

/** Null where they were never read. */
export async function filesAsBefore(
  { store }: Needs,
  repository: Repository,
  before: RepositoryReading | null,
): Promise<FilesRead | null> {
  const inForce = await settingsAt(store.db, repository.id)
  if (!before || !inForce) return null
  const { settings, fromAt } = inForce
  return { settings, fromAt, changed: false, found: before }
}
