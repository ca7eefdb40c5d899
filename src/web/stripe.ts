// The address for Stripe's events: signature and window checked, the event kept, its customer fetched soon.
import { type StripeHint, verifyStripeSignature } from '../entitlements/stripe-webhook.ts'
import type { Route } from './http.ts'
import { HttpError } from './http-error.ts'

export interface StripeDeps {
  secret: string
  /** Keeps the hint; an event that came before changes nothing. */
  keep(hint: StripeHint): Promise<void>
  refused(reason: string): void
  now(): number
}

const MOST_BYTES = 1024 * 1024

export function stripeRoute(deps: StripeDeps): Route {
  return {
    method: 'POST',
    path: '/api/stripe/webhooks',
    handle: async (request) => {
      const header = request.headers['stripe-signature']
      const signature = Array.isArray(header) ? header[0] : header
      if (!signature) throw unsigned(deps)
      const hint = readHint(deps, await request.body(MOST_BYTES), signature)
      if (!hint) throw unsigned(deps)
      await deps.keep(hint)
      return { status: 202, body: { recorded: true } }
    },
  }
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
