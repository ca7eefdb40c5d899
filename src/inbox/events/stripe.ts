// Stripe's events. Each is only a hint at a customer, whose subscriptions are then fetched.
import { z } from 'zod'
import { listen } from './listening.ts'

export const stripe = listen({
  from: 'stripe',
  kind: 'entitlements',
  line: () => ({ kind: 'entitlements', scope: 'stripe' }),
  schema: z.object({
    id: z.string(),
    type: z.string(),
    data: z.object({
      object: z.object({
        id: z.string().optional(),
        object: z.string().optional(),
        customer: z.union([z.string(), z.object({ id: z.string() })]).nullish(),
      }),
    }),
  }),
})

export type StripeEvent = z.output<typeof stripe.schema>
