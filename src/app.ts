// The composition root: the only place where the parts are put together.
import type { Logger } from 'pino'
import { withHeartbeat } from './agenda/heartbeat.ts'
import { startWorker, type Worker } from './agenda/worker.ts'
import { createChannels } from './channels/channels.ts'
import type { Pacing } from './domain/pace.ts'
import { refreshScopes } from './entitlements/changes.ts'
import { githubApis } from './entitlements/github-apis.ts'
import { entitlementReaders } from './entitlements/readers.ts'
import type { Environment } from './environment/environment.ts'
import { articleVectors } from './facts/article-vectors.ts'
import { keepingVectors } from './facts/keeping-vectors.ts'
import { createProofs } from './facts/proof.ts'
import { rememberRunTimes } from './facts/run-times.ts'
import { createServedRepositories } from './facts/served-repository.ts'
import { connectGitHub } from './github/connect.ts'
import { graphqlAddress } from './github/graphql-address.ts'
import { RULES_VERSION } from './plan/ticket/rules/all-rules.ts'
import { openSentences } from './sentence/open-sentences.ts'
import type { Sentences } from './sentence/sentences.ts'
import { wake } from './store/agenda.ts'
import { type ClockWatch, watchClock } from './store/clock-watch.ts'
import { installationOfAccount } from './store/installations.ts'
import type { Store } from './store/open.ts'
import { type OpenOptions, openStore } from './store/open-store.ts'
import { createPacing } from './store/pacing.ts'
import { profileOf, writeProfile } from './store/profile.ts'
import { claimsBook } from './store/profile-claims.ts'
import { noteServer } from './store/server.ts'
import { turnHandlers } from './turns/all-turns.ts'
import { wakeChannels } from './turns/channel.ts'
import type { TurnDeps } from './turns/deps.ts'
import { type Counters, createMetrics } from './web/metrics.ts'
import { serverRoutes } from './web/routes.ts'
import { startWebServer, type WebServer } from './web/server.ts'

export interface Running {
  port: number
  store: Store
  /** Null with `ROLE=web`. */
  worker: Worker | null
  /** Drains and ends: takes nothing new, finishes what is in hand, at most about 9 s. */
  stop(): Promise<void>
}

export interface StartOptions extends Pick<OpenOptions, 'clock' | 'onStatement'> {
  log: Logger
  /** How often due lines are looked for, ms. */
  pollMs?: number
  /** How long a channel may take to answer, ms. */
  channelTimeoutMs?: number
  /** Stands in for the pace of writes in tests. */
  pacing?: Pacing
}

/** Starts serving. @throws UserError for what would hurt later, saying which variable and what to do */
export async function startFirstline(environment: Environment, options: StartOptions): Promise<Running> {
  const { log } = options
  const store = await openStore({
    databaseUrl: environment.databaseUrl ?? undefined,
    dataDir: environment.dataDir,
    role: 'server',
    clock: options.clock,
    onStatement: options.onStatement,
  })
  const sentences = await openSentences(environment.sentenceFolder, {
    onTrouble: (why) => log.warn({ why }, 'The sentence model has a trouble; words decide where it cannot'),
  })
  let worker: Worker | null = null
  try {
    const metrics = createMetrics(store)
    const deps = createTurnDeps(environment, store, sentences, metrics.counters, options)
    const clock = await watchClock(store, {
      log,
      given: options.clock !== undefined,
      onMove: ({ now, byMs }) => {
        if (deps.upSinceAt > now) deps.upSinceAt -= byMs
        deps.contexts.forget()
      },
    })
    worker = environment.role === 'web' ? null : startAgenda(deps, clock, options)
    await wake(store.db, { line: { kind: 'app' }, at: store.now() })
    await refreshScopes(store, store.now())
    await wakeChannels(store, deps.channels)
    const server = await startWebServer({
      host: environment.host,
      port: environment.port,
      routes: serverRoutes({ environment, deps, metrics, wakeWorker: () => worker?.wakeUp(), log }),
      log,
    })
    worker?.wakeUp()
    if (environment.role !== 'web') await writeProfile(store, profileOf(environment))
    log.info({ port: server.port, engine: store.engine, role: environment.role }, 'Firstline is listening')
    return { port: server.port, store, worker, stop: () => stop({ server, worker, deps, log }) }
  } catch (error) {
    await worker?.stop(1_000)
    await sentences.close()
    await store.close()
    throw error
  }
}

function createTurnDeps(
  environment: Environment,
  store: Store,
  sentences: Sentences,
  counters: Counters,
  options: StartOptions,
): TurnDeps {
  const { log } = options
  const { credentials } = environment
  if (!credentials) throw new Error('Serving needs the credentials of the App')
  const { github, tokenOf } = connectGitHub({
    credentials,
    apiUrl: environment.githubApiUrl,
    pacing: options.pacing ?? createPacing(store),
    onCall: counters.githubCall,
    now: store.now,
    log,
  })
  const app = once(async () => {
    const { id, slug } = await github.asApp().getApp()
    const botLogin = `${slug}[bot]`
    await noteServer(store.db, { botLogin })
    return { id, botLogin }
  })
  const vectors = articleVectors(sentences, keepingVectors(store, log))
  return {
    store,
    github,
    app,
    contexts: createServedRepositories(store, async () => (await app()).botLogin, {
      rulesVersion: RULES_VERSION,
      webUrl: environment.webUrl,
    }),
    credentials: profileOf(environment).credentials,
    readers: entitlementReaders({
      ...githubApis(github, async (id) => (await installationOfAccount(store.db, id))?.id ?? null),
      variables: environment.sources,
      graphqlUrl: graphqlAddress(environment.githubApiUrl),
      installationToken: tokenOf,
      claims: claimsBook(store),
      now: store.now,
    }),
    sentences,
    vectors,
    channels: createChannels(environment.notifyChannels, {
      secret: environment.notifySecret,
      timeoutMs: options.channelTimeoutMs,
    }),
    proofs: createProofs({ store, sentences, vectors }),
    runTimes: rememberRunTimes(store),
    upSinceAt: store.now(),
    random: Math.random,
    log,
  }
}

function startAgenda(deps: TurnDeps, clock: ClockWatch, options: StartOptions): Worker {
  const worker = startWorker({
    store: deps.store,
    handlers: turnHandlers(deps),
    ...(options.pollMs === undefined ? {} : { pollMs: options.pollMs }),
    beforeClaim: clock.look,
    random: deps.random,
    log: deps.log,
  })
  return withHeartbeat(worker, { store: deps.store, fromAt: deps.upSinceAt, log: deps.log })
}

interface Parts {
  server: WebServer
  worker: Worker | null
  deps: TurnDeps
  log: Logger
}

async function stop({ server, worker, deps: { store, sentences, vectors }, log }: Parts): Promise<void> {
  await Promise.all([server.stop(3_000), worker?.stop(7_000)])
  await sentences.close()
  await vectors.close()
  await store.close()
  log.info('Firstline has stopped')
}

/** Asks once; a failure is not remembered. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let known: Promise<T> | null = null
  return () => {
    known ??= ask().catch((error) => {
      known = null
      throw error
    })
    return known
  }
}
