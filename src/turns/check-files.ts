// What a check run says of settings, articles and the list of customers at one commit.

import { gently } from '../agenda/gently.ts'
import type { Problem } from '../domain/problem.ts'
import type { Repository } from '../domain/repository.ts'
import { customersScope } from '../entitlements/customers.ts'
import { type Contract, readCustomers } from '../entitlements/customers-file.ts'
import { payingProblems } from '../facts/entitlement-needs.ts'
import { renamedLabels } from '../facts/renamed-labels.ts'
import { areOpen } from '../facts/told-in-public.ts'
import type { CheckRun, InstallationGitHub } from '../github/types.ts'
import { readingArticles } from '../knowledge/index.ts'
import { articlesAt } from '../reading/read-articles.ts'
import {
  isNearSettings,
  type LoadedSettings,
  loadFrom,
  SETTINGS_PATH,
  SETTINGS_PATHS,
  type SettingsSource,
} from '../settings/load.ts'
import { parseSettings } from '../settings/parse.ts'
import { needsOf } from '../store/entitlement-needs.ts'
import { settingsAt } from '../store/settings-versions.ts'
import { type Checked, checkWords } from '../words/check-words.ts'
import type { TurnDeps } from './deps.ts'

/** A settings file larger than this is refused by the parser; there is no need to fetch all of it. */
const MOST_BYTES = 300_000

/** `near`: files of the push that are settings or look like them. Null where there is nothing to say. */
export async function checkSettings(
  deps: TurnDeps,
  repository: Repository,
  sha: string,
  near: readonly string[] = [],
): Promise<CheckRun | null> {
  const github = deps.github.forInstallation(repository.installationId)
  const found = await settingsFileAt(github, repository, sha)
  const unread = near.filter((path) => (found ? path !== found.path : isNearSettings(path)))
  if (!found) return unread.length === 0 ? null : checkRun('settings', sha, unread.map(misplaced('failure')))
  const loaded = await loadFrom(readerOf(github), repository, found)
  const told = await toldOf(deps, repository, found, loaded)
  if (loaded.settings) told.push(...(await renamedLabels(deps.store, repository, found, loaded.settings)))
  return checkRun('settings', sha, [...told, ...unread.map(misplaced('warning', found.path))])
}

/** What the file says wrong; of what it extends only what everybody may read anyway. */
async function toldOf(
  deps: TurnDeps,
  repository: Repository,
  found: SettingsSource,
  loaded: LoadedSettings,
): Promise<Problem[]> {
  if (!repository.private && !(await areOpen(deps, repository, loaded.extended))) {
    const alone = parseSettings(found.text, { file: found.path, owner: repository.owner })
    return [...alone.problems, { file: found.path, level: 'warning', message: EXTENDS_HIDDEN }]
  }
  const { settings, problems } = loaded
  return [...problems, ...(settings ? payingProblems(deps, repository, settings) : [])]
}

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
export async function checkCustomers(
  deps: TurnDeps,
  repository: Repository,
  path: string,
  sha: string,
): Promise<CheckRun | null> {
  const github = deps.github.forInstallation(repository.installationId)
  const file = await github.readFile(repository, path, { ref: sha, maxBytes: 1_000_001 })
  if (!file) return null
  const text = file.truncated ? ' '.repeat(1_000_001) : file.text
  const { contracts, problems } = readCustomers(text, path)
  const tiers = await tiersFor(deps, `${repository.owner}/${repository.name}`, path)
  return checkRun('customers', sha, [...problems, ...unknownTiers(contracts, path, tiers)])
}

/** Tiers of every repository that counts this list; null where none does. */
async function tiersFor(deps: TurnDeps, repository: string, path: string): Promise<Set<string> | null> {
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

export async function checkArticles(
  deps: TurnDeps,
  repository: Repository,
  folder: string,
  sha: string,
): Promise<CheckRun> {
  const github = deps.github.forInstallation(repository.installationId)
  const loaded = await articlesAt(deps, github, repository, { folder, sha })
  return checkRun('articles', sha, [
    ...loaded.problems,
    ...(await gently(readingArticles(loaded.files))).problems,
  ])
}

function readerOf(github: Pick<InstallationGitHub, 'readFile'>) {
  return {
    readFile: async (owner: string, name: string, path: string) => {
      const file = await github.readFile({ owner, name }, path, { maxBytes: MOST_BYTES })
      return file ? { text: file.text, sha: file.sha } : null
    },
  }
}

const NAMES: Record<Checked, string> = {
  settings: 'firstline / settings',
  articles: 'firstline / knowledge base',
  customers: 'firstline / customers',
}

function checkRun(checked: Checked, headSha: string, problems: Problem[]): CheckRun {
  const { conclusion, title, summary, annotations } = checkWords(problems, checked)
  return {
    name: NAMES[checked],
    headSha,
    conclusion,
    title,
    summary,
    annotations: annotations.map(({ path, line, message, level }) => {
      return { path, startLine: line, endLine: line, level, message }
    }),
  }
}
