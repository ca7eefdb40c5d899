// What the Sponsors webhook tells. GitHub sends it to an address of its own: an App cannot subscribe to it.
import { z } from 'zod'
import { listen } from './listening.ts'
import { account } from './shapes.ts'

const tier = z.object({
  monthly_price_in_cents: z.number().nullish(),
  monthly_price_in_dollars: z.number().nullish(),
  is_one_time: z.boolean().nullish(),
})

export const sponsorship = listen({
  from: 'sponsors',
  kind: 'sponsorships',
  line: () => ({ kind: 'sponsorships' }),
  schema: z.object({
    action: z.string(),
    effective_date: z.string().nullish(),
    changes: z.object({ tier: z.object({ from: tier }).nullish() }).nullish(),
    sponsorship: z.object({
      node_id: z.string(),
      created_at: z.string(),
      privacy_level: z.string(),
      sponsor: account.nullish(),
      sponsorable: account.nullish(),
      /** The name of `sponsorable` in older payloads. */
      maintainer: account.nullish(),
      tier: tier.nullish(),
    }),
  }),
})

export type Sponsorship = z.output<typeof sponsorship.schema>
