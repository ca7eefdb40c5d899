// Webhook addresses: verify, store, acknowledge. Nothing else happens while the sender waits.
import { Hono } from 'hono'
import type { Logger } from 'pino'
import type { Sender } from '../inbox/events/listening.ts'
import { route } from '../inbox/route.ts'
import type { NewDelivery, Recorded } from '../store/deliveries.ts'
import { bodyWithin } from './body-within.ts'
import type { Routes } from './edge.ts'
import { ENVELOPES } from './envelopes.ts'
import { HttpError } from './http-error.ts'

export interface WebhookDeps {
  from: Sender
  /** True when the body was signed with one of our secrets. `header` in lower case. */
  verify(body: Buffer, header: (name: string) => string | undefined): boolean
  record(delivery: NewDelivery): Promise<Recorded>
  /** Called after a new delivery is on disk, so that a worker in this process need not wait for its next look. */
  recorded(): void
  refused(reason: 'signature' | 'body'): void
  now(): number
  log: Logger
}

/** 202 once stored or already known, 401 for a wrong signature, 400 for what is no delivery. */
export function webhookRoutes(deps: WebhookDeps): Routes {
  const { path, signedIn, mostBytes, read } = ENVELOPES[deps.from]
  const routes: Routes = new Hono()
  routes.post(path, async (c, next) => {
    // What nobody signed is not worth its memory: it is not even read.
    if (!c.req.header(signedIn)) throw unsigned(deps)
    await next()
  })
  routes.post(path, bodyWithin(mostBytes), async (c) => {
    const { rawBody: body } = c.env.incoming
    const header = (name: string) => c.req.header(name)
    if (!deps.verify(body, header)) throw unsigned(deps)
    const payload = parse(deps, body.toString('utf8'))
    const named = read(header, payload)
    if (typeof named === 'string') throw refuse(deps, named)
    const to = route(deps.from, named.event, payload)
    if (!to) return c.json({ ignored: true }, 202)
    const recorded = await deps.record({ ...named, ...to, body, receivedAt: deps.now() })
    if (recorded === 'stored') deps.recorded()
    deps.log.debug({ delivery: named.guid, event: named.event, recorded }, 'delivery recorded')
    return c.json({ recorded: recorded === 'stored' }, 202)
  })
  return routes
}

function unsigned(deps: WebhookDeps): HttpError {
  deps.refused('signature')
  return new HttpError(401, 'bad_signature', 'The signature is missing, wrong or too old.')
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
