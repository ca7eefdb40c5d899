// What a source says about an account, raw: what it is worth as a tier is computed later, per repository.

/** An amount as the source names it, such as 50 EUR a `month`, a `year`, `3 months` or `once`. */
export interface Money {
  amount: number
  /** ISO 4217, in capitals. */
  currency: string
  per: string
}

/** What was said, in the source's own terms. Settings of a repository turn it into a tier. */
export type Worth =
  /** Money in US cents, a month or once; null: amount unknown. */
  | { kind: 'amount'; cents: number | null }
  /** What was bought: price ids, product ids, lookup keys; and for how much, where the source says so. */
  | { kind: 'prices'; ids: string[]; money?: Money }
  /** A contract that names its tier; null: the seats of an organisation that pays elsewhere. */
  | { kind: 'contract'; tier: string | null; line: number }
  /** An account that settings name by `key`, lower case; they say the tier. */
  | { kind: 'listed' }
  /** Belongs to an organisation: what that one is entitled to covers this account. */
  | { kind: 'member'; organizationId: number; public: boolean; seat: boolean }

/** One source's word on one account at one moment. Times are ms since 1970 UTC. */
export interface Fact {
  /** The thing at the source that carries the word: a sponsor's account, a subscription, a seat. Unique in its scope. */
  key: string
  /** GitHub's numeric id of a user or organisation. */
  accountId: number
  accountType: 'User' | 'Organization'
  /** Only for showing and for asking again; never compared. */
  login: string
  worth: Worth
  oneTime: boolean
  private: boolean
  /** Since when the account pays at all; null: not known. */
  startedAt: number | null
  /** Since when it has this worth; null: not known. */
  sinceAt: number | null
  /** The end that the source itself states, exclusive; null: none. */
  untilAt: number | null
  /** What proves it, for private places only. */
  evidence: string
  /** The customer's private repository, `owner/name`; left out: none. */
  room?: string
}

/**
 * A fact (or its end) as seen at one instant. The set of observations is all that is kept: intervals are folded from
 * it, so that order and repetition of what arrives change nothing.
 */
export interface Observation {
  scope: string
  key: string
  /** A bulk read: when it started; a feed: when it happened; a push: when it arrived. */
  at: number
  /** Bulk reads only: the last one in a row that saw the same; else `at`. */
  throughAt: number
  origin: 'bulk' | 'feed' | 'push'
  /** `will_change` and `will_end` come true at `effectiveAt`, unless something seen later contradicts. */
  says: 'is' | 'ended' | 'will_change' | 'will_end'
  effectiveAt: number | null
  /** The state; of `will_change` the state to come. Null where only the end is known. */
  fact: Fact | null
  /** When Firstline learned of it; 0: by the first full reading of the scope. Left out: at `at`. */
  learnedAt?: number
}

/** A bulk read that went through to the end. `public`: private accounts could not be seen. */
export interface CompleteRead {
  at: number
  view: 'full' | 'public'
}

/** A fact over time: from `sinceAt` until `untilAt` (exclusive; null: no end known). */
export interface Interval extends Omit<Fact, 'sinceAt'> {
  scope: string
  sinceAt: number
  checkedAt: number
  /** When Firstline learned of it; 0: as good as always. */
  learnedAt: number
}

/** The same state of the same account; privacy aside, which is about showing and never about what is owed. */
export function sameState(a: Fact, b: Fact): boolean {
  return (
    a.accountId === b.accountId &&
    a.oneTime === b.oneTime &&
    a.room === b.room &&
    JSON.stringify(a.worth) === JSON.stringify(b.worth)
  )
}
