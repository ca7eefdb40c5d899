// Tables of history that is being read.
import type { Flag } from './columns.ts'

/** See `HistoryPart`. */
export interface HistoryPartTable {
  repository_id: number
  purpose: 'catch_up' | 'backfill'
  kind: 'issue' | 'discussion'
  open_only: Flag
  asked_by: 'first_reading' | 'downtime' | 'look' | 'command'
  since_at: number | null
  begun_at: number
  after_cursor: string | null
  page_size: number | null
  read_count: number
  total_count: number | null
  waits_until: number | null
  finished_at: number | null
}

/** A thread that GitHub could not tell in time, however little was asked for. */
export interface UnreadThreadTable {
  repository_id: number
  kind: 'issue' | 'discussion'
  number: number
  noted_at: number
}
