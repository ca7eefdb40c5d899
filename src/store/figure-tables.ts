// The table of figures of tickets that are kept beside the ledger.
import type { JsonText } from './columns.ts'

/**
 * One row for each ticket, which comes and goes with it. What stands in the ticket, its ledger or its reactions takes
 * the version away when it changes: the database itself sees to that, whoever writes.
 */
export interface FigureTable {
  ticket_id: string
  /** As the ticket has them. */
  repository_id: number
  opened_at: number
  requester_id: number | null
  /** Counts the changes. */
  changes: number
  /** What they were made under; null: they are to be made anew. */
  version: number | null
  /** Tells one state of what the requester is entitled to from another; 0: nothing. */
  paid: number | null
  /** As of when they are told, and before when; null: for good. */
  told_at: number | null
  valid_until: number | null
  /** See `Tellings`; null: they are made each time. */
  told: JsonText | null
}
