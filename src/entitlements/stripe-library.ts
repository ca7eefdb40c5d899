// Stripe's library, loaded when the first key or secret of Stripe is used: it takes 16 MB of memory.
import { createRequire } from 'node:module'
import type Stripe from 'stripe'

const load = createRequire(import.meta.url)

export function stripeLibrary(): typeof Stripe {
  return load('stripe')
}
