// Tables of what channels are told.
import type { Flag } from './columns.ts'

/** One notice that waits, or was dropped; one that was delivered is deleted. */
export interface NoticeTable {
  /** The receiver's too: the same whenever it is tried. */
  id: string
  owner: string
  channel: string
  repository_id: number
  ticket_id: string
  /** Its place among those of the ticket that wait. */
  place: number
  /** What anybody may know of the ticket leads to it too. */
  is_shown: Flag
  /** As it is sent; null once it is dropped. */
  body: string | null
  noted_at: number
  /** When it is tried next; null once it is dropped. */
  due_at: number | null
  attempts: number
  /** Why it was not taken the last time. */
  reason: string | null
  dropped_at: number | null
}

export interface NoticeChannelTable {
  owner: string
  channel: string
  /** Tells one address from another, and is none itself. */
  address: string | null
  /** The receiver asked for a pause. */
  held_until: number | null
  /** It is gone for good: nothing more is sent to that address. */
  ended_at: number | null
}
