// The address for Stripe's events: signature and window checked, the event kept, its customer fetched soon.
import { type StripeHint, verifyStripeSignature } from '../entitlements/stripe-webhook.ts'
import { HttpError, type Route } from './http.ts'

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
      const body = await request.body(MOST_BYTES)
      const header = request.headers['stripe-signature']
      const signature = Array.isArray(header) ? header[0] : header
      const hint = readHint(deps, body, signature)
      if (!hint) {
        deps.refused('stripe signature')
        throw new HttpError(401, 'bad_signature', 'The signature is missing, wrong or too old.')
      }
      await deps.keep(hint)
      return { status: 202, body: { recorded: true } }
    },
  }
}

function readHint(deps: StripeDeps, body: Buffer, signature: string | undefined): StripeHint | null {
  try {
    return verifyStripeSignature(body, signature, deps.secret, deps.now())
  } catch (cause) {
    deps.refused('stripe body')
    throw new HttpError(400, 'bad_request', `The body is no event of Stripe: ${(cause as Error).name}.`)
  }
}
