// Proof that somebody pays, over time.

/**
 * One source's word on one account: from `sinceAt` until `untilAt` (exclusive; null: no end known) it is worth `tier`.
 * History is kept: a changed tier ends one interval and starts the next, so that any past moment can be told.
 */
export interface Entitlement {
  /** `github_sponsors`, `organizations`, `users`, `customers`, `stripe`, … */
  source: string
  /** GitHub's numeric id of the user, or of the organisation that `via` names. */
  accountId: number
  tier: string
  sinceAt: number
  /** End of validity without grace. */
  untilAt: number | null
  /** The end with the grace that was in force then; null: no end known. */
  graceUntilAt: number | null
  /** When Firstline learned of it; 0 where it counts as always known. */
  learnedAt: number
  /** A sponsor who wants to stay private: tier and clock, but no public label under `private_sponsors: quiet`. */
  private: boolean
  /** What proves it, for the command line and private places only: a sponsorship node id, a subscription id, a line. */
  evidence: string
  /** The private repository, `owner/name`, in which tickets of the customer go on; left out: none. */
  room?: string
  checkedAt: number
}

/** The requester's standing at one moment: the best tier, or community. */
export interface Standing {
  /** A key of `tiers`, or null for community. */
  tier: string | null
  /** Every valid entitlement that granted this tier is private. */
  private: boolean
  /** Why: `label by hand`, `/tier`, or the source's name. Never evidence. */
  because: string
}

/** The tier in force from `fromAt` until the next interval begins. Sorted; the first begins at or before opening. */
export interface StandingInterval extends Standing {
  fromAt: number
}

/** A tier that somebody's payments give from a moment on; null: none. */
export interface TierFrom {
  fromAt: number
  tier: string | null
}
