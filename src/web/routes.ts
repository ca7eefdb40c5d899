// The register of the server's routes: a group is one file, and one line here.
import type { Logger } from 'pino'
import { isSignedByStripe } from '../entitlements/stripe-signature.ts'
import type { Environment } from '../environment/environment.ts'
import { readReadiness } from '../facts/readiness.ts'
import { askSupport, coveredRepositories } from '../facts/support.ts'
import { signatureCheck } from '../github/signature.ts'
import { createRecorder } from '../store/recorder.ts'
import type { TurnDeps } from '../turns/deps.ts'
import type { Routes } from './edge.ts'
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
  return [
    webhookRoutes({
      ...shared,
      from: 'github',
      verify: signatureCheck([webhookSecret, webhookSecretPrevious]),
    }),
    webhookRoutes({
      ...shared,
      from: 'sponsors',
      verify: signatureCheck([environment.sources.SPONSORS_WEBHOOK_SECRET ?? null]),
    }),
    // Polar is not read yet: until it is, nothing that claims to come from it is believed.
    webhookRoutes({ ...shared, from: 'polar', verify: () => false }),
    webhookRoutes({
      ...shared,
      from: 'stripe',
      verify: (body, signature) =>
        isSignedByStripe(body, signature, environment.sources.STRIPE_WEBHOOK_SECRET ?? '', store.now()),
    }),
  ]
}
