// Tables of what is to be done and what was written: the agenda, holds, effects and the pace of writes.
import type { JsonText } from './columns.ts'

export interface AgendaTable {
  /** Of a ticket: its ticket id. */
  key: string
  kind: string
  installation_id: number | null
  repository_id: number | null
  /** Of the next look. Null: none until something wakes it. */
  due_at: number | null
  /** How much waits to be taken in that may be of our own doing; null: nothing. Then the line is due at once. */
  echoes: number | null
  /** Lower goes first. */
  priority: number
  wakes: number
  claimed_by: string | null
  claimed_until: number | null
  attempts: number
  rules_version: string | null
  last_error: string | null
  last_error_at: number | null
}

export interface HoldTable {
  installation_id: number
  not_before: number
}

export interface EffectTable {
  key: string
  ticket_id: string | null
  kind: string
  state: 'intended' | 'done' | 'failed' | 'refused'
  claim_token: string | null
  /** Counts the times it was begun; abandoning names the attempt it means. */
  attempt: number
  attempted_at: number
  github_id: string | null
  /** Of a check run: what it is about, to write it anew. */
  detail: JsonText | null
  finished_at: number | null
  repository_id: number | null
  /** Key of the agenda line that writes it. */
  line: string | null
  /** Where it is written: `ticket`, `private_desk`, … */
  place: string | null
  /** What it is, in words for people. */
  what: string | null
  /** `KIND key` of what is said, and the name of the label that goes on or off. */
  marker: string | null
  label: string | null
  /** Of what GitHub refused: its status, its words, and what would mend it. */
  status: number | null
  reason: string | null
  remedy: string | null
}

export interface PacingTable {
  installation_id: number
  /** The instant at which the next write may go. */
  next_write_at: number
  /** Instants of the content writes of the last hour, ascending. */
  content_at: JsonText
}
