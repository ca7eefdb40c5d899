// Reads the documentation that settings name: trees by commit, and of the files only those whose content is new.
import type { Problem } from '../domain/problem.ts'
import type { Repository } from '../domain/repository.ts'
import type { DocsSettings } from '../domain/settings.ts'
import { SETTINGS_PATH } from '../domain/settings-paths.ts'
import { GitHubError } from '../github/errors.ts'
import type { InstallationGitHub, RepositoryHead, TreeFile } from '../github/types.ts'
import { docsGlobs } from '../knowledge/docs/globs.ts'
import { MOST_PAGES } from '../knowledge/docs/page-choice.ts'
import { knownBlobs, saveBlobs } from '../store/articles.ts'
import { type DocsTree, docsTree, dropDocsTree, type IndexedPlace, saveDocsTree } from '../store/docs.ts'
import type { ReadingDeps } from './deps.ts'
import { type DocsPlace, type DocsProblem, listDocs, nameOf, tooMany } from './docs-list.ts'

type Needs = Pick<ReadingDeps, 'store' | 'github'>

/** A repository that documentation stands in, and how it stands; null: it cannot be read. */
export interface OpenedPlace {
  place: DocsPlace
  head: RepositoryHead | null
}

/** So many files in one call, and so much text. */
const FILES_A_CALL = 20
const BYTES_A_CALL = 2_000_000

/**
 * Reads what is new. True where something changed that answers are made of. What was fetched is kept at once, so that a
 * reading that is broken off goes on where it stood.
 */
export async function readDocs(
  deps: Needs,
  repository: Repository,
  docs: readonly DocsSettings[],
): Promise<boolean> {
  const { store } = deps
  const before = await docsTree(store.db, repository.id)
  if (docs.length === 0) {
    if (before) await dropDocsTree(store.db, repository.id)
    return before !== null
  }
  const github = deps.github.forInstallation(repository.installationId)
  const opened = await openPlaces(github, repository, docs)
  const source = JSON.stringify(docs)
  const heads = JSON.stringify(opened.map(({ head }) => head))
  if (before?.source === source && before.heads === heads) return false
  const { places, problems } = await listPlaces(github, opened)
  const unread = await fetchFiles(deps, github, places)
  const tree: DocsTree = {
    source,
    heads,
    places: places.map(({ place, files, ...told }) => {
      return { ...told, files: files.map(({ path, sha }) => ({ path, sha })) }
    }),
    problems: [...problems.map(({ written: _, ...one }) => one), ...unread],
    readAt: store.now(),
  }
  await saveDocsTree(store.db, repository.id, tree)
  return before === null || hasChanged(before, tree)
}

/** A commit alone is no change: what is linked to stands there as it did. */
function hasChanged(before: DocsTree, now: DocsTree): boolean {
  if (before.places.some(({ commit, files }) => commit === '' && files.length > 0)) return true
  const told = ({ source, places, problems }: DocsTree) =>
    JSON.stringify([source, places.map((place) => ({ ...place, commit: null })), problems])
  return told(before) !== told(now)
}

/** How each repository stands that documentation is to be read from. */
export async function openPlaces(
  github: Pick<InstallationGitHub, 'readHead'>,
  repository: Repository,
  docs: readonly DocsSettings[],
): Promise<OpenedPlace[]> {
  const opened: OpenedPlace[] = []
  const own = `${repository.owner}/${repository.name}`
  for (const globs of docsGlobs(docs, own)) {
    const [owner = '', name = ''] = (globs.repository ?? own).split('/')
    const place = { owner, name, globs }
    const head = await orUnreadable(github.readHead(place))
    // One that was given away is somebody else's, under whatever name it is found.
    const isOwners = head?.owner.toLowerCase() === repository.owner.toLowerCase()
    opened.push({ place, head: isOwners ? head : null })
  }
  return opened
}

interface ListedPlace extends Omit<IndexedPlace, 'files'> {
  place: DocsPlace
  files: TreeFile[]
}

