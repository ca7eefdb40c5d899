// One installation's turn: which repositories it covers now, on events and hourly.
import type { Handler } from '../agenda/run-line.ts'
import type { Repository } from '../domain/repository.ts'
import type { RepositoryInfo } from '../github/types.ts'
import { drain } from '../inbox/drain.ts'
import { wake } from '../store/agenda.ts'
import { findInstallation, type KnownInstallation, noteInstallation } from '../store/installations.ts'
import { wantOnboarding } from '../store/onboarding.ts'
import type { Db } from '../store/open.ts'
import { noteRenaming } from '../store/other-names.ts'
import { lastKnown, removeRepositories, repositories, saveRepository } from '../store/repositories.ts'
import { repositoryStates } from '../store/repository-reading.ts'
import { noteServer } from '../store/server.ts'
import { comeBack } from './come-back.ts'
import type { TurnDeps } from './deps.ts'
import { forgetPeople, takeInstallationEvent } from './installation-events.ts'

type Needs = Pick<TurnDeps, 'store' | 'github' | 'upSinceAt' | 'log' | 'random'>

const HOUR_MS = 3_600_000

export function installationLine(deps: Needs): Handler<'installation'> {
  return async (line, context) => {
    const { store } = deps
    const { installationId: id } = line
    await drain(deps, line, takeInstallationEvent(id))
    await forgetPeople(deps, id)
    const installation = await findInstallation(store.db, id)
    if (!installation) {
      await wantInstallations(store.db, context.now())
      return { nextAt: null }
    }
    if (installation.suspendedAt !== null) return { nextAt: context.now() + HOUR_MS }
    await reconcile(deps, installation)
    await noteInstallation(store.db, id, { repositoriesAt: context.now() })
    return { nextAt: context.now() + HOUR_MS + Math.round(deps.random() * 60_000) }
  }
}

/** An installation that nobody knows was named: GitHub is asked for its list. */
async function wantInstallations(db: Db, now: number): Promise<void> {
  await noteServer(db, { installationsWantedAt: now })
  await wake(db, { line: { kind: 'app' }, at: now })
}

/** Makes the store agree with GitHub's list, and every repository's line due that is new or changed. */
async function reconcile(deps: Needs, installation: KnownInstallation): Promise<void> {
  const { store } = deps
  const { repositories: covered, selection } = await deps.github
    .forInstallation(installation.id)
    .listRepositories()
  // It may have been widened to all a moment ago: what came with that was not chosen.
  const repositorySelection = selection ?? installation.repositorySelection
  const known = new Map((await repositories(store.db, installation.id)).map((one) => [one.id, one]))
  const gone = [...known.keys()].filter((id) => !covered.some((info) => info.id === id))
  await removeRepositories(store.db, installation.id, gone, store.now())
  const stateOf = await repositoryStates(store.db)
  const isWelcome = isWelcomed({ ...installation, repositorySelection })
  for (const info of covered) {
    const before = known.get(info.id)
    const repository = {
      ...info,
      installationId: installation.id,
      selected: repositorySelection === 'selected',
      // A repository that was there when the App was first installed has been covered since then.
      installedAt: known.size === 0 ? (installation.createdAt ?? store.now()) : store.now(),
    }
    if (await isReturn(deps, repository, isWelcome)) continue
    const isUnread = (stateOf(info.id).refreshedAt ?? 0) < deps.upSinceAt
    if (!before || isUnread || differs(before, info)) await wakeRepository(deps, installation.id, info.id)
  }
}

/**
 * Whether what is new there is told what was found: where repositories are chosen one by one, but for those that were
 * there before this database.
 */
function isWelcomed({ repositorySelection, isNew, repositoriesAt }: KnownInstallation): boolean {
  return repositorySelection === 'selected' && (isNew || repositoriesAt !== null)
}

/** Saves the repository. True where it was known but not covered, or by another installation: then it has come back. */
async function isReturn(deps: Needs, repository: Repository, isWelcome: boolean): Promise<boolean> {
  return deps.store.transaction(async (tx) => {
    const known = await lastKnown(tx, repository.id)
    await saveRepository(tx, repository)
    if (known) await noteRenaming(tx, known.repository, repository, deps.store.now())
    const isCovered =
      known?.removed === false && known.repository.installationId === repository.installationId
    if (isWelcome && !isCovered) await wantOnboarding(tx, repository.id, deps.store.now())
    if (!known || isCovered) return false
    await comeBack(deps, tx, repository)
    return true
  })
}

function differs(before: RepositoryInfo, now: RepositoryInfo): boolean {
  const facts = ({
    owner,
    name,
    archived,
    defaultBranch,
    hasIssues,
    hasDiscussions,
    private: hidden,
  }: RepositoryInfo) =>
    JSON.stringify([owner, name, archived, defaultBranch, hasIssues, hasDiscussions, hidden])
  return facts(before) !== facts(now)
}

async function wakeRepository(deps: Needs, installationId: number, repositoryId: number): Promise<void> {
  await wake(deps.store.db, {
    line: { kind: 'repository', repositoryId },
    at: deps.store.now(),
    installationId,
  })
}
