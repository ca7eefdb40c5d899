// The register of the server's routes: a group is one file, and one line here.
import type { Logger } from 'pino'
import { isSignedAsStandard } from '../entitlements/standard-webhook.ts'
import { isSignedByStripe } from '../entitlements/stripe-signature.ts'
import type { Environment } from '../environment/environment.ts'
import { readReadiness } from '../facts/readiness.ts'
import { askSupport, coveredRepositories } from '../facts/support.ts'
import { signatureCheck } from '../github/signature.ts'
import { createRecorder } from '../store/recorder.ts'
import type { TurnDeps } from '../turns/deps.ts'
import type { Routes } from './edge.ts'
import { ENVELOPES } from './envelopes.ts'
import { healthRoutes } from './health.ts'
import type { Metrics } from './metrics.ts'
import { supportRoutes } from './support.ts'
import { webhookRoutes } from './webhooks.ts'

type Needs = Pick<TurnDeps, 'store' | 'contexts' | 'sentences' | 'vectors' | 'upSinceAt'>

interface Parts {
  environment: Environment
  deps: Needs
  metrics: Metrics
  /** Something is due at once. */
  wakeWorker(): void
  log: Logger
}

export function serverRoutes(parts: Parts): Routes[] {
  const { environment, deps, metrics } = parts
  const { publicUrl, metricsToken } = environment
  const { store } = deps
  return [
    ...signedRoutes(parts),
    supportRoutes({
      keys: environment.supportApiKeys,
      publicUrl,
      origins: environment.supportOrigins,
      repositories: (allowed) => coveredRepositories(deps, allowed),
      ask: (repository, question) => askSupport(deps, repository, question),
      now: store.now,
    }),
    healthRoutes({
      readiness: () => readReadiness(store, deps.upSinceAt),
      sentenceModel: () => deps.sentences.state,
      storeTrouble: store.trouble,
      metricsToken,
      publicUrl,
    }),
    metrics.routes,
  ]
}

/** What others push, each signed with a secret of its own. */
function signedRoutes({ environment, deps, metrics, wakeWorker, log }: Parts): Routes[] {
  if (environment.role === 'worker' || !environment.credentials) return []
  const { store } = deps
  const { webhookSecret, webhookSecretPrevious } = environment.credentials
  const { refused } = metrics.counters
  const { record } = createRecorder(store)
  const shared = { record, recorded: wakeWorker, refused, now: store.now, log }
  const { sources } = environment
  const github = signatureCheck([webhookSecret, webhookSecretPrevious])
  const sponsors = signatureCheck([sources.SPONSORS_WEBHOOK_SECRET ?? null])
  const { signedIn: byGithub } = ENVELOPES.github
  const { signedIn: byStripe } = ENVELOPES.stripe
  return [
    webhookRoutes({ ...shared, from: 'github', verify: (body, header) => github(body, header(byGithub)) }),
    webhookRoutes({
      ...shared,
      from: 'sponsors',
      verify: (body, header) => sponsors(body, header(byGithub)),
    }),
    webhookRoutes({
      ...shared,
      from: 'stripe',
      verify: (body, header) =>
        isSignedByStripe(body, header(byStripe), sources.STRIPE_WEBHOOK_SECRET ?? '', store.now()),
    }),
    webhookRoutes({
      ...shared,
      from: 'polar',
      verify: (body, header) =>
        isSignedAsStandard(body, header, sources.POLAR_WEBHOOK_SECRET ?? '', store.now()),
    }),
  ]
}
