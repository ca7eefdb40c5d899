// The tables of who pays, as Kysely sees them.
import type { Flag, JsonText } from './tables.ts'

export interface EntitlementObservationTable {
  scope: string
  key: string
  fingerprint: string
  account_id: number | null
  /** Lower case, as last seen; only for looking up by hand. */
  login: string | null
  origin: 'bulk' | 'feed' | 'push'
  says: 'is' | 'ended' | 'will_change' | 'will_end'
  at: number
  through_at: number
  effective_at: number | null
  fact: JsonText | null
  /** When it was seen; 0: by the first full reading, which counts as always. Null: not noted, `at` is as good. */
  learned_at: number | null
}

export interface EntitlementReadTable {
  scope: string
  at: number
  view: 'full' | 'public'
}

export interface EntitlementScopeTable {
  scope: string
  source: string
  /** A bulk read under way: `BulkProgress`. */
  progress: JsonText | null
  /** When the last complete bulk read started. */
  bulk_at: number | null
  bulk_pages: number
  bulk_wanted: Flag
  /** Up to when the feed was read. */
  feed_at: number | null
  last_ok_at: number | null
  last_error: string | null
  failing_since: number | null
  attempts: number
  problems: JsonText
  /** The account that the scope's login meant when it was first read. */
  subject_id: number | null
}

export interface EntitlementNeedTable {
  scope: string
  repository_id: number
  data: JsonText
}

export interface EntitlementEventTable {
  /** The source's own id of the event. */
  id: string
  scope: string
  /** Whom it is about, in the source's terms. */
  subject: string
  at: number
  done: Flag
}

export interface EntitlementTables {
  entitlement_observation: EntitlementObservationTable
  entitlement_read: EntitlementReadTable
  entitlement_scope: EntitlementScopeTable
  entitlement_need: EntitlementNeedTable
  entitlement_event: EntitlementEventTable
}

declare module './tables.ts' {
  interface Tables extends EntitlementTables {}
}
