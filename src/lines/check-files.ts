// What a check run says of settings, articles and the list of customers at one commit.
import type { Problem } from '../domain/problem.ts'
import type { Repository } from '../domain/repository.ts'
import { customersScope } from '../entitlements/customers.ts'
import { type Contract, readCustomers } from '../entitlements/customers-file.ts'
import type { CheckRun, InstallationGitHub } from '../github/types.ts'
import { isArticlePath } from '../knowledge/articles.ts'
import { readArticles } from '../knowledge/index.ts'
import { loadArticles } from '../knowledge/load.ts'
import { type Checked, explainSettings } from '../settings/explain.ts'
import { loadFrom, SETTINGS_PATH } from '../settings/load.ts'
import { needsOf } from '../store/entitlement-needs.ts'
import { settingsAt } from '../store/settings-versions.ts'
import type { LineDeps } from './deps.ts'
import { payingProblems } from './entitlement-needs.ts'
import { fitFor } from './told-in-public.ts'

export async function checkSettings(
  deps: LineDeps,
  repository: Repository,
  sha: string,
): Promise<CheckRun | null> {
  const github = deps.github.forInstallation(repository.installationId)
  const file = await github.readFile(repository, SETTINGS_PATH, { ref: sha, maxBytes: 300_000 })
  if (!file) return null
  const found = { path: SETTINGS_PATH, repository: `${repository.owner}/${repository.name}`, sha: file.sha }
  const text = file.truncated ? ' '.repeat(300_000) : file.text
  const { problems, settings } = await loadFrom(readerOf(github), repository, { ...found, text })
  const paying = settings ? payingProblems(deps, repository, settings) : []
  const told = await fitFor(deps.store, repository, repository, problems)
  return checkRun('settings', sha, [...told, ...paying])
}

/** The list of customers, in the repository that holds it: seen only by those who may see that repository. */
export async function checkCustomers(
  deps: LineDeps,
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
async function tiersFor(deps: LineDeps, repository: string, path: string): Promise<Set<string> | null> {
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
  deps: LineDeps,
  repository: Repository,
  folder: string,
  sha: string,
): Promise<CheckRun> {
  const github = deps.github.forInstallation(repository.installationId)
  const { files } = await github.listFolder(repository, folder, sha)
  const texts = await github.readBlobs(
    repository,
    files.filter((one) => isArticlePath(one.path)).map((one) => one.sha),
  )
  const loaded = await loadArticles(
    { list: async () => files, read: async (blob) => texts.get(blob) ?? '' },
    { get: () => null, put: () => {} },
  )
  return checkRun('articles', sha, [...loaded.problems, ...readArticles(loaded.files).problems])
}

function readerOf(github: Pick<InstallationGitHub, 'readFile'>) {
  return {
    readFile: async (owner: string, name: string, path: string) => {
      const file = await github.readFile({ owner, name }, path, { maxBytes: 300_000 })
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
  const { conclusion, title, summary, annotations } = explainSettings(problems, checked)
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
