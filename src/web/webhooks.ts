// Webhook addresses: verify, store, acknowledge. Nothing else happens while the sender waits.
import { Hono } from 'hono'
import type { Logger } from 'pino'
import type { Route } from '../inbox/route.ts'
import type { NewDelivery, Recorded } from '../store/deliveries.ts'
import { bodyWithin } from './body-within.ts'
import type { Routes } from './edge.ts'
import { HttpError } from './http-error.ts'

/** GitHub sends no payload above 25 MB. */
const MOST_BYTES = 25 * 1024 * 1024
const SIGNATURE = 'x-hub-signature-256'

export interface WebhookDeps {
  path: string
  /** True when the body was signed with one of our secrets. */
  verify(body: Buffer, signature: string | undefined): boolean
  /** The agenda line a delivery belongs to; null when nobody listens. */
  subjectOf(event: string, payload: unknown): Route | null
  record(delivery: NewDelivery): Promise<Recorded>
  /** Called after a new delivery is on disk, so that a worker in this process need not wait for its next look. */
  recorded(): void
  refused(reason: 'signature' | 'body'): void
  now(): number
  log: Logger
}

/** 202 once stored or already known, 401 for a wrong signature, 400 for what is not JSON. */
export function webhookRoutes(deps: WebhookDeps): Routes {
  const routes: Routes = new Hono()
  routes.post(deps.path, async (c, next) => {
    // What nobody signed is not worth its memory: it is not even read.
    if (!c.req.header(SIGNATURE)) throw unsigned(deps)
    await next()
  })
  routes.post(deps.path, bodyWithin(MOST_BYTES), async (c) => {
    const { rawBody } = c.env.incoming
    if (!deps.verify(rawBody, c.req.header(SIGNATURE))) throw unsigned(deps)
    const event = c.req.header('x-github-event')
    const guid = c.req.header('x-github-delivery')
    if (!event || !guid) throw refuse(deps, 'X-GitHub-Event and X-GitHub-Delivery are needed.')
    const target = deps.subjectOf(event, parse(deps, rawBody.toString('utf8')))
    if (!target) return c.json({ ignored: true }, 202)
    const recorded = await deps.record({
      guid,
      event,
      action: target.action,
      installationId: target.installationId,
      repositoryId: target.repositoryId,
      line: target.line,
      body: rawBody,
      receivedAt: deps.now(),
    })
    if (recorded === 'stored') deps.recorded()
    deps.log.debug({ delivery: guid, event, recorded }, 'delivery recorded')
    return c.json({ recorded: recorded === 'stored' }, 202)
  })
  return routes
}

function unsigned(deps: WebhookDeps): HttpError {
  deps.refused('signature')
  return new HttpError(401, 'bad_signature', 'The signature is missing or wrong.')
}

function parse(deps: WebhookDeps, body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    throw refuse(deps, 'The body is not JSON. Set the content type of the webhook to application/json.')
  }
}

function refuse(deps: WebhookDeps, message: string): HttpError {
  deps.refused('body')
  return new HttpError(400, 'bad_request', message)
}