/** The files of all of them, within the bound. Where the settings name documentation, and none of it is opened, they only leave out. */
export async function listPlaces(
  github: Pick<InstallationGitHub, 'readTree' | 'listFolder'>,
  opened: readonly OpenedPlace[],
): Promise<{ places: ListedPlace[]; problems: DocsProblem[] }> {
  const places: ListedPlace[] = []
  const problems: DocsProblem[] = opened.length === 0 ? [ONLY_LEAVES_OUT] : []
  let total = 0
  for (const { place, head } of opened) {
    if (!head) {
      problems.push(unreadable(`${place.owner}/${place.name}`))
      continue
    }
    const commit = head.sha ?? ''
    const listing = commit === '' ? { files: [], problems: [] } : await listDocs(github, place, commit)
    const repository = `${head.owner}/${head.name}`
    const files = listing.files.slice(0, MOST_PAGES - total)
    total += files.length
    const beyond = listing.files[files.length]
    if (beyond) {
      const message = tooMany(nameOf(place, beyond.path))
      problems.push({ file: SETTINGS_PATH, level: 'warning', message, quotes: [repository] })
    }
    const named = `${place.owner}/${place.name}`.toLowerCase()
    places.push({ place, named, repository, private: head.private, commit, files })
    problems.push(...listing.problems)
  }
  return { places, problems }
}

const ONLY_LEAVES_OUT: DocsProblem = {
  file: SETTINGS_PATH,
  level: 'warning',
  message:
    '`knowledge_base.docs` only leaves out, and nothing is read: name the documentation too, as `docs/**/*.md`.',
  written: 'docs:',
}

function unreadable(repository: string): DocsProblem {
  const message = `\`${repository}\` under \`knowledge_base.docs\` cannot be read: there is no such repository of this owner, or Firstline may not see it (is it installed there?).`
  return { file: SETTINGS_PATH, level: 'failure', message, written: repository }
}

/** Fetches what is not in the store yet, in batches; returns what is wrong with files that are no text. */
async function fetchFiles(
  { store }: Needs,
  github: Pick<InstallationGitHub, 'readBlobs'>,
  places: readonly ListedPlace[],
): Promise<Problem[]> {
  const problems: Problem[] = []
  for (const { place, repository, files } of places) {
    const [owner = '', name = ''] = repository.split('/')
    const known = await knownBlobs(store.db, [...new Set(files.map(({ sha }) => sha))], store.now())
    const missing = new Map(files.filter(({ sha }) => !known.has(sha)).map((file) => [file.sha, file]))
    for (const batch of batchesOf([...missing.values()])) {
      const texts = await github.readBlobs(
        { owner, name },
        batch.map(({ sha }) => sha),
      )
      await saveBlobs(
        store.db,
        [...texts].map(([sha, content]) => ({ sha, content })),
        store.now(),
      )
      for (const sha of texts.keys()) known.add(sha)
    }
    for (const { path, sha } of files) {
      if (known.has(sha)) continue
      const message = 'The file is not text: it cannot be documentation.'
      problems.push({ file: nameOf(place, path), level: 'warning', message })
    }
  }
  return problems
}

/** In the order given. */
export function batchesOf<F extends { size: number }>(files: readonly F[]): F[][] {
  const batches: F[][] = []
  let bytes = 0
  for (const file of files) {
    const last = batches.at(-1)
    if (last && last.length < FILES_A_CALL && bytes + file.size <= BYTES_A_CALL) last.push(file)
    else {
      batches.push([file])
      bytes = 0
    }
    bytes += file.size
  }
  return batches
}

/** Null where the repository is not there, or may not be seen. */
async function orUnreadable(head: Promise<RepositoryHead>): Promise<RepositoryHead | null> {
  try {
    return await head
  } catch (error) {
    if (error instanceof GitHubError && ['not_found', 'forbidden', 'gone'].includes(error.kind)) return null
    throw error
  }
}
