// Checks that an event was signed by Stripe, and lately.
import { stripeLibrary } from './stripe-library.ts'

const TOLERANCE_SECONDS = 300

/** False where the signature is wrong, missing or older than 300 s. `body` are the raw bytes; `now` in ms. */
export function isSignedByStripe(
  body: Buffer | string,
  header: string | undefined,
  secret: string,
  now: number,
): boolean {
  if (!header || !secret) return false
  const Stripe = stripeLibrary()
  try {
    Stripe.webhooks.signature?.verifyHeader(
      body.toString(),
      header,
      secret,
      TOLERANCE_SECONDS,
      undefined,
      now,
    )
    return true
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return false
    throw error
  }
}
