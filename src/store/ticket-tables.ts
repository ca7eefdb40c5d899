// Tables of tickets and of what happened to them.
import type { Generated } from 'kysely'
import type { Flag, JsonText } from './columns.ts'

export interface TicketTable {
  id: string
  kind: 'issue' | 'discussion'
  repository_id: number
  number: number
  requester_id: number | null
  opened_at: number
  updated_at: number
  open: Flag
  gone: string | null
  /** The whole `Ticket`. */
  data: JsonText
  /** When its thread was last read on GitHub. */
  read_at: Generated<number | null>
  /** When its requester wrote what the knowledge base had no answer to. */
  asked_at: Generated<number | null>
  /** The version of what signed the errors in its text; null: they are not signed as it now is. */
  signed_as: Generated<number | null>
}

/** A telling error in a ticket's text. */
export interface TicketSignatureTable {
  ticket_id: string
  repository_id: number
  digest: string
}

export interface TicketLinkTable {
  /** The ticket that was transferred or converted. */
  from_id: string
  /** What it became. */
  to_id: string
}

export interface EntryTable {
  ticket_id: string
  source_key: string
  kind: string
  at: number
  actor_id: number | null
  actor_type: string
  actor_login: string
  data: JsonText
}
