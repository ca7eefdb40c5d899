// What commands that read beside the server need: the store, and a repository as the server last read it.
import { RULES_VERSION } from '../decide/rules/register.ts'
import { UserError } from '../domain/problem.ts'
import { loadDotEnv, readEnvironment } from '../environment.ts'
import type { LineDeps } from '../lines/deps.ts'
import { createRepositoryContexts, type RepositoryContext } from '../lines/repository-context.ts'
import { readMeta } from '../store/meta.ts'
import { openStore, type Store } from '../store/open.ts'
import { findRepositoryByName } from '../store/repositories.ts'
import { type Io, UsageError } from './command.ts'

export interface Surroundings {
  store: Store
  deps: Pick<LineDeps, 'store' | 'credentials'>
  context: RepositoryContext
}

/** Opens the store, finds `owner/name`, runs, and closes. @throws UserError where the server has not read it yet */
export async function withRepository<T>(
  io: Io,
  name: string,
  run: (surroundings: Surroundings) => Promise<T>,
): Promise<T> {
  const [owner, repo, more] = name.split('/')
  if (!owner || !repo || more !== undefined) throw new UsageError(`"${name}" is not OWNER/REPO`)
  const environment = readEnvironment(loadDotEnv(io.cwd, io.env), { serving: false, cwd: io.cwd })
  const { databaseUrl, dataDir, allowedAccounts, sponsors, stripe } = environment
  const store = await openStore({ databaseUrl: databaseUrl ?? undefined, dataDir, role: 'command' })
  try {
    const botLogin = await readMeta<string>(store.db, 'server', 'bot_login')
    const contexts = createRepositoryContexts(store, async () => botLogin ?? '', {
      rulesVersion: RULES_VERSION,
      webUrl: environment.webUrl,
    })
    const repository = await findRepositoryByName(store.db, owner, repo)
    const context = repository && botLogin !== null ? await contexts.get(repository) : null
    if (!context) {
      throw new UserError(
        `${name} is not known here. The App has to be installed on it, and \`firstline start\` has to have read it (DATA_DIR or DATABASE_URL name the database).`,
      )
    }
    const credentials = {
      allowedAccounts,
      sponsorsToken: sponsors.token !== null,
      stripe: stripe.apiKey !== null,
    }
    return await run({ store, deps: { store, credentials }, context })
  } finally {
    await store.close()
  }
}
