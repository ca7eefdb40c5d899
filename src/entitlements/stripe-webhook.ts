// Checks and reads Stripe's events: each is only a hint at a customer whose subscriptions are then fetched.
import { z } from 'zod'
import { stripeLibrary } from './stripe-library.ts'

const TOLERANCE_SECONDS = 300

/** What an event says that matters here. */
export interface StripeHint {
  eventId: string
  /** Null: the event is about no customer, and nothing is to be done. */
  customerId: string | null
}

const Event = z.object({
  id: z.string(),
  type: z.string(),
  data: z.object({
    object: z.object({
      id: z.string().optional(),
      object: z.string().optional(),
      customer: z.union([z.string(), z.object({ id: z.string() })]).nullish(),
    }),
  }),
})

/**
 * The hint of a signed event, or null where the signature is wrong, missing or older than 300 s. `body` are the raw
 * bytes; `now` in ms. Throws where a signed body is no event.
 */
export function verifyStripeSignature(
  body: Buffer | string,
  header: string | undefined,
  secret: string,
  now: number,
): StripeHint | null {
  if (!header || !secret) return null
  const text = body.toString()
  const Stripe = stripeLibrary()
  try {
    Stripe.webhooks.signature?.verifyHeader(text, header, secret, TOLERANCE_SECONDS, undefined, now)
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return null
    throw error
  }
  return readEvent(text)
}

function readEvent(text: string): StripeHint {
  const event = Event.parse(JSON.parse(text))
  const { object } = event.data
  if (event.type.startsWith('customer.') && object.object === 'customer') {
    return { eventId: event.id, customerId: object.id ?? null }
  }
  const customer = object.customer ?? null
  return { eventId: event.id, customerId: typeof customer === 'string' ? customer : (customer?.id ?? null) }
}
