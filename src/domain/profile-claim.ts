// Proof that a profile elsewhere, whose GitHub handle is only declared, belongs to an account.

/** What somebody asked for with a command of a ticket. */
export interface ProfileClaim {
  /** The command's call, see `CommandCall.key`. */
  callKey: string
  /** `requester`: their own profile, by a code in it; `maintainer`: the profile that declares `login`. */
  by: 'requester' | 'maintainer'
  login: string
  /** To be put into the profile's about text; null: a maintainer needs none. */
  code: string | null
  /**
   * `nobody`: no profile of who pays declares the login. `no_account`: GitHub knows none of that name. `not_found`: the
   * code was looked for and did not turn up. Null: it is being looked for.
   */
  outcome: 'proved' | 'nobody' | 'no_account' | 'not_found' | null
}

/** A claim that is looked for. Times are ms since 1970 UTC. */
export interface OpenClaim extends ProfileClaim {
  ticketId: string
  /** GitHub's numeric id of who asked for themselves. */
  accountId: number | null
  askedAt: number
  /** Until then it is looked every minute. */
  lookUntilAt: number
}

/** A profile that belongs to an account, within one scope of who pays. */
export interface ProfileProof {
  profileId: string
  accountId: number
  accountType: 'User' | 'Organization'
  /** Only for showing. */
  login: string
  /** What the profile declares, lower case: the proof ends with it. */
  handle: string
  by: ProfileClaim['by']
  /** ms; left out: now. */
  provedAt?: number
}
