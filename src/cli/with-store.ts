// What commands that read beside the server need: its store, what it was started with, and a repository as it last read it.

import { UserError } from '../domain/problem.ts'
import { loadDotEnv, readDatabaseEnvironment, readEnvironment } from '../environment/environment.ts'
import { createServedRepositories, type ServedRepository } from '../facts/served-repository.ts'
import type { VectorKeeper } from '../facts/vector-keeper.ts'
import { RULES_VERSION } from '../plan/ticket/rules/all-rules.ts'
import { keptVectors } from '../store/article-vectors.ts'
import type { Store } from '../store/open.ts'
import { openStore } from '../store/open-store.ts'
import { type Profile, profileOf, readProfile } from '../store/profile.ts'
import { findRepositoryByName } from '../store/repositories.ts'
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
    const { credentials, webUrl, sentenceFolder } = await profileFor(store, io)
    const { botLogin } = await serverState(store.db)
    const contexts = createServedRepositories(store, async () => botLogin ?? '', {
      rulesVersion: RULES_VERSION,
      webUrl,
    })
    const repository = await findRepositoryByName(store.db, owner, repo)
    const context = repository && botLogin !== null ? await contexts.get(repository) : null
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
