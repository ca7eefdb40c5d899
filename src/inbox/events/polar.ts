// Polar's events. Each is only a hint at a customer, whose subscriptions are then fetched.
import { z } from 'zod'
import { listen } from './listening.ts'

export const polar = listen({
  from: 'polar',
  kind: 'entitlements',
  line: () => ({ kind: 'entitlements', scope: 'polar' }),
  schema: z.object({
    type: z.string(),
    data: z.object({
      id: z.string().optional(),
      customer_id: z.string().nullish(),
      customer: z.object({ id: z.string() }).nullish(),
    }),
  }),
})

export type PolarEvent = z.output<typeof polar.schema>
