// A push that touches settings, articles or customers: its head commit gets a check run that says what is wrong.

import type { Repository } from '../domain/repository.ts'
import { applyTouch } from '../entitlements/pushes.ts'
import { type RepositoryReading, repositoryScope } from '../facts/served-repository.ts'
import type { CheckRun } from '../github/types.ts'
import type { Push } from '../inbox/events/push.ts'
import { heldBy, writeOnce } from '../outbox/effects.ts'
import { isNearSettings, SETTINGS_PATHS } from '../settings/load.ts'
import type { Claim } from '../store/agenda.ts'
import { scopeStates } from '../store/entitlement-scopes.ts'
import { toJson } from '../store/json.ts'
import { deleteMeta, readMeta, writeMeta } from '../store/meta.ts'
import { reopenedOf } from '../store/refusals.ts'
import { repositories } from '../store/repositories.ts'
import { settingsAt } from '../store/settings-versions.ts'
import { checkArticles, checkCustomers, checkSettings } from './check-files.ts'
import type { TurnDeps } from './deps.ts'

/** GitHub lists at most this many commits of a push; beyond it nothing can be concluded from the list. */
const LISTED_COMMITS = 20
/** Nobody has more files that look like settings by mistake. */
const MOST_NEAR = 10
const NO_COMMIT = /^0+$/
/** Check runs that are to be written. */
const WANTED = 'checks_wanted'

/** What a check run is about, in which commit; `near`: files of the push that are settings or look like them. */
type Subject =
  | { checked: 'settings'; near: string[]; sha: string; again?: number }
  | { checked: 'articles' | 'customers'; path: string; sha: string }

/**
 * Notes the check runs that a push wants. True when the default branch moved, so that what was read of it may no longer
 * hold: reading it must not wait until a check run has had its turn to be written.
 */
export async function notePush(deps: TurnDeps, repository: Repository, payload: Push): Promise<boolean> {
  const sha = payload.after
  if (sha === '' || NO_COMMIT.test(sha)) return false
  const looksAlike = (path: string) => isNearSettings(path) || SETTINGS_PATHS.includes(path)
  const near = writtenFiles(payload).filter(looksAlike).slice(0, MOST_NEAR)
  const subjects: Subject[] = []
  if (near.length > 0 || touches(payload, (path) => SETTINGS_PATHS.includes(path))) {
    subjects.push({ checked: 'settings', near, sha })
    const isInForce = payload.ref === `refs/heads/${repository.defaultBranch}`
    if (isInForce) await noteChecked(deps, repository, sha)
  }
  for (const path of await articleFolders(deps, repository)) {
    if (touches(payload, (one) => one.startsWith(`${path}/`)))
      subjects.push({ checked: 'articles', path, sha })
  }
  for (const path of await customerLists(deps, repository)) {
    if (touches(payload, (one) => one === path)) subjects.push({ checked: 'customers', path, sha })
  }
  await noteWanted(deps, repository, subjects)
  if (payload.ref !== `refs/heads/${repository.defaultBranch}`) return false
  await applyTouch(deps.store, { repository }, deps.store.now())
  return true
}

async function noteWanted({ store }: TurnDeps, repository: Repository, subjects: Subject[]): Promise<void> {
  if (subjects.length === 0) return
  const scope = repositoryScope(repository.id)
  const wanted = (await readMeta<Subject[]>(store.db, scope, WANTED)) ?? []
  await writeMeta(store.db, scope, WANTED, [...wanted, ...subjects], store.now())
}

/** Writes the check runs that pushes want, in order. What could not be written is wanted still. */
export async function publishWanted(deps: TurnDeps, claim: Claim, repository: Repository): Promise<void> {
  const { store } = deps
  const scope = repositoryScope(repository.id)
  for (;;) {
    const [next, ...rest] = (await readMeta<Subject[]>(store.db, scope, WANTED)) ?? []
    if (!next) return
    await publish(deps, claim, repository, next)
    if (rest.length > 0) await writeMeta(store.db, scope, WANTED, rest, store.now())
    else await deleteMeta(store.db, scope, WANTED)
  }
}

/** The commit whose check run tells of the settings in force. */
async function noteChecked({ store }: TurnDeps, repository: Repository, sha: string): Promise<void> {
  await writeMeta(store.db, repositoryScope(repository.id), 'settings_checked', sha, store.now())
}

/** Labels were renamed on GitHub: the settings in force are checked anew, on the commit that brought them. */
export async function checkLabelNames(deps: TurnDeps, claim: Claim, repository: Repository): Promise<void> {
  const scope = repositoryScope(repository.id)
  const again = await readMeta<number>(deps.store.db, scope, 'label_names_moved')
  if (again === null) return
  const sha = await readMeta<string>(deps.store.db, scope, 'settings_checked')
  if (sha) await publish(deps, claim, repository, { checked: 'settings', near: [], sha, again })
  await deleteMeta(deps.store.db, scope, 'label_names_moved')
}

/** Makes up for check runs that GitHub refused and that may be welcome now. */
export async function publishReopened(deps: TurnDeps, claim: Claim, repository: Repository): Promise<void> {
  for (const { detail } of await reopenedOf(deps.store.db, repository.id, 'check')) {
    await publish(deps, claim, repository, detail as Subject)
  }
}

/** Folders of this repository that it, or another one of the installation, answers from. */
async function articleFolders(deps: TurnDeps, repository: Repository): Promise<Set<string>> {
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
async function customerLists(deps: TurnDeps, repository: Repository): Promise<string[]> {
  const start = `customers:${repository.owner}/${repository.name}:`.toLowerCase()
  const scopes = (await scopeStates(deps.store)).map((state) => state.scope)
  return scopes.filter((scope) => scope.startsWith(start)).map((scope) => scope.slice(start.length))
}

function touches(payload: Push, wanted: (path: string) => boolean): boolean {
  const { commits } = payload
  if (commits.length >= LISTED_COMMITS) return true
  return commits.some((commit) => [...commit.added, ...commit.modified, ...commit.removed].some(wanted))
}

/** Added or changed, and not taken out again by a later commit. */
function writtenFiles({ commits }: Push): string[] {
  const written = new Set<string>()
  for (const commit of commits) {
    for (const path of commit.removed) written.delete(path)
    for (const path of [...commit.added, ...commit.modified]) written.add(path)
  }
  return [...written]
}

async function publish(
  deps: TurnDeps,
  claim: Claim,
  repository: Repository,
  subject: Subject,
): Promise<void> {
  const run = await check(deps, repository, subject)
  if (!run) return
  const again = 'again' in subject ? ` ${subject.again}` : ''
  const intent = {
    key: `repository:${repository.id}|check ${run.name} ${run.headSha}${again}`,
    repositoryId: repository.id,
    ticketId: null,
    kind: 'check',
    place: 'commit',
    what: `the check run "${run.name}"`,
    detail: toJson(subject),
  }
  const github = deps.github.forInstallation(repository.installationId, heldBy(deps.store, claim))
  await writeOnce({ store: deps.store, claim }, [intent], 'safe', async () => {
    return { id: await github.createCheckRun(repository, run) }
  })
}

/** Null where the file is no longer there. */
function check(deps: TurnDeps, repository: Repository, subject: Subject): Promise<CheckRun | null> {
  const { sha } = subject
  switch (subject.checked) {
    case 'settings':
      return checkSettings(deps, repository, sha, subject.near)
    case 'articles':
      return checkArticles(deps, repository, subject.path, sha)
    case 'customers':
      return checkCustomers(deps, repository, subject.path, sha)
    default:
      return subject satisfies never
  }
}
