// The address for Stripe's events: signature and window checked, the event kept, its customer fetched soon.
import { Hono } from 'hono'
import { type StripeHint, verifyStripeSignature } from '../entitlements/stripe-webhook.ts'
import { bodyWithin } from './body-within.ts'
import type { Routes } from './edge.ts'
import { HttpError } from './http-error.ts'

export interface StripeDeps {
  secret: string
  /** Keeps the hint; an event that came before changes nothing. */
  keep(hint: StripeHint): Promise<void>
  refused(reason: string): void
  now(): number
}

const MOST_BYTES = 1024 * 1024

export function stripeRoutes(deps: StripeDeps): Routes {
  const routes: Routes = new Hono()
  const path = '/api/stripe/webhooks'
  routes.post(path, async (c, next) => {
    // What nobody signed is not worth its memory: it is not even read.
    if (!c.req.header('stripe-signature')) throw unsigned(deps)
    await next()
  })
  routes.post(path, bodyWithin(MOST_BYTES), async (c) => {
    const hint = readHint(deps, c.env.incoming.rawBody, c.req.header('stripe-signature') ?? '')
    if (!hint) throw unsigned(deps)
    await deps.keep(hint)
    return c.json({ recorded: true }, 202)
  })
  return routes
}

function unsigned(deps: StripeDeps): HttpError {
  deps.refused('stripe signature')
  return new HttpError(401, 'bad_signature', 'The signature is missing, wrong or too old.')
}

function readHint(deps: StripeDeps, body: Buffer, signature: string): StripeHint | null {
  try {
    return verifyStripeSignature(body, signature, deps.secret, deps.now())
  } catch (cause) {
    deps.refused('stripe body')
    throw new HttpError(400, 'bad_request', `The body is no event of Stripe: ${(cause as Error).name}.`)
  }
}
