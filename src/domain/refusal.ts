// A write that GitHub refuses for good: set aside with its reason, until something changes that may make it welcome.

/** What would mend it: `unlock` the thread, grant a `permission`, change the `settings`, or nothing on our side. */
export type Remedy = 'unlock' | 'permission' | 'archived' | 'settings' | 'gone' | 'other'

export interface Refusal {
  /** HTTP status; 200 where GraphQL refused. */
  status: number
  /** GitHub's words. */
  reason: string
  remedy: Remedy
}

/** A refusal as it is told to people. */
export interface RefusedWrite extends Refusal {
  /** Key of the effect, by which it is tried again. */
  key: string
  repository: string
  /** Null for what is written elsewhere than on a ticket. */
  ticket: { kind: 'issue' | 'discussion'; number: number } | null
  /** What was to be written, in words: `the label "support: pro"`. */
  what: string
  sinceAt: number
}
