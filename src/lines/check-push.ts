// A push that touches settings, articles or customers: its head commit gets a check run that says what is wrong.

import { z } from 'zod'
import { writeOnce } from '../act/effects.ts'
import type { Repository } from '../domain/repository.ts'
import { applyTouch } from '../entitlements/pushes.ts'
import { GitHubError } from '../github/errors.ts'
import type { CheckRun } from '../github/types.ts'
import { isNearSettings, SETTINGS_PATHS } from '../settings/load.ts'
import type { Claim } from '../store/agenda.ts'
import { scopeStates } from '../store/entitlement-scopes.ts'
import { readMeta } from '../store/meta.ts'
import { repositories } from '../store/repositories.ts'
import { settingsAt } from '../store/settings-versions.ts'
import { checkArticles, checkCustomers, checkSettings } from './check-files.ts'
import type { LineDeps } from './deps.ts'
import { type RepositoryReading, repositoryScope } from './repository-context.ts'

const paths = z.array(z.string()).default([])

/** SHA-1, or SHA-256 in repositories that use it. */
const commitId = z.string().regex(/^([0-9a-f]{40}|[0-9a-f]{64})?$/)

/** What is read of a `push` delivery. */
export const PushPayload = z.looseObject({
  ref: z.string().default(''),
  after: commitId.default(''),
  commits: z.array(z.looseObject({ added: paths, modified: paths, removed: paths })).default([]),
})
export type PushPayload = z.output<typeof PushPayload>

/** GitHub lists at most this many commits of a push; beyond it nothing can be concluded from the list. */
const LISTED_COMMITS = 20
/** Nobody has more files that look like settings by mistake. */
const MOST_NEAR = 10
const NO_COMMIT = /^0+$/

/** Writes the check runs. True when the default branch moved, so that what was read of it may no longer hold. */
export async function checkPush(
  deps: LineDeps,
  claim: Claim,
  repository: Repository,
  payload: PushPayload,
): Promise<boolean> {
  const sha = payload.after
  if (sha === '' || NO_COMMIT.test(sha)) return false
  const near = writtenFiles(payload).filter(isNearSettings).slice(0, MOST_NEAR)
  if (near.length > 0 || touches(payload, (path) => SETTINGS_PATHS.includes(path))) {
    await publish(deps, claim, repository, await checkSettings(deps, repository, sha, near))
  }
  for (const folder of await articleFolders(deps, repository)) {
    if (!touches(payload, (path) => path.startsWith(`${folder}/`))) continue
    await publish(deps, claim, repository, await checkArticles(deps, repository, folder, sha))
  }
  for (const list of await customerLists(deps, repository)) {
    if (!touches(payload, (path) => path === list)) continue
    await publish(deps, claim, repository, await checkCustomers(deps, repository, list, sha))
  }
  if (payload.ref !== `refs/heads/${repository.defaultBranch}`) return false
  await applyTouch(deps.store, { repository }, deps.store.now())
  return true
}

/** Folders of this repository that it, or another one of the installation, answers from. */
async function articleFolders(deps: LineDeps, repository: Repository): Promise<Set<string>> {
  const { db } = deps.store
  const here = `${repository.owner}/${repository.name}:`.toLowerCase()
  const folders = new Set<string>()
  for (const one of await repositories(db, repository.installationId)) {
    const reading = await readMeta<RepositoryReading>(db, repositoryScope(one.id), 'reading')
    // A repository that is only recorded answers nothing, and nothing is written there.
    if (!reading?.configured && !one.selected) continue
    const path = (await settingsAt(db, one.id))?.settings.knowledgeBase.path
    if (path === undefined) continue
    if (path.toLowerCase().startsWith(here)) folders.add(path.slice(here.length))
    else if (one.id === repository.id && !path.includes(':')) folders.add(path)
  }
  return folders
}

/** Files of this repository that settings anywhere name as lists of customers. */
async function customerLists(deps: LineDeps, repository: Repository): Promise<string[]> {
  const start = `customers:${repository.owner}/${repository.name}:`.toLowerCase()
  const scopes = (await scopeStates(deps.store)).map((state) => state.scope)
  return scopes.filter((scope) => scope.startsWith(start)).map((scope) => scope.slice(start.length))
}

function touches(payload: PushPayload, wanted: (path: string) => boolean): boolean {
  const { commits } = payload
  if (commits.length >= LISTED_COMMITS) return true
  return commits.some((commit) => [...commit.added, ...commit.modified, ...commit.removed].some(wanted))
}

/** Added or changed, and not taken out again by a later commit. */
function writtenFiles({ commits }: PushPayload): string[] {
  const written = new Set<string>()
  for (const commit of commits) {
    for (const path of commit.removed) written.delete(path)
    for (const path of [...commit.added, ...commit.modified]) written.add(path)
  }
  return [...written]
}

async function publish(
  deps: LineDeps,
  claim: Claim,
  repository: Repository,
  run: CheckRun | null,
): Promise<void> {
  if (!run) return
  const key = `repository:${repository.id}|check ${run.name} ${run.headSha}`
  await writeOnce({ store: deps.store, claim }, { key, ticketId: null, kind: 'check', again: 'safe' }, () =>
    create(deps, repository, run),
  )
}

const REFUSALS: readonly string[] = ['invalid', 'not_found', 'gone', 'forbidden']

/** The commit may be gone by now, or the App may not write checks here: what else a push brings must not wait for that. */
async function create(deps: LineDeps, repository: Repository, run: CheckRun): Promise<string | null> {
  try {
    const github = deps.github.forInstallation(repository.installationId)
    return String(await github.createCheckRun(repository, run))
  } catch (error) {
    if (!(error instanceof GitHubError && REFUSALS.includes(error.kind))) throw error
    const { owner, name } = repository
    deps.log.warn({ err: error, repository: `${owner}/${name}` }, 'a check run was refused')
    return null
  }
}
