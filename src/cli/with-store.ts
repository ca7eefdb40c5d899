// What commands that read beside the server need: its store, what it was started with, and a repository as it last read it.

import { UserError } from '../domain/problem.ts'
import { loadDotEnv, readDatabaseEnvironment, readEnvironment } from '../environment/environment.ts'
import type { LifeDeps } from '../facts/earlier-lives.ts'
import { createServedRepositories, type ServedRepository } from '../facts/served-repository.ts'
import type { VectorKeeper } from '../facts/vector-keeper.ts'
import { RULES_VERSION } from '../plan/ticket/rules/all-rules.ts'
import { keptVectors } from '../store/article-vectors.ts'
import type { Store } from '../store/open.ts'
import { openStore } from '../store/open-store.ts'
import { type Profile, profileOf, readProfile } from '../store/profile.ts'
import { findRepositoryByName, repositories } from '../store/repositories.ts'
import { serverState } from '../store/server.ts'
import type { TurnDeps } from '../turns/deps.ts'
import { type Io, UsageError } from './command.ts'
import { withMeaning } from './meaning.ts'

type Needs = Pick<TurnDeps, 'store' | 'contexts' | 'sentences' | 'vectors' | 'credentials'>

/** Opens the server's store, runs, and closes. @throws NoDatabaseError where no server has made one */
export async function withStore<T>(io: Io, run: (store: Store) => Promise<T>): Promise<T> {
  const { databaseUrl, dataDir } = readDatabaseEnvironment(loadDotEnv(io.cwd, io.env), { cwd: io.cwd })
  const store = await openStore({ databaseUrl: databaseUrl ?? undefined, dataDir, role: 'command' })
  try {
    return await run(store)
  } finally {
    await store.close()
  }
}

/** What the server was started with; where it has never read anything, what it would be started with here. */
export async function profileFor(store: Store, io: Io): Promise<Profile> {
  const known = await readProfile(store)
  if (known) return known
  return profileOf(readEnvironment(loadDotEnv(io.cwd, io.env), { serving: false, cwd: io.cwd }))
}

export interface OpenRepository {
  store: Store
  deps: Needs
  context: ServedRepository
}

/** Opens the store, finds `owner/name`, runs, and closes. @throws UserError where the server has not read it yet */
export async function withRepository<T>(
  io: Io,
  name: string,
  run: (served: OpenRepository) => Promise<T>,
): Promise<T> {
  const [owner, repo, more] = name.split('/')
  if (!owner || !repo || more !== undefined) throw new UsageError(`"${name}" is not OWNER/REPO.`)
  return withStore(io, async (store) => {
    const { profile, contexts, isRead } = await servedIn(store, io)
    const { credentials, sentenceFolder } = profile
    const repository = await findRepositoryByName(store.db, owner, repo)
    const context = repository && isRead ? await contexts.get(repository) : null
    if (!context) {
      throw new UserError(
        `${name} is not known here. The App has to be installed on it, and \`npx firstline start\` has to have read it (DATA_DIR or DATABASE_URL name the database).`,
      )
    }
    const read: VectorKeeper['read'] = (model, contents) => keptVectors(store.db, model, contents, null)
    return withMeaning(
      io,
      (meaning) => run({ store, deps: { store, credentials, contexts, ...meaning }, context }),
      { sentenceFolder, read },
    )
  })
}

/** All repositories of an owner, or of everybody, that the server has read; as in `withRepository`. */
export async function withRepositories<T>(
  io: Io,
  owner: string | null,
  run: (served: { store: Store; deps: LifeDeps; repositories: ServedRepository[] }) => Promise<T>,
): Promise<T> {
  return withStore(io, async (store) => {
    const { profile, contexts, isRead } = await servedIn(store, io)
    const all = isRead ? await repositories(store.db) : []
    if (all.length === 0) {
      throw new UserError('Firstline does not know any repository yet. Start the server first.')
    }
    const theirs = all.filter((one) => owner === null || one.owner.toLowerCase() === owner.toLowerCase())
    if (theirs.length === 0) throw new UsageError(`No repository of "${owner}" is known here.`)
    const served: ServedRepository[] = []
    for (const repository of theirs) {
      const one = await contexts.get(repository)
      if (one) served.push(one)
    }
    const deps = { store, credentials: profile.credentials, contexts }
    return run({ store, deps, repositories: served })
  })
}

/** `isRead`: a server has begun to read something. */
async function servedIn(store: Store, io: Io) {
  const profile = await profileFor(store, io)
  const { botLogin } = await serverState(store.db)
  const contexts = createServedRepositories(store, async () => botLogin ?? '', {
    rulesVersion: RULES_VERSION,
    webUrl: profile.webUrl,
  })
  return { profile, contexts, isRead: botLogin !== null }
}
