// What is wrong with settings, articles and the list of customers at one commit: read for a check run.

import { gently } from '../agenda/gently.ts'
import type { CheckSubject } from '../domain/check-run.ts'
import type { Problem } from '../domain/problem.ts'
import type { Repository } from '../domain/repository.ts'
import type { Settings } from '../domain/settings.ts'
import { isNearSettings, SETTINGS_PATH, SETTINGS_PATHS } from '../domain/settings-paths.ts'
import { customersScope } from '../entitlements/customers.ts'
import { type Contract, readCustomers } from '../entitlements/customers-file.ts'
import { unknownChannels } from '../facts/channel-problems.ts'
import { payingProblems } from '../facts/entitlement-needs.ts'
import { renamedLabels } from '../facts/renamed-labels.ts'
import { areOpen, fitFor } from '../facts/told-in-public.ts'
import type { InstallationGitHub } from '../github/types.ts'
import { readingArticles } from '../knowledge/index.ts'
import { articlesAt } from '../reading/read-articles.ts'
import { listPlaces, openPlaces } from '../reading/read-docs.ts'
import { type LoadedSettings, loadFrom } from '../settings/load.ts'
import { parseSettings } from '../settings/parse.ts'
import type { SettingsSource } from '../settings/settings-source.ts'
import { needsOf } from '../store/entitlement-needs.ts'
import { settingsAt } from '../store/settings-versions.ts'
import { readTree } from '../yaml/read.ts'
import { pathKey, type Tree } from '../yaml/tree.ts'
import type { TurnDeps } from './deps.ts'

type Needs = Pick<TurnDeps, 'store' | 'github' | 'credentials' | 'channels'>

/** A settings file larger than this is refused by the parser; there is no need to fetch all of it. */
const MOST_BYTES = 300_000

/** What is wrong with the files that a check run is about; null where there are none any more. */
export function problemsOf(
  deps: Needs,
  repository: Repository,
  about: CheckSubject,
): Promise<Problem[] | null> {
  switch (about.checked) {
    case 'settings':
      return checkSettings(deps, repository, about.sha, about.near)
    case 'articles':
      return checkArticles(deps, repository, about.path, about.sha)
    case 'customers':
      return checkCustomers(deps, repository, about.path, about.sha)
    default:
      return about satisfies never
  }
}

/** `near`: files of the push that are settings or look like them. Null where there is nothing to say. */
async function checkSettings(
  deps: Needs,
  repository: Repository,
  sha: string,
  near: readonly string[] = [],
): Promise<Problem[] | null> {
  const github = deps.github.forInstallation(repository.installationId)
  const found = await settingsFileAt(github, repository, sha)
  const unread = near.filter((path) => (found ? path !== found.path : isNearSettings(path)))
  if (!found) return unread.length === 0 ? null : unread.map(misplaced('failure'))
  const loaded = await loadFrom(readerOf(github, repository, sha), repository, found)
  const told = await toldOf(deps, repository, found, loaded)
  if (loaded.settings) {
    told.push(...(await renamedLabels(deps.store, repository, found, loaded.settings)))
    told.push(...(await docsProblems(deps, repository, { ...found, sha, settings: loaded.settings })))
  }
  return [...told, ...unread.map(misplaced('warning', found.path))]
}

/** What the file says wrong; of what it extends only what everybody may read anyway. */
async function toldOf(
  deps: Needs,
  repository: Repository,
  found: SettingsSource,
  loaded: LoadedSettings,
): Promise<Problem[]> {
  if (!repository.private && !(await areOpen(deps, repository, loaded.extended))) {
    const alone = parseSettings(found.text, { file: found.path, owner: repository.owner })
    return [...alone.problems, { file: found.path, level: 'warning', message: EXTENDS_HIDDEN }]
  }
  const { settings, problems } = loaded
  if (!settings) return problems
  const channels = unknownChannels(deps.channels, repository, settings).map(({ channel, ...one }) => {
    return { ...one, file: found.path, ...lineOf(found.text, channel) }
  })
  return [...problems, ...wishesRefused(deps, repository, found, settings), ...channels]
}

/** What who pays may not be asked of, at the line that asks for it; the rest of the file counts all the same. */
function wishesRefused(
  deps: Needs,
  repository: Repository,
  { path: file, text }: SettingsSource,
  settings: Settings,
): Problem[] {
  const { tree } = readTree(text, file)
  return payingProblems(deps, repository, settings).map((problem) => {
    if (problem.file !== SETTINGS_PATH) return problem
    const [named = ''] = /^entitlements(?:\.\w+)+/.exec(problem.message) ?? []
    const line = tree && lineIn(tree, named.split('.'))
    return { ...problem, file, leavesRest: true, ...(line ? { line } : {}) }
  })
}

/** Of the longest part of a path that the file has; null where what it extends has it. */
function lineIn(tree: Tree, path: readonly string[]): number | null {
  const places = path.map((_, at) => tree.places.get(pathKey(path.slice(0, at + 1)))?.key)
  return places[1] ? (places.findLast((place) => place !== undefined)?.line ?? null) : null
}

