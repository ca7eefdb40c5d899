// The metrics object: its shape and keys are a contract with scripts that read it.

import { z } from 'zod'

const count = z.int().nonnegative()
const seconds = z.number().nonnegative().nullable()
const instant = z.iso.datetime()

/** The last two are left out where they are 0. */
const kept = { met: count, missed: count, taken_back: count.optional(), corrected: count.optional() }

export const TierMetrics = z.strictObject({
  opened: count,
  open: count,
  first_response: z.strictObject({
    responded: count,
    waiting: count,
    closed_unanswered: count,
    median_seconds: seconds,
    p90_seconds: seconds,
    responded_median_seconds: seconds,
    responded_p90_seconds: seconds,
    calendar_median_seconds: seconds,
    ...kept,
  }),
  next_response: z.strictObject({
    responded: count,
    waiting: count,
    median_seconds: seconds,
    p90_seconds: seconds,
    ...kept,
  }),
  resolution: z.strictObject({
    resolved: count,
    not_planned: count,
    duplicate: count,
    median_seconds: seconds,
    p90_seconds: seconds,
    ...kept,
  }),
  answers: z.strictObject({
    posted: count,
    suggested: count,
    helpful: count,
    unhelpful: count,
    solved_confirmed: count,
    solved_assumed: count,
  }),
  csat: z.strictObject({ ratings: count, satisfied: count }),
})
export type TierMetrics = z.infer<typeof TierMetrics>

export const Metrics = z.strictObject({
  version: z.literal(1),
  repository: z.string(),
  generated_at: instant,
  from: instant,
  to: instant,
  /** Tiers in the order of the settings, then `community` and `all`. */
  tiers: z.record(z.string(), TierMetrics),
})
export type Metrics = z.infer<typeof Metrics>
