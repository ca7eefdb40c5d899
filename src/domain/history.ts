// How far the reading of a repository's history has come.
import type { TicketKind } from './ticket.ts'

/** A reading that takes its time, as opposed to a look. Times are ms. */
export interface HistoryProgress {
  /** The App came, was down for longer than GitHub keeps deliveries, or somebody asked. */
  askedBy: 'first_reading' | 'downtime' | 'look' | 'command'
  /** Null: everything is read. */
  sinceAt: number | null
  begunAt: number
  kinds: HistoryKindProgress[]
  /** Half of GitHub's budget was used: it goes on then. */
  waitsUntil: number | null
  finishedAt: number | null
}

export interface HistoryKindProgress {
  kind: TicketKind
  /** Only those that are open, to see what was deleted from them. */
  openOnly: boolean
  read: number
  /** As GitHub counts them, discussions that are too old among them; null before the first page. */
  total: number | null
  finished: boolean
}