/** What the globs of documentation bring in: of this repository at the commit, of others as they stand. */
async function docsProblems(
  deps: Needs,
  repository: Repository,
  { path: file, text, sha, settings }: Pick<SettingsSource, 'path' | 'text' | 'sha'> & { settings: Settings },
): Promise<Problem[]> {
  const { docs } = settings.knowledgeBase
  if (docs.length === 0) return []
  const github = deps.github.forInstallation(repository.installationId)
  const opened = await openPlaces(github, repository, docs)
  const here = opened.map(({ place, head }) => {
    return { place, head: head && place.globs.repository === null ? { ...head, sha } : head }
  })
  const { problems } = await listPlaces(github, here)
  const ofGlobs = problems.flatMap(({ written, ...one }) =>
    one.file === SETTINGS_PATH ? [{ ...one, ...lineOf(text, written), file, level: 'warning' as const }] : [],
  )
  return fitFor(deps, repository, ofGlobs, {
    about: `${repository.owner}/${repository.name}`,
    instead: { file, message: DOCS_HIDDEN },
  })
}

/** Nothing where the file does not say it: what it extends may. */
function lineOf(text: string, written: string | undefined): { line?: number } {
  const lower = written?.toLowerCase()
  const at =
    lower === undefined ? -1 : text.split(/\r\n?|\n/).findIndex((line) => line.toLowerCase().includes(lower))
  return at < 0 ? {} : { line: at + 1 }
}

const DOCS_HIDDEN =
  '`knowledge_base.docs` names a repository that not everybody may read. What it brings in from there is not said in public.'

const EXTENDS_HIDDEN =
  '`_extends` names a file that not everybody may read. Whether it is there, and fits together with this one, is not said in public.'

async function settingsFileAt(
  github: Pick<InstallationGitHub, 'readFile'>,
  repository: Repository,
  ref: string,
): Promise<SettingsSource | null> {
  for (const path of SETTINGS_PATHS) {
    const file = await github.readFile(repository, path, { ref, maxBytes: MOST_BYTES })
    const text = file?.truncated ? ' '.repeat(MOST_BYTES) : file?.text
    if (file) {
      return { path, repository: `${repository.owner}/${repository.name}`, sha: file.sha, text: text ?? '' }
    }
  }
  return null
}

function misplaced(level: Problem['level'], read = SETTINGS_PATH): (file: string) => Problem {
  return (file) => ({
    file,
    line: 1,
    level,
    message: `\`${file}\` is not read: settings stand in \`${read}\`.`,
  })
}

/** The list of customers, in the repository that holds it: seen only by those who may see that repository. */
async function checkCustomers(
  deps: Needs,
  repository: Repository,
  path: string,
  sha: string,
): Promise<Problem[] | null> {
  const github = deps.github.forInstallation(repository.installationId)
  const file = await github.readFile(repository, path, { ref: sha, maxBytes: 1_000_001 })
  if (!file) return null
  const text = file.truncated ? ' '.repeat(1_000_001) : file.text
  const { contracts, problems } = readCustomers(text, path, repository.owner)
  const tiers = await tiersFor(deps, `${repository.owner}/${repository.name}`, path)
  return [...problems, ...unknownTiers(contracts, path, tiers)]
}

/** Tiers of every repository that counts this list; null where none does. */
async function tiersFor(deps: Needs, repository: string, path: string): Promise<Set<string> | null> {
  const needs = await needsOf(deps.store, customersScope({ repository, path }))
  const names = new Set<string>()
  for (const { repositoryId } of needs) {
    const settings = (await settingsAt(deps.store.db, repositoryId))?.settings
    for (const tier of settings?.tiers ?? []) names.add(tier.name)
  }
  return needs.length === 0 ? null : names
}

/** The rest of the list counts all the same: so it is a warning. */
function unknownTiers(contracts: Contract[], file: string, tiers: Set<string> | null): Problem[] {
  if (!tiers) return []
  return contracts.flatMap(({ tier, line }): Problem[] => {
    if (tier === null || tiers.has(tier)) return []
    const allowed = [...tiers].join(', ') || 'none yet'
    const message = `The tier "${tier}" is not in "tiers" of the settings, so these seats get nothing. Allowed: ${allowed}.`
    return [{ file, line, level: 'warning', message }]
  })
}

async function checkArticles(
  deps: Needs,
  repository: Repository,
  folder: string,
  sha: string,
): Promise<Problem[]> {
  const github = deps.github.forInstallation(repository.installationId)
  const loaded = await articlesAt(deps, github, repository, { folder, sha })
  return [...loaded.problems, ...(await gently(readingArticles(loaded.files))).problems]
}

/** Files of the repository itself at the commit, of others as they stand. */
function readerOf(github: Pick<InstallationGitHub, 'readFile'>, repository: Repository, sha: string) {
  return {
    readFile: async (owner: string, name: string, path: string) => {
      const isHere = owner === repository.owner && name === repository.name
      const options = { maxBytes: MOST_BYTES, ...(isHere ? { ref: sha } : {}) }
      const file = await github.readFile({ owner, name }, path, options)
      return file ? { text: file.truncated ? ' '.repeat(MOST_BYTES) : file.text, sha: file.sha } : null
    },
  }
}
